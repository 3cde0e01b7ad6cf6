// What a person said of each finding. A finding that nobody has looked at yet has an empty verdict.
import { invalidInput } from '../../core/errors.ts';
import type { Reported } from './match.ts';
import { clean, readTsv, writeTsv } from './tsv.ts';

export type Verdict = 'right' | 'wrong' | '';

export interface Judgement {
  readonly file: string;
  readonly line: string;
  readonly rule: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly message: string;
}

const columns = ['file', 'line', 'rule', 'verdict', 'reason', 'message'];
const verdicts: readonly string[] = ['right', 'wrong', ''];

export const readJudgements = (file: string, text: string): readonly Judgement[] => {
  const rows = readTsv(file, text, columns);
  const bad = rows.filter(
    ({ cells }) =>
      !verdicts.includes(cells['verdict'] ?? '') || (cells['verdict'] === 'wrong' && cells['reason'] === ''),
  );
  if (bad.length > 0)
    throw invalidInput(
      bad.map(({ line, cells }) => ({
        file,
        line,
        column: null,
        message: `verdict: expected right, wrong with a reason, or nothing, got "${cells['verdict']}"`,
        hint: null,
      })),
    );
  return rows.map(({ cells }) => cells as unknown as Judgement);
};

/** One row for each finding, in their order: judged ones keep their verdict, of those no longer found none is left. */
export const mergeJudgements = (
  reported: readonly Reported[],
  before: readonly Judgement[],
): readonly Judgement[] => {
  const known = new Map(before.map((judgement) => [keyOf(judgement), judgement]));
  return reported.map((one) => {
    const fresh = unjudged(one);
    return known.get(keyOf(fresh)) ?? fresh;
  });
};

export const writeJudgements = (judgements: readonly Judgement[]): string =>
  writeTsv(
    columns,
    judgements.map((judgement) => ({ ...judgement })),
  );

const unjudged = ({ file, finding }: Reported): Judgement => ({
  file,
  line: String(finding.span.line),
  rule: finding.ruleId,
  verdict: '',
  reason: '',
  message: clean(finding.message),
});

const keyOf = ({ file, rule, line, message }: Judgement): string =>
  JSON.stringify([file, rule, line, message]);
