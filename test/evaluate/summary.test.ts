// Counting, and the thresholds that make the evaluation fail.
import { expect, it } from 'vitest';
import { finding, label } from './testing/rows.ts';
import { summaries, total, type Judged } from './summary.ts';
import { missedThresholds, type Thresholds } from './thresholds.ts';

const said = (line: number, verdict: Judged['verdict'] = '', ruleId = 'VER-NONE'): Judged => ({
  ...finding({ line, ruleId }),
  verdict,
});

const labels = [
  label({ lines: '10' }),
  label({ lines: '20', detect: 'X+D' }),
  label({ lines: '30', detect: 'J' }),
  label({ lines: '40', detect: 'C', rule: 'CMP-NAME' }),
];

it('counts labels and findings', () => {
  const judged = [said(10), said(30), said(50, 'right'), said(60, 'wrong'), said(70)];
  expect(total(labels, judged)).toEqual({
    rule: 'all',
    detectable: 2,
    found: 1,
    context: 1,
    contextFound: 0,
    findings: 5,
    matching: 2,
    right: 3,
    wrong: 1,
    open: 1,
  });
});

it('a finding that matches a label and is judged wrong is wrong', () => {
  expect(total(labels, [said(10, 'wrong')])).toMatchObject({ matching: 1, right: 0, wrong: 1 });
});

it('one row for each rule that is labelled or found', () => {
  expect(summaries(labels, [said(1, '', 'SH-MASK')]).map(({ rule, findings }) => [rule, findings])).toEqual([
    ['CMP-NAME', 0],
    ['SH-MASK', 1],
    ['VER-NONE', 0],
  ]);
});

it('a label of the family is found by each of its rules', () => {
  expect(total([label({ rule: 'ORD' })], [said(10, '', 'ORD-BACKWARD')])).toMatchObject({ found: 1 });
});

const none: Thresholds = { minRecall: null, minContextRecall: null, maxWrong: null };

it.each<[string, readonly Judged[], Partial<Thresholds>, readonly string[]]>([
  ['nothing wanted', [], {}, []],
  ['recall kept', [said(10)], { minRecall: 0.5 }, []],
  ['recall missed', [], { minRecall: 0.5 }, ['recall: wanted at least 50.0 %, got 0.0 %']],
  [
    'no context given',
    [],
    { minContextRecall: 0.6 },
    ['recall with context: wanted at least 60.0 %, got 0.0 %'],
  ],
  ['few enough wrong', [said(10), said(60, 'wrong')], { maxWrong: 0.5 }, []],
  [
    'too many wrong',
    [said(60, 'wrong')],
    { maxWrong: 0.5 },
    ['wrong findings: wanted at most 50.0 %, got 100.0 %'],
  ],
  ['not judged', [said(70)], { maxWrong: 0.5 }, ['wrong findings: 1 are not judged yet']],
])('%s', (_, judged, wanted, expected) => {
  expect(missedThresholds(total(labels, judged), { ...none, ...wanted })).toEqual(expected);
});

it('without a label to find no recall is kept', () => {
  expect(missedThresholds(total([], []), { ...none, minRecall: 0 })).toEqual([
    'recall: wanted at least 0.0 %, got no label to find',
  ]);
});
