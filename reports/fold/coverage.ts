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
    const steps = drills.flatMap((drill) => playedSteps(drill, runbook));
    const { commands, lines } = coverageOf(parseRunbook(text), text, steps);
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
      lines: lines.map((line) => ({ ...line, drills: drillsOf(line.line, commands) })),
    };
  });

/** Commands that were asked before the fault only prepare a promise; checks that had to fail belong to the line. */
const playedSteps = ({ id, steps }: DrillReport, runbook: string): readonly PlayedStep[] =>
  steps.flatMap(({ line, endLine, colour, via, stage, runbook: from }) =>
    from === runbook && stage !== 'baseline' && colour !== null
      ? [{ line, endLine, colour, via: via ?? 'real', drill: id }]
      : [],
  );

const observed = (commands: readonly CoveredCommand[]): number =>
  commands.filter(({ colour }) => colour === 'observed').length;

const drillsOf = (line: number, commands: readonly CoveredCommand[]): string[] => [
  ...new Set(
    commands
      .filter((command) => wasRun(command.colour) && line >= command.line && line <= command.endLine)
      .flatMap(({ drills }) => drills),
  ),
];
