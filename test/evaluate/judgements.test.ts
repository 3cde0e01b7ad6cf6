// Judgements: verdicts stay with their finding, whatever else comes and goes.
import { expect, it } from 'vitest';
import { finding } from './testing/rows.ts';
import { mergeJudgements, readJudgements, writeJudgements } from './judgements.ts';

const judged = (text: string): ReturnType<typeof readJudgements> =>
  readJudgements('j.tsv', `file\tline\trule\tverdict\treason\tmessage\n${text}`);

it.each([
  ['the same finding', 'a\t10\tVER-NONE\twrong\tit does, in line 12\tnothing checks it', 'wrong'],
  ['another line', 'a\t11\tVER-NONE\twrong\tit does\tnothing checks it', ''],
  ['another message', 'a\t10\tVER-NONE\twrong\tit does\tnothing looks at it', ''],
  ['another rule', 'a\t10\tVER-EMPTY\twrong\tit does\tnothing checks it', ''],
  ['another runbook', 'b\t10\tVER-NONE\twrong\tit does\tnothing checks it', ''],
])('%s', (_, row, verdict) => {
  expect(mergeJudgements([finding({})], judged(row)).map((one) => one.verdict)).toEqual([verdict]);
});

it('what it writes reads back the same, also with tabs and line ends in a message', () => {
  const fresh = mergeJudgements([finding({ message: 'a\tb\nc  d' })], []);
  const again = readJudgements('j.tsv', writeJudgements(fresh));
  expect(again).toEqual(fresh);
  expect(mergeJudgements([finding({ message: 'a\tb\nc  d' })], again)).toEqual(fresh);
});

it.each([
  ['an unknown verdict', 'a\t10\tVER-NONE\tmaybe\t\tx', 'j.tsv:2 verdict: expected right, wrong'],
  ['wrong without a reason', 'a\t10\tVER-NONE\twrong\t\tx', 'j.tsv:2 verdict: expected right, wrong'],
])('refuses %s', (_, row, message) => {
  expect(() => judged(row)).toThrow(message);
});
