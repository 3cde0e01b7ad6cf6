// Where a run may write is found out before anything starts.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { demandOut, demandRunFolder } from './run-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gameday-run-folder-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it.each([
  ['a file', () => join(root, 'file'), 'no-run-folder', "the run's folder can't be written"],
  [
    'a folder below a file',
    () => join(root, 'file', 'a'),
    'no-run-folder',
    "the run's folder can't be written",
  ],
  ['the folder of another run', () => root, 'run-folder-in-use', 'it holds the journal of another run'],
])('refuses %s', (_, out, code, message) => {
  writeFileSync(join(root, 'file'), 'mine');
  writeFileSync(join(root, 'journal.ndjson'), '');
  const refused = expect.objectContaining({ code, exitCode: 64, message: expect.stringContaining(message) });
  expect(() => demandRunFolder('r', out())).toThrow(refused);
});

it.each(['', 'new', 'new/below'])('takes %j as it is and leaves it so', (name) => {
  demandRunFolder('r', join(root, name));
  expect(readdirSync(root)).toEqual([]);
});

it('what no folder is called is refused, also for a plan, which writes nothing', () => {
  const refused = expect.objectContaining({ code: 'usage', exitCode: 64 });
  expect(() => demandOut('')).toThrow(refused);
  for (const out of [undefined, 'new']) demandOut(out);
});
