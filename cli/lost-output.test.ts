// Results that nobody takes: a full disk is told, a reader that has read enough is not.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root, startProgram } from '../test/cli.ts';

const runbook = join(root, 'scenarios/flash-sale-engine/runbook.md');
const gameday = `"${process.execPath}" "${join(root, 'bin/gameday.js')}"`;
const lostOutput = /^gameday: the output is not complete: ENOSPC/;

const example = join(root, 'docs/report.example.json');
const folder = mkdtempSync(join(tmpdir(), 'gameday-lost-'));
const worse = join(folder, 'worse.json');
beforeAll(() =>
  writeFileSync(worse, readFileSync(example, 'utf8').replaceAll('"verdict": "pass"', '"verdict": "fail"')),
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['a result that the disk does not take', `lint ${runbook} --format json > /dev/full`, 70, lostOutput],
  ['a plan that the disk does not take', 'run --plan --json > /dev/full', 70, lostOutput],
  [
    'a comparison that the disk does not take, and that is worse',
    `report diff ${example} ${worse} --max-regression 20% > /dev/full`,
    70,
    /^gameday: the output is not complete: ENOSPC/m,
  ],
  [
    'a page that the disk does not take',
    `report history --runs ${folder} -o /dev/full`,
    70,
    /^gameday: \/dev\/full: can not be written: ENOSPC/,
  ],
  ['a list whose reader goes', 'list --json | true', 0, /^$/],
])('%s', async (_, command, code, says) => {
  const result = await startProgram(['bash', '-o', 'pipefail', '-c', `${gameday} ${command}`]).ended;
  expect(result.stderr).toMatch(says);
  expect(result.code).toBe(code);
});
