// gameday report diff: two runs of one system side by side.
import { exitCodes } from '../../core/verdicts.ts';
import { isBeyond } from '../../reports/compare/change.ts';
import { compareReports, demandOnePace } from '../../reports/compare/compare.ts';
import { markdownComparison } from '../../reports/compare/markdown.ts';
import { leastShare } from '../../reports/compare/noise.ts';
import { prettyComparison } from '../../reports/compare/pretty.ts';
import { percentText } from '../../core/percent.ts';
import { counted } from '../../reports/text.ts';
import { print, printJson, say } from '../output.ts';
import { demandPercent } from '../percent.ts';
import { readFound } from '../report/find-report.ts';

interface DiffArgs {
  readonly from: string;
  readonly to: string;
  readonly format: 'pretty' | 'json' | 'markdown';
  readonly maxRegression?: string;
}

/** 0; with a limit 1 where something is worse by more than that. */
export const handle = ({ from, to, format, maxRegression }: DiffArgs): number => {
  const limit = maxRegression === undefined ? null : demandPercent('max-regression', maxRegression);
  const [before, after] = [readFound(from), readFound(to)];
  if (limit !== null) demandOnePace(before, after);
  const comparison = compareReports(before, after, Math.min(leastShare, limit ?? leastShare));
  if (format === 'json') printJson(comparison);
  else print((format === 'pretty' ? prettyComparison(comparison) : markdownComparison(comparison)).trimEnd());
  if (limit === null) return exitCodes.pass;
  const beyond = comparison.regressions.filter((change) => isBeyond(change, limit));
  if (beyond.length === 0) return exitCodes.pass;
  say(`${counted(beyond.length, 'regression')} beyond ${percentText(limit)}`);
  return exitCodes.fail;
};
