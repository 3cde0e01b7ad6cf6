// Where the journals of a run are found.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { copyFolder, journalsIn } from './run-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'gameday-run-files-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each<[string, Readonly<Record<string, string>>, readonly string[] | null]>([
  ['no folder', {}, null],
  ['a folder without any', { 'report.json': '{}' }, null],
  ['one', { 'journal.ndjson': 'x' }, ['journal.ndjson']],
  [
    'copies, by number',
    Object.fromEntries([10, 9, 1].map((index) => [`copies/${index}/journal.ndjson`, 'x'])),
    ['copies/1/journal.ndjson', 'copies/9/journal.ndjson', 'copies/10/journal.ndjson'],
  ],
  [
    'a copy that died before its first record, and what is none',
    { 'copies/1/journal.ndjson': '', 'copies/2/journal.ndjson': 'x', 'copies/fail-fast.txt': 'why' },
    ['copies/2/journal.ndjson'],
  ],
  ['copies of which none wrote any', { 'copies/1/journal.ndjson': '' }, null],
])('%s', (_name, files, expected) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  expect(journalsIn(folder)).toEqual(expected?.map((name) => join(folder, name)) ?? null);
});

it('a copy has its folder in that of the run', () => {
  expect(copyFolder('/runs/a', 2)).toBe('/runs/a/copies/2');
});
