// The matrix procedure → drill → verdict, and what a procedure without a fault has to leave behind.
import { describe, expect, it } from 'vitest';
import { incident, journalOf, type Row } from '../fixtures/mini-journal.ts';
import { foldGameDay } from './game-day.ts';

const report = (rows: readonly Row[]) => foldGameDay({ events: journalOf(rows), torn: false }).report;
const matrix = (rows: readonly Row[]): readonly string[] =>
  report(rows).procedures.map(
    ({ id, title, verdict, drills }) =>
      `${id} ${title} ${verdict}: ${drills.map((drill) => `${drill.id} ${drill.verdict}`).join(', ')}`,
  );

const listed = (drills: Readonly<Record<string, readonly string[]>>): Row => [
  1,
  null,
  {
    type: 'procedures.read',
    procedures: Object.entries(drills).map(([id, of]) => ({ id, title: `what ${id} is`, drills: of })),
  },
];

describe('the matrix', () => {
  const rows = incident({ procedures: ['P-1', 'P-9'] });
  it.each<[string, readonly Row[], readonly string[]]>([
    [
      'without a list has what the drills name',
      rows,
      ['P-1 null pass: shop/broker-killed pass', 'P-9 null pass: shop/broker-killed pass'],
    ],
    [
      'has all that is listed, drilled or not, played or not',
      [listed({ 'P-1': ['shop/broker-killed', 'shop/other'], 'P-2': ['shop/other'], 'P-3': [] }), ...rows],
      [
        'P-1 what P-1 is pass: shop/broker-killed pass, shop/other null',
        'P-2 what P-2 is null: shop/other null',
        'P-3 what P-3 is null: ',
        'P-9 null pass: shop/broker-killed pass',
      ],
    ],
  ])('%s', (_, events, expected) => {
    expect(matrix(events)).toEqual(expected);
  });
});
