// Labels: every way of writing lines, and what a bad table is answered.
import { expect, it } from 'vitest';
import { isStatic, needsContext, parseLines, readLabels } from './labels.ts';

it.each([
  ['7', [[7, 7]]],
  ['60-62', [[60, 62]]],
  [
    '40,148',
    [
      [40, 40],
      [148, 148],
    ],
  ],
  [
    '3,13-14',
    [
      [3, 3],
      [13, 14],
    ],
  ],
  [
    '12,20,...,31',
    [
      [12, 12],
      [20, 31],
    ],
  ],
  ['12…31', [[12, 31]]],
  [
    '330 (with 83)',
    [
      [330, 330],
      [83, 83],
    ],
  ],
  [
    '229 -> 246-257',
    [
      [229, 229],
      [246, 257],
    ],
  ],
  ['whole document', []],
])('lines %s', (text, expected) => {
  expect(parseLines(text).map(({ line, endLine }) => [line, endLine])).toEqual(expected);
});

const header = 'id\tseed\tlines\tsection\trule\tseverity\tdetect\tproof\tfinding';

it('reads a row, whichever way the runbook column is called', () => {
  const row = '\nA-1\tA\t3\tTop\tVER-NONE\tH\tX+D\tA\tno check\n';
  const labels = [header, header.replace('seed', 'file')].map((head) => readLabels('l.tsv', head + row)[0]);
  expect(labels.map((label) => [label?.id, label?.file, label?.rule])).toEqual([
    ['A-1', 'A', 'VER-NONE'],
    ['A-1', 'A', 'VER-NONE'],
  ]);
});

it.each([
  ['S', true, false],
  ['S+C', true, true],
  ['X+D', true, false],
  ['C+D', false, true],
  ['J+D', false, false],
])('detect %s: static %s, context %s', (detect, seen, context) => {
  const [label] = readLabels('l.tsv', `${header}\nA-1\tA\t3\tTop\tLOGIC\tH\t${detect}\tA\tx`);
  expect(label && [isStatic(label), needsContext(label)]).toEqual([seen, context]);
});

it.each([
  ['a missing column', 'id\tlines', 'l.tsv:1 expected the columns'],
  ['a short row', `${header}\nA-1\tA`, 'l.tsv:2 expected 9 cells, got 2'],
  ['no line', `${header}\nA-1\tA\tall\tTop\tLOGIC\tH\tJ\tA\tx`, 'l.tsv:2 lines: expected numbers, got "all"'],
])('refuses %s', (_, text, message) => {
  expect(() => readLabels('l.tsv', text)).toThrow(message);
});
