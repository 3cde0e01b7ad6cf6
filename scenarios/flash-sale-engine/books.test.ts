// The oracle's book-keeping over literal contents of Kafka and Redis.
import { describe, expect, it } from 'vitest';
import { judgeStock, terminalOf, type Books, type StatusRecord } from './books.ts';
import { initialStock, itemsOf, orderIdIn, orderOf } from './orders.ts';

const item = 'drill-r1-item-1';
const record = (status: string, quantity = 1): StatusRecord => ({ status, itemId: item, quantity });
const books = (
  statuses: Readonly<Record<string, StatusRecord>>,
  level: number,
  dead: readonly string[] = [],
): Books => ({
  accepted: new Map(Object.keys(statuses).map((id) => [id, 1])),
  dead: new Map(dead.map((id) => [id, 1])),
  statuses: new Map(Object.entries(statuses)),
  levels: new Map([[item, level]]),
});

describe('terminalOf', () => {
  it.each([
    ['sold', books({ a: record('success', 3) }, initialStock - 3), { effects: 1, states: ['success'] }],
    ['sold out', books({ a: record('sold_out') }, initialStock), { effects: 0, states: ['sold_out'] }],
    ['cancelled', books({ a: record('cancelled') }, initialStock), { effects: 0, states: ['cancelled'] }],
    ['under way', books({ a: record('reserved') }, initialStock - 1), { effects: 1, states: [] }],
    [
      'reserved, then dead',
      books({ a: record('reserved') }, initialStock - 1, ['a']),
      { effects: 1, states: ['dlq'] },
    ],
    ['meant for the DLQ', books({ a: record('dlq') }, initialStock), { effects: 0, states: [] }],
    [
      'sold and dead',
      books({ a: record('success') }, initialStock - 1, ['a']),
      { effects: 1, states: ['success', 'dlq'] },
    ],
    [
      'stock taken twice',
      books({ a: record('success') }, initialStock - 2),
      { effects: null, states: ['success'] },
    ],
    ['stock gone', books({ a: record('success') }, Number.NaN), { effects: null, states: ['success'] }],
  ])('%s', (_name, read, wanted) => {
    expect(terminalOf('a', read)).toEqual({ id: 'a', accepted: 1, ...wanted });
  });

  it('knows an order that only Kafka holds', () => {
    const read = { ...books({}, initialStock), accepted: new Map([['a', 2]]) };
    expect(terminalOf('a', read)).toEqual({ id: 'a', accepted: 2, effects: 0, states: [] });
  });
});

describe('judgeStock', () => {
  it('adds what was sold and reserved to what is left', () => {
    const read = books(
      { a: record('success', 2), b: record('reserved'), c: record('cancelled') },
      initialStock - 3,
    );
    expect(judgeStock(item, read)).toMatchObject({ expected: initialStock, actual: initialStock });
  });
});

describe('orders', () => {
  it('are the same for the same run, seed and number', () => {
    expect(orderOf('r1', 7, 12)).toEqual(orderOf('r1', 7, 12));
    const items = new Set(Array.from({ length: 100 }, (_, index) => orderOf('r1', 7, index).itemId));
    expect([...items].sort()).toEqual(itemsOf('r1'));
  });

  it.each([
    ['{"order_id":"drill-r1-order-5","item_id":"x"}', 'drill-r1-order-5'],
    ['{"order_id":"drill-r2-order-5"}', null],
    ['{"note":"drill-r1-order-5"}', null],
    ['drill-r1-order-5 is not JSON', null],
    [null, null],
  ])('are found in %s', (value, id) => expect(orderIdIn('r1', value)).toBe(id));
});
