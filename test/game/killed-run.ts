// A run of gameday that is killed at its planned moment.
import { systemClock } from '../../core/clock.ts';
import type { CacheFolders } from '../../stack/cache.ts';
import { startGameday, type CliResult, type RunningCli } from '../cli.ts';
import type { Kill } from './kill-plan.ts';
import { ownProcesses } from './outside.ts';

const momentWithinMs = 240_000;

/** Gives the killed command's end; throws when the run ended before its moment came. */
export const playKilled = async (
  kill: Kill,
  cache: CacheFolders,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CliResult> => {
  const run = startGameday(['run', `flash-sale-engine/${kill.drill}`, ...args], { env });
  try {
    await untilLine(run, kill.moment);
    await systemClock.sleep(kill.delayMs);
  } finally {
    killLink(kill.link, run.pid, cache);
  }
  return await run.ended;
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

/** The run process inside the engine's network. */
export const innerOf = (outerPid: number, cache: CacheFolders): number => {
  const inner = ownProcesses(cache).find(
    ({ pid, command }) => pid !== outerPid && /cli\/main\.ts run /.test(command),
  );
  if (inner === undefined) throw new Error('no run inside the network of an engine');
  return inner.pid;
};

const killLink = (link: Kill['link'], outerPid: number, cache: CacheFolders): void => {
  const victims = [
    ...(link === 'inner' ? [] : [outerPid]),
    ...(link === 'outer' ? [] : [innerOf(outerPid, cache)]),
  ];
  for (const pid of victims) process.kill(pid, 'SIGKILL');
};
