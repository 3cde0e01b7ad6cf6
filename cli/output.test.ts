// What is said and shown in tables and lists acts on no terminal.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { heard } from './fixtures/heard.ts';
import { fromHere, hanging, say, tableText } from './output.ts';

const said = heard();
const hostile = '\u001b[31mred\n::error::x';

it('words keep their line breaks', () => {
  say(hostile);
  expect(said).toEqual(['␛[31mred\n::error::x']);
});

it('a cell and a listed name are one line', () => {
  expect(
    tableText([
      ['NAME', 'TITLE'],
      [hostile, 'x'],
    ]),
  ).toBe('NAME                 TITLE\n␛[31mred ::error::x  x');
  expect(hanging(`  ${hostile}  `, hostile)).toBe('  ␛[31mred ::error::x  ␛[31mred ::error::x');
});

it('a figure is not parted from its unit', () => {
  const text = `${'word '.repeat(14)}x of all 7 % of it`;
  expect(hanging('', text)).toBe(`${'word '.repeat(14)}x of all\n7 % of it`);
});

it.each([
  [join(process.cwd(), 'a', 'b.html'), 'a/b.html'],
  ['./a/b.html', 'a/b.html'],
  ['/elsewhere/b.html', '/elsewhere/b.html'],
  ['../b.html', join(process.cwd(), '..', 'b.html')],
  ['..b/c.html', '..b/c.html'],
])('of the file %s people are told %s', (file, told) => {
  expect(fromHere(file)).toBe(told);
});
