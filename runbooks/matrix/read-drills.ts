// The drills of a scenario, and those that a run played. Tolerant: what a scenario may hold is judged by `gameday validate`.
import type { Problem } from '../../core/errors.ts';
import { runbookStages } from '../../core/journal/plan.ts';
import { shown } from '../../core/yaml/words.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import { asList, asMapping, asText, isMapping, type Facts } from '../lint/context/facts.ts';
import type { DrillFacts, PlayedDrill } from './model.ts';

/** `scenario` is the name of its folder, as drills are named by it. */
export const readDrills = (file: string, text: string, scenario: string): Facts<readonly DrillFacts[]> => {
  const yaml = parseYaml(file, text);
  if (yaml.problems.length > 0) return { facts: null, problems: yaml.problems };
  const drills = asMapping(yaml.value)['drills'];
  if (!isMapping(drills)) {
    const problem = yaml.problemAt(['drills'], `drills: expected a mapping of drills, got ${shown(drills)}`);
    return { facts: null, problems: [problem] };
  }
  const facts = Object.entries(drills).map(([name, drill]): DrillFacts => {
    const { detect, runbook } = asMapping(drill);
    const sections = asMapping(runbook);
    return {
      id: `${scenario}/${name}`,
      alerts: asList(detect).flatMap((signal) => asText(asMapping(signal)['alert']) ?? []),
      sections: runbookStages.flatMap((stage) => asText(sections[stage]) ?? []),
    };
  });
  return { facts, problems: [] };
};

/** report.json of a run. */
export const readPlayed = (file: string, text: string): Facts<readonly PlayedDrill[]> => {
  const report = parsed(text);
  if (!isMapping(report) || !Array.isArray(report['drills']))
    return { facts: null, problems: [noReport(file, 'expected a report.json of a run')] };
  if (report['schema'] !== 1)
    return {
      facts: null,
      problems: [noReport(file, `expected a report of schema 1, got ${shown(report['schema'])}`)],
    };
  const run = asText(report['run']) ?? file;
  const facts = asList(report['drills']).flatMap((value): readonly PlayedDrill[] => {
    const drill = asMapping(value);
    const startedAt = asText(drill['startedAt']);
    // One that never started is no drill that was played.
    if (startedAt === null || drill['verdict'] === 'skipped') return [];
    const signals = asList(drill['signals']).map(asMapping);
    return [
      {
        id: asText(drill['id']) ?? '',
        run,
        verdict: asText(drill['verdict']) ?? 'unknown',
        startedAt,
        alerts: signals.filter(({ kind }) => kind === 'alert').flatMap(({ name }) => asText(name) ?? []),
        sections: [
          ...new Set(asList(drill['steps']).flatMap((step) => asText(asMapping(step)['section']) ?? [])),
        ],
      },
    ];
  });
  return { facts, problems: [] };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: then it is no report either.
    return null;
  }
};

const noReport = (file: string, message: string): Problem => ({
  file,
  line: null,
  column: null,
  message,
  hint: 'gameday report RUN writes it anew from the journal',
});
