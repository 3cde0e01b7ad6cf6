// The disk fills up while a run keeps its journal there: a disk of its own, in a mount namespace that goes with it.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { systemClock } from '../../../core/clock.ts';
import type { Report } from '../../../reports/schema.ts';
import { root, startProgram } from '../../cli.ts';
import { system } from '../up-stack.ts';
import type { Attacked } from './attacks.ts';
import type { DiskCell } from './cells.ts';
import { actAt, emptyFolder, endedCode, runArgs } from './crash-run.ts';
import type { CrashStack } from './crash-stack.ts';
import { nth } from './follow-journal.ts';

// The disk stays full for `gameday heal` too. What is in the journal then is kept where it can be looked at.
const script = `mount -t tmpfs -o size=16m tmpfs "$DISK" && touch "$DISK/mounted"
"$@"
code=$?
"$NODE" bin/gameday.js heal "$SYSTEM" 2>"$KEPT/heal.txt"
echo $? >"$KEPT/heal-code"
cp "$DISK/journal.ndjson" "$KEPT/"
exit $code`;

export const fillDisk = async (cell: DiskCell, stack: CrashStack, out: string): Promise<Attacked> => {
  emptyFolder(out);
  const disk = join(out, 'disk');
  mkdirSync(disk);
  const argv = [
    process.execPath,
    join(root, 'bin/gameday.js'),
    ...runArgs(stack, cell.drill, disk, '--json'),
  ];
  const env = { ...stack.cache.env, DISK: disk, KEPT: out, SYSTEM: system, NODE: process.execPath };
  const run = startProgram(['unshare', '--mount', 'sh', '-c', script, 'sh', ...argv], { env });
  const seen = `/proc/${run.pid}/root${disk}`;
  const limit = systemClock.deadline(30_000);
  while (!existsSync(join(seen, 'mounted'))) await systemClock.sleep(20, limit);
  await actAt({ ...run, out: seen }, stack, nth(cell.at), () => fill(join(seen, 'filler')));
  const ended = await run.ended;
  const exit = endedCode(ended);
  const [drill] = (JSON.parse(ended.stdout) as Report).drills;
  expect([drill?.verdict, drill?.reasonCode, drill?.cleanup, exit], ended.stderr).toEqual([
    'error',
    'disk-full',
    drill?.cleanup,
    drill?.cleanup === 'clean' ? 70 : 5,
  ]);
  const heal = readFileSync(join(out, 'heal.txt'), 'utf8');
  expect(readFileSync(join(out, 'heal-code'), 'utf8').trim(), heal).toBe('0');
  return { exit, recordsAfter: null, healedBy: 'run', report: null };
};

const fill = (file: string): void => {
  const descriptor = openSync(file, 'w');
  try {
    for (let bytes = 1 << 16; bytes > 0; bytes >>= 1) writeAll(descriptor, Buffer.alloc(bytes));
  } finally {
    closeSync(descriptor);
  }
};

/** Until nothing of that size fits any more. */
const writeAll = (descriptor: number, block: Buffer): void => {
  try {
    while (writeSync(descriptor, block) === block.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
};
