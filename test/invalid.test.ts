// Every bad file gets its exact answer: each folder under fixtures/invalid is laid over a good scenario and holds what has to be said.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { problemText } from '../core/errors.ts';
import { loadLibrary } from '../drills/scenario/select.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The good scenario with one folder's files over it; `NAME.absent` takes NAME away. */
const overlaid = (name: string | null): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gameday-invalid-'));
  folders.push(folder);
  cpSync(join(fixtures, 'scenarios'), join(folder, 'scenarios'), { recursive: true });
  if (name === null) return folder;
  for (const file of readdirSync(join(fixtures, 'invalid', name))) {
    const target =
      file === 'gamedays.yaml' ? join(folder, 'scenarios', file) : join(folder, 'scenarios/shop', file);
    if (file.endsWith('.absent')) rmSync(target.slice(0, -'.absent'.length));
    else if (file !== 'expected.txt') cpSync(join(fixtures, 'invalid', name, file), target);
  }
  return folder;
};

const problemsOf = (folder: string): string =>
  loadLibrary(join(folder, 'scenarios'))
    .problems.map((problem) => `${problemText(problem)}\n`)
    .join('')
    .replaceAll(`${folder}/`, '');

describe('bad input', () => {
  it('is not found in the good scenario', () => {
    expect(problemsOf(overlaid(null))).toBe('');
  });

  it.each(readdirSync(join(fixtures, 'invalid')))('%s', async (name) => {
    const expected = join(fixtures, 'invalid', name, 'expected.txt');
    expect(existsSync(expected), `${expected} says what has to be answered`).toBe(true);
    await expect(problemsOf(overlaid(name))).toMatchFileSnapshot(expected);
  });

  it('every fixture says something', () => {
    for (const name of readdirSync(join(fixtures, 'invalid')))
      expect(readFileSync(join(fixtures, 'invalid', name, 'expected.txt'), 'utf8')).not.toBe('');
  });
});
