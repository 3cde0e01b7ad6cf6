// Runbook coverage of a run: every runbook that was read, with the colour of each of its lines.
import { parseRunbook } from '../../runbooks/parse.ts';
import {
  coverageOf,
  wasRun,
  type CoveredCommand,
  type PlayedStep,
} from '../../runbooks/coverage/coverage.ts';
import type { CoverageReport, DrillReport } from '../schema.ts';
import { ofType, type RunRecords } from './records.ts';

export interface RunbookPage {
  readonly runbook: string;
  readonly text: string;
}

export const foldCoverage = (
  records: RunRecords,
  drills: readonly DrillReport[],
): readonly (CoverageReport & RunbookPage)[] =>
  ofType(records.events, 'runbook.read').map(({ runbook, text }) => {
    const parsed = parseRunbook(text);
    const all = coverageOf(parsed, text, []).commands;
    const steps = drills.flatMap((drill) => [
      ...playedSteps(drill, runbook),
      ...unreachedSteps(drill, runbook, all),
    ]);
    const { commands, lines } = coverageOf(parsed, text, steps);
    const drilled = commands.filter(({ drills: by }) => by.length > 0);
    return {
      runbook,
      text,
      commands: commands.length,
      observed: observed(commands),
      standIn: observed(commands.filter(({ via }) => via === 'stand-in')),
      drilled: { commands: drilled.length, observed: observed(drilled) },
      colours: Object.fromEntries(
        [...Map.groupBy(commands, ({ colour }) => colour)].map(([colour, group]) => [colour, group.length]),
      ),
      lines: lines.map((line) => ({ ...line, ...toldBy(line.line, commands) })),
    };
  });

/** Commands that were asked before the fault only prepare a promise; checks that had to fail belong to the line. */
const playedSteps = ({ id, steps }: DrillReport, runbook: string): readonly PlayedStep[] =>
  steps.flatMap(({ line, endLine, colour, via, stage, reason, runbook: from }) =>
    from === runbook && stage !== 'baseline' && colour !== null
      ? [{ line, endLine, colour, via: via ?? 'real', drill: id, reason }]
      : [],
  );

/** A drill that stopped has begun sections that it didn't play to their end: what is missing was to be played too. */
const unreachedSteps = (
  { id, steps, stoppedIn }: DrillReport,
  runbook: string,
  all: readonly CoveredCommand[],
): readonly PlayedStep[] => {
  if (stoppedIn === null) return [];
  const begun = steps.filter((step) => step.runbook === runbook && step.stage !== 'baseline');
  const sections = new Set<string | null>(begun.map(({ section }) => section));
  const ended = new Set(begun.filter(({ colour }) => colour !== null).map(({ line }) => line));
  return all
    .filter(({ section, line }) => sections.has(section) && !ended.has(line))
    .map(({ line, endLine }) => ({
      ...{ line, endLine, drill: id, colour: 'unreachable', via: 'real' },
      reason: `not run to its end: the drill stopped in ${stoppedIn}`,
    }));
};

const observed = (commands: readonly CoveredCommand[]): number =>
  commands.filter(({ colour }) => colour === 'observed').length;

/** Who ran the line, and on its first one why it is not as it should be. */
const toldBy = (
  line: number,
  commands: readonly CoveredCommand[],
): { readonly drills: string[]; readonly reason: string | null } => {
  const here = commands.filter((command) => line >= command.line && line <= command.endLine);
  const first = here.find((command) => command.line === line && command.colour !== 'observed');
  return {
    drills: [...new Set(here.filter(({ colour }) => wasRun(colour)).flatMap(({ drills }) => drills))],
    reason: first?.reason ?? null,
  };
};
