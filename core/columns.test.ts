import { expect, it } from 'vitest';
import { columnsOf, fitting, wrapped } from './columns.ts';

it.each([
  { text: 'plain', columns: 5 },
  { text: 'é', columns: 1 },
  { text: 'e\u0301', columns: 1 },
  { text: '注文', columns: 4 },
  { text: '🚨 x', columns: 4 },
])('$text takes $columns columns', ({ text, columns }) => {
  expect(columnsOf(text)).toBe(columns);
});

it('keeps whole characters', () => {
  expect(fitting('ab注文', 5)).toBe('ab注');
});

it.each([
  { text: 'one two three', columns: 8, lines: ['one two', 'three'] },
  { text: 'a abcdefgh b', columns: 4, lines: ['a', 'abcd', 'efgh', 'b'] },
  { text: '  ', columns: 4, lines: [] },
])('wraps "$text" at $columns', ({ text, columns, lines }) => {
  expect(wrapped(text, columns)).toEqual(lines);
});
