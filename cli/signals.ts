// Ctrl-C and its like: the first asks the work to end and heal; a second one right after it is npm's or a nervous hand's.
import { Interruption } from '../drills/engine/stop.ts';
import { say } from './output.ts';

const graceMs = 1_000;

/** A signal that aborts with an Interruption at SIGINT, SIGTERM or SIGHUP. Healing goes on; a later second signal ends the process. */
export const interruptible = (): AbortSignal => {
  const controller = new AbortController();
  let firstMs: number | null = null;
  // Inside a private engine's network this is the second of two processes: the one outside has passed the signal on, and told it.
  const tell = process.env['GAMEDAY_PRIVATE_ENGINE'] ? (): void => undefined : say;
  const onSignal = (name: NodeJS.Signals): void => {
    if (firstMs === null) {
      firstMs = performance.now();
      tell(`\n${name}: ending, what was injected is undone first`);
      controller.abort(new Interruption(name));
    } else if (performance.now() - firstMs > graceMs) {
      tell(`${name} again: ending at once, the watchdog heals`);
      process.kill(process.pid, 'SIGKILL');
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return controller.signal;
};
