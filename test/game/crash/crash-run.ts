// A run of gameday that something happens to at a moment of its journal.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../core/clock.ts';
import type { JournalEvent } from '../../../core/journal/events.ts';
import type { CliResult, RunningCli } from '../../cli.ts';
import { ownProcesses } from '../outside.ts';
import { system } from '../up-stack.ts';
import type { CrashStack } from './crash-stack.ts';
import { atRecord, type IsIt } from './follow-journal.ts';

/** The processes of a run: the one that was started, and the one inside the engine's network. */
export interface Links {
  readonly outer: number;
  readonly inner: number;
}

export interface CrashRun extends RunningCli {
  readonly out: string;
}

const momentWithinMs = 180_000;

/** `args` beside those that every run of the matrix has. */
export const runArgs = (stack: CrashStack, drill: string, out: string, ...args: readonly string[]) =>
  ['run', `${system}/${drill}`, '--scenarios', stack.scenarios, '--out', out, ...args] as const;

export const startRun = (
  stack: CrashStack,
  drill: string,
  out: string,
  ...args: readonly string[]
): CrashRun => {
  emptyFolder(out);
  return { ...stack.start(...runArgs(stack, drill, out, ...args)), out };
};

export const emptyFolder = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
};

/** Acts at the first record that is meant; gives it. Throws with what the run has said when that never comes. */
export const actAt = async (
  run: CrashRun,
  stack: CrashStack,
  isIt: IsIt,
  act: (links: Links) => void,
): Promise<JournalEvent> => {
  const over = new AbortController();
  const limit = systemClock.deadline(momentWithinMs, over.signal);
  const never = (): void => over.abort(new Error(`its moment never came:\n${run.stderr()}`));
  limit.addEventListener('abort', never);
  void run.ended.then(never);
  // Known before it is needed: looking for a process takes longer than the moment.
  const links = await findLinks(stack, over.signal);
  return await atRecord(run.out, isIt, () => act(links), over.signal);
};

const findLinks = async (stack: CrashStack, over: AbortSignal): Promise<Links> => {
  for (;;) {
    over.throwIfAborted();
    const inner = ownProcesses(stack.cache.folders).find(({ command }) => /cli\/main\.ts run /.test(command));
    if (inner !== undefined) return { outer: parentOf(inner.pid), inner: inner.pid };
    await systemClock.sleep(20);
  }
};

const parentOf = (pid: number): number =>
  Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

/** How many records the run still wrote after the one at which something happened to it: 0 is exactly there. */
export const recordsAfter = ({ out }: CrashRun, isIt: IsIt): number => {
  const lines = readFileSync(join(out, 'journal.ndjson'), 'utf8').split('\n').slice(0, -1);
  const at = lines.findIndex((line) => isIt(JSON.parse(line) as JournalEvent));
  return lines.length - at - 1;
};

export const endedCode = ({ code, signal }: CliResult): number | string => code ?? signal ?? 'unknown';
