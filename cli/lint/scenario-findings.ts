// What the linter says of a scenario's runbook, in numbers: it comes along with init and validate, and changes no exit code.
import { join } from 'node:path';
import { GamedayError } from '../../core/errors.ts';
import { readText } from '../../drills/scenario/read-folder.ts';
import { noContext, lintRunbook } from '../../runbooks/lint/lint.ts';
import type { Level, LintContext } from '../../runbooks/lint/rule.ts';
import { readContext } from './lint-context.ts';

export interface ScenarioFindings extends Readonly<Record<Level, number>> {
  readonly runbook: string;
  /** Shows them. */
  readonly command: string;
}

/** Null where there is no runbook. */
export const scenarioFindings = async (folder: string): Promise<ScenarioFindings | null> => {
  const runbook = join(folder, 'runbook.md');
  const text = readText(runbook);
  if (text === null) return null;
  const context = await contextOf(folder);
  const { findings } = lintRunbook(runbook, text, context ?? noContext);
  const count = (wanted: Level): number => findings.filter(({ level }) => level === wanted).length;
  const command = `gameday lint ${runbook}${context === null ? '' : ` --scenario ${folder}`}`;
  return { runbook, command, high: count('high'), medium: count('medium'), low: count('low') };
};

export const findingsText = ({ runbook, command, high, medium, low }: ScenarioFindings): string =>
  high + medium + low === 0
    ? `${runbook}: the linter finds nothing`
    : `${runbook}: the linter finds ${high} high, ${medium} medium, ${low} low; ${command} shows them`;

/** Null while compose.yaml or alerts.yaml has mistakes: those are told by themselves. */
const contextOf = async (folder: string): Promise<LintContext | null> => {
  try {
    return await readContext({ scenario: folder });
  } catch (error) {
    if (error instanceof GamedayError) return null;
    throw error;
  }
};
