// Several faults in one drill: when they come and go has to make a drill, and signals may name those that are in by then.
import { formatDuration } from '../../core/duration.ts';
import type { Problem } from '../../core/errors.ts';
import { suggestion } from '../../core/suggest.ts';
import { pathText } from '../../core/yaml/words.ts';
import type { YamlPath } from '../../core/yaml/yaml-file.ts';
import { findSection } from '../../runbooks/find-section.ts';
import { actionsAt, commandOf } from '../steps/moment.ts';
import type { DrillSpec } from './drill-schema.ts';
import { faultIds } from './plan-faults.ts';
import type { Loaded } from './scenario.ts';

type FaultSpec = DrillSpec['faults'][number];
interface At {
  readonly loaded: Loaded;
  readonly path: YamlPath;
  readonly drill: DrillSpec;
}

export const checkFaults = (loaded: Loaded): readonly Problem[] =>
  Object.entries(loaded.spec.value?.drills ?? {}).flatMap(([name, drill]) => {
    const at: At = { loaded, path: ['drills', name], drill };
    if (drill.type === 'placebo') return [];
    return [
      ...checkFirst(at),
      ...drill.faults.flatMap((fault, index) => [
        ...checkTwins(at, fault, index),
        ...checkTimes(at, fault, index),
        ...checkStep(at, fault, index),
      ]),
      ...checkSignals(at),
    ];
  });

const problem = (
  { loaded, path }: At,
  below: YamlPath,
  message: string,
  hint: string | null = null,
): Problem => {
  const at = [...path, ...below];
  return loaded.spec.yaml.problemAt(at, `${pathText(at)}: ${message}`, hint);
};

const checkFirst = (at: At): readonly Problem[] => {
  const { faults, endedBy } = at.drill;
  if (faults.length === 0) return [];
  if (faults.every(({ comes }) => comes !== null))
    return [
      problem(
        at,
        ['faults'],
        'none of them comes first',
        'one has neither `after` nor `during`: the others count from it',
      ),
    ];
  if (endedBy !== 'steps' || faults.some(({ staysMs }) => staysMs === null)) return [];
  return [
    problem(
      at,
      ['endedBy'],
      'every fault goes by itself: nothing is left for the steps to end',
      'leave out one `for`, or say endedBy: outside',
    ),
  ];
};

/** The same twice at once is a slip of the pen; twice at different times is a drill. */
const checkTwins = (at: At, fault: FaultSpec, index: number): readonly Problem[] => {
  const before = at.drill.faults.slice(0, index);
  const named = before.findIndex(({ id }) => id !== null && id === fault.id);
  if (named !== -1)
    return [problem(at, ['faults', index, 'id'], `faults[${named}] is called "${fault.id}" too`)];
  const twin = before.findIndex((other) => sameHarm(other) === sameHarm(fault));
  if (twin === -1) return [];
  return [
    problem(
      at,
      ['faults', index, fault.kind],
      `faults[${twin}] is the same fault at the same time`,
      'remove one of the two, or let it come later: after, during',
    ),
  ];
};

const sameHarm = ({ kind, config, comes }: FaultSpec): string => JSON.stringify([kind, config, comes]);

/** All that comes by time has to have come before the drill is to be over. */
const checkTimes = (at: At, { comes, staysMs }: FaultSpec, index: number): readonly Problem[] => {
  const afterMs = comes?.kind === 'later' ? comes.afterMs : 0;
  const lastMs = afterMs + (staysMs ?? 0);
  const key = staysMs === null ? 'after' : 'for';
  const limits = [
    ['recover.within', at.drill.recover?.within],
    ['stop.after', at.drill.stop?.after],
  ] as const;
  return limits.flatMap(([name, limitMs]) => {
    if (lastMs === 0 || limitMs === undefined || lastMs < limitMs) return [];
    const what = staysMs === null ? 'it comes' : 'it goes';
    const message = `${what} ${formatDuration(lastMs)} after the first injection, and ${name} is ${formatDuration(limitMs)}`;
    return [problem(at, ['faults', index, key], message)];
  });
};

const checkStep = (at: At, { comes }: FaultSpec, index: number): readonly Problem[] => {
  if (comes?.kind !== 'step') return [];
  const below = ['faults', index, 'during'];
  const { runbook } = at.loaded;
  const title = at.drill.runbook?.remediate;
  if (title === undefined)
    return [problem(at, below, 'the drill has no remediation', 'name a section under runbook.remediate')];
  const section = runbook === null ? null : findSection(runbook, title).section;
  // A section that isn't there is told where it is named.
  if (section === null) return [];
  const found = actionsAt(section.actions, comes.step);
  if (found.length === 1) return [];
  const steps = section.actions.map((action, number) => `${number + 1} ${commandOf(action)}`);
  const message =
    found.length === 0
      ? `"${title}" has no step ${JSON.stringify(comes.step)}`
      : `several steps of "${title}" have ${JSON.stringify(comes.step)}`;
  return [problem(at, [...below, comes.side], message, `its steps: ${steps.join('; ')}`)];
};

const checkSignals = (at: At): readonly Problem[] => {
  const { faults, detect } = at.drill;
  const ids = faultIds(at.loaded.kinds, faults);
  return detect.flatMap(({ kind, config, fault }, index) => {
    const below = ['detect', index];
    const twin = detect
      .slice(0, index)
      .findIndex((other) => other.kind === kind && JSON.stringify(other.config) === JSON.stringify(config));
    const twice =
      twin === -1
        ? []
        : [
            problem(
              at,
              [...below, kind],
              `detect[${twin}] promises the same signal`,
              'a signal is promised once in a drill',
            ),
          ];
    if (fault === null) return twice;
    const named = faults[ids.indexOf(fault)];
    if (named === undefined)
      return [
        ...twice,
        problem(at, [...below, 'fault'], `no fault "${fault}"`, suggestion(fault, ids, 'faults')),
      ];
    if (named.comes?.kind !== 'step') return twice;
    const message = `"${fault}" comes during the remediation, when detection is over`;
    return [...twice, problem(at, [...below, 'fault'], message)];
  });
};
