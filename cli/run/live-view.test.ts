// Rows of the live view that hold many coloured words.
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { wrapped } from './live-view.ts';

const coloured = (text: string): string => `\x1b[32m${text}\x1b[0m`;

it('no row is wider than the terminal, and every word keeps its colour', () => {
  const words = ['● gateway-health', '● processor-health', '● lag', '● kafka-connects', '● redis-answers'];
  for (const columns of [40, 60, 75, 76, 77, 78, 79, 80, 81, 120]) {
    const rows = wrapped('probes ', words.map(coloured), columns);
    expect(rows.map((row) => stripVTControlCharacters(row).length).every((width) => width <= columns)).toBe(
      true,
    );
    expect(rows.join('')).toContain(words.map(coloured)[0]);
    expect(rows.join('').match(/\x1b\[32m/g)).toHaveLength(words.length);
    expect(rows.slice(1).every((row) => row.startsWith(' '.repeat(8)))).toBe(true);
  }
});
