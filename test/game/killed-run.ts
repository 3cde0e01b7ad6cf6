// A run of gameday that is killed at its planned moment.
import { systemClock } from '../../core/clock.ts';
import type { CacheFolders } from '../../stack/cache.ts';
import type { CliResult, RunningCli } from '../cli.ts';
import type { Kill } from './kill-plan.ts';
import { ownProcesses } from './outside.ts';
import type { UpStack } from './up-stack.ts';

const momentWithinMs = 240_000;

/** Throws when the run ended before its moment came. */
export const playKilled = async (kill: Kill, stack: UpStack, args: readonly string[]): Promise<void> => {
  const run = stack.start('run', `flash-sale-engine/${kill.drill}`, ...args);
  await untilLine(run, kill.moment);
  await systemClock.sleep(kill.delayMs);
  killLink(kill.link, run.pid, stack.cache.folders);
  await run.ended;
};

/** Waits for a phase, or another line of the run's output: `  1:07.3    inject`. */
export const untilLine = async (run: RunningCli, line: string): Promise<void> => {
  const pattern = new RegExp(`^ *\\d+:\\d\\d\\.\\d +${line}( |$)`, 'm');
  const deadline = systemClock.deadline(momentWithinMs);
  let over: CliResult | null = null;
  void run.ended.then((result) => (over = result));
  while (!pattern.test(run.stderr())) {
    if (over !== null || deadline.aborted) throw new Error(`"${line}" never came:\n${run.stderr()}`);
    await systemClock.sleep(2);
  }
};

/** The run's process inside the engine's network. */
export const innerOf = (outerPid: number, cache: CacheFolders): number => {
  const inner = ownProcesses(cache).find(
    ({ pid, command }) => pid !== outerPid && /cli\/main\.ts run /.test(command),
  );
  if (inner === undefined) throw new Error('no run inside the network of an engine');
  return inner.pid;
};

export const killLink = (link: Kill['link'], outerPid: number, cache: CacheFolders): void => {
  const outer = link === 'inner' ? [] : [outerPid];
  const inner = link === 'outer' ? [] : [innerOf(outerPid, cache)];
  for (const pid of [...outer, ...inner]) process.kill(pid, 'SIGKILL');
};
