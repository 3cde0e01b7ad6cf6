// What a drill promises has to exist: alerts, probes, sections, and the parts that its type needs.
import type { Problem } from '../../core/errors.ts';
import { runbookStages } from '../../core/journal/plan.ts';
import { suggestion } from '../../core/suggest.ts';
import { pathText } from '../../core/yaml/words.ts';
import type { YamlPath } from '../../core/yaml/yaml-file.ts';
import { findSection } from '../../runbooks/find-section.ts';
import type { Section } from '../../runbooks/model.ts';
import { choicesIn, idleTakes } from '../steps/branches.ts';
import { readPattern, unmatchedExpectations } from '../steps/expectations.ts';
import type { DrillSpec } from './drill-schema.ts';
import { effectsIn } from './fault-effects.ts';
import type { Loaded } from './scenario.ts';
import { namesIn } from './term.ts';

export const checkDrills = (loaded: Loaded): readonly Problem[] => {
  const spec = loaded.spec.value;
  if (spec === null) return [];
  return [
    ...(spec.gate.probes ?? []).flatMap((probe, index) =>
      unknownProbe(loaded, ['gate', 'probes', index], probe),
    ),
    ...Object.entries(spec.drills).flatMap(([name, drill]) => [
      ...checkShapeOf(loaded, ['drills', name], drill),
      ...checkSignals(loaded, ['drills', name], drill),
      ...checkSections(loaded, ['drills', name], drill),
      ...checkExpectations(loaded, ['drills', name], drill),
      ...checkTakes(loaded, ['drills', name], drill),
      ...checkTerms(loaded, ['drills', name], drill),
      ...checkProcedures(loaded, ['drills', name], drill),
    ]),
  ];
};

const checkShapeOf = ({ spec: { yaml } }: Loaded, path: YamlPath, drill: DrillSpec): readonly Problem[] => {
  const problems: Problem[] = [];
  const wrong = (key: string, message: string, hint: string | null = null): void => {
    problems.push(yaml.problemAt([...path, key], `${pathText(path)}: ${message}`, hint));
  };
  if (drill.type === 'placebo') {
    if (drill.faults.length > 0)
      wrong('faults', 'a placebo injects nothing', 'remove the faults, or make it an incident');
    if (drill.watch === undefined)
      wrong('watch', 'a placebo needs watch: how long it looks', 'write e.g. watch: 5m');
    if (drill.detect.length > 0)
      wrong('detect', 'a placebo promises no signal: nothing may fire', 'remove it');
    if (drill.alsoFires.length > 0) wrong('alsoFires', 'nothing may fire in a placebo', 'remove it');
    if (drill.recover !== undefined)
      wrong('recover', 'there is nothing to recover from in a placebo', 'remove it');
    if (drill.runbook !== undefined) wrong('runbook', 'a placebo runs no step', 'remove it');
  }
  if (drill.type !== 'incident') return problems;
  if (drill.faults.length === 0)
    wrong('faults', 'an incident needs at least one fault', 'or say type: procedure');
  if (drill.detect.length === 0)
    wrong('detect', 'an incident needs at least one signal', 'write e.g. - { alert: Name, within: 3m }');
  if (drill.recover === undefined)
    wrong('recover', 'an incident needs a target', 'write e.g. recover: { within: 10m }');
  if (drill.endedBy === undefined)
    wrong('endedBy', 'an incident says how it ends', 'endedBy: steps, or endedBy: outside');
  if (drill.runbook?.remediate === undefined && drill.endedBy === 'steps')
    wrong('runbook', 'ended by steps, but runbook.remediate names no section');
  return problems;
};

/** A scenario that lists its procedures names no others. */
const checkProcedures = ({ spec }: Loaded, path: YamlPath, { procedures }: DrillSpec): readonly Problem[] => {
  const known = Object.keys(spec.value?.procedures ?? {});
  if (known.length === 0) return [];
  return procedures.flatMap((id, index) => {
    if (known.includes(id)) return [];
    const at = [...path, 'procedures', index];
    const message = `${pathText(at)}: "${id}" is not under procedures`;
    return [spec.yaml.problemAt(at, message, suggestion(id, known, 'procedures'))];
  });
};

const checkSignals = (loaded: Loaded, path: YamlPath, drill: DrillSpec): readonly Problem[] => {
  const services = Object.keys(loaded.compose.value?.services ?? {});
  return [
    ...drill.detect.flatMap(({ kind, config }, index) => {
      const at = [...path, 'detect', index, kind];
      if (kind === 'alert') return unknownAlert(loaded, at, String(config));
      if (kind === 'probe') return unknownProbe(loaded, at, String(config));
      const { service } = config as { readonly service: string };
      if (loaded.compose.value === null || services.includes(service)) return [];
      const message = `${pathText(at)}: no service "${service}"`;
      return [
        loaded.spec.yaml.problemAt([...at, 'service'], message, suggestion(service, services, 'services')),
      ];
    }),
    ...drill.alsoFires.flatMap((alert, index) => unknownAlert(loaded, [...path, 'alsoFires', index], alert)),
  ];
};

const unknownAlert = ({ alerts, spec }: Loaded, path: YamlPath, alert: string): readonly Problem[] => {
  const names = alerts?.map(({ name }) => name);
  if (names === undefined || names.includes(alert)) return [];
  const message = `${pathText(path)}: alerts.yaml has no alert "${alert}"`;
  return [spec.yaml.problemAt(path, message, suggestion(alert, names, 'alerts'))];
};

const unknownProbe = ({ spec }: Loaded, path: YamlPath, probe: string): readonly Problem[] => {
  const names = Object.keys(spec.value?.probes ?? {});
  if (names.includes(probe)) return [];
  return [
    spec.yaml.problemAt(path, `${pathText(path)}: no probe "${probe}"`, suggestion(probe, names, 'probes')),
  ];
};

const checkSections = ({ runbook, spec }: Loaded, path: YamlPath, drill: DrillSpec): readonly Problem[] => {
  if (runbook === null) return [];
  return runbookStages.flatMap((stage) => {
    const section = drill.runbook?.[stage];
    if (section === undefined) return [];
    const found = findSection(runbook, section);
    if (found.section !== null && found.section.actions.length > 0) return [];
    const at = [...path, 'runbook', stage];
    if (found.section !== null) {
      const message = `${pathText(at)}: the section "${section}" has no command and no wait`;
      const hint = 'name the section that holds them, or write its commands in a bash fence';
      return [spec.yaml.problemAt(at, message, hint)];
    }
    const what = found.ambiguous
      ? `several sections are called "${section}"`
      : `runbook.md has no section "${section}"`;
    const hint =
      found.suggestions.length === 0
        ? null
        : `did you mean ${found.suggestions.map((one) => `"${one}"`).join(' or ')}?`;
    return [spec.yaml.problemAt(at, `${pathText(at)}: ${what}`, hint)];
  });
};

const checkExpectations = (
  { runbook, spec }: Loaded,
  path: YamlPath,
  drill: DrillSpec,
): readonly Problem[] => {
  const expect = drill.runbook?.expect ?? [];
  const found = sectionsOf(runbook, drill);
  const diagnosis = drill.runbook?.diagnose;
  const unmatched =
    runbook === null
      ? []
      : unmatchedExpectations(
          expect,
          found,
          diagnosis === undefined ? null : findSection(runbook, diagnosis).section,
        );
  return expect.flatMap((one, index) => {
    const at = [...path, 'runbook', 'expect', index];
    const patterns = (['shows', 'not'] as const).filter((key) => readPattern(one[key] ?? '') === null);
    return [
      ...patterns.map((key) =>
        spec.yaml.problemAt([...at, key], `${pathText([...at, key])}: not a regular expression: ${one[key]}`),
      ),
      ...(unmatched.includes(one)
        ? [
            spec.yaml.problemAt(
              [...at, 'command'],
              `${pathText(at)}: no command of these sections has "${one.command}"`,
            ),
          ]
        : []),
    ];
  });
};

const sectionsOf = (runbook: Loaded['runbook'], drill: DrillSpec): readonly Section[] =>
  runbookStages.flatMap((stage) => {
    const section = drill.runbook?.[stage];
    return section === undefined || runbook === null ? [] : (findSection(runbook, section).section ?? []);
  });

/** A branch that is misspelt would be left out without a word. */
const checkTakes = ({ runbook, spec }: Loaded, path: YamlPath, drill: DrillSpec): readonly Problem[] => {
  const take = drill.runbook?.take ?? [];
  const sections = sectionsOf(runbook, drill);
  if (sections.length === 0) return [];
  return idleTakes(sections, take).map((one) => {
    const at = [...path, 'runbook', 'take', take.indexOf(one)];
    const choices = choicesIn(sections).filter((text) => text !== '');
    const message = `${pathText(at)}: no branch and no alternative of these sections has "${one}"`;
    return spec.yaml.problemAt(at, message, suggestion(one, [...new Set(choices)], 'there are'));
  });
};

// Names in times mean paced environment variables.
const checkTerms = ({ spec, compose }: Loaded, path: YamlPath, drill: DrillSpec): readonly Problem[] => {
  const plain = Object.keys(spec.value?.pace.env ?? {});
  const services = Object.keys(compose.value?.services ?? {});
  const known = (name: string): boolean => {
    const [service, variable] = name.includes('.') ? name.split('.') : [null, name];
    return plain.includes(variable ?? '') && (service === null || services.includes(service ?? ''));
  };
  const bands: readonly (readonly [YamlPath, readonly string[]])[] = [
    ...drill.detect.map(
      ({ crosses }, index) =>
        [[...path, 'detect', index, 'crosses'], (crosses ?? []).flatMap(namesIn)] as const,
    ),
    ...effectsIn(path, drill).flatMap(({ path: at, effects }) =>
      Object.entries(effects).flatMap(([series, changes]) =>
        changes.map(({ after }) => [[...at, series], after.flatMap(namesIn)] as const),
      ),
    ),
  ];
  return bands.flatMap(([at, names]) =>
    [...new Set(names)]
      .filter((name) => !known(name))
      .map((name) =>
        spec.yaml.problemAt(
          at,
          `${pathText(at)}: "${name}" is not under pace.env`,
          suggestion(name, plain, 'under pace.env'),
        ),
      ),
  );
};
