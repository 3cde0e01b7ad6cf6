// Results that nobody takes: a full disk is told, a reader that has read enough is not.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, startProgram } from '../test/cli.ts';

const runbook = join(root, 'scenarios/flash-sale-engine/runbook.md');
const gameday = `"${process.execPath}" "${join(root, 'bin/gameday.js')}"`;
const lostOutput = /^gameday: the output is not complete: ENOSPC/;

it.each([
  ['a result that the disk does not take', `lint ${runbook} --format json > /dev/full`, 70, lostOutput],
  ['a plan that the disk does not take', 'run --plan --json > /dev/full', 70, lostOutput],
  ['a list whose reader goes', 'list --json | true', 0, /^$/],
])('%s', async (_, command, code, says) => {
  const result = await startProgram(['bash', '-o', 'pipefail', '-c', `${gameday} ${command}`]).ended;
  expect(result.stderr).toMatch(says);
  expect(result.code).toBe(code);
});
