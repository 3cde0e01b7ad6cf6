// Ctrl-C and its like: the first asks the work to end and heal; a second one right after it is npm's or a nervous hand's.
import { Interruption } from '../drills/engine/stop.ts';
import { say } from './output.ts';
import { showKeyboard } from './run/live/keyboard.ts';

const graceMs = 1_000;

let isInside = false;

/** While a process inside an engine's network does the work: the terminal is its, and it says what a signal begins. */
export const whileInside = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  isInside = true;
  try {
    return await work();
  } finally {
    isInside = false;
  }
};

/** A signal that aborts with an Interruption at SIGINT, SIGTERM or SIGHUP. Healing goes on; a later second signal ends the process. */
export const interruptible = (): AbortSignal => {
  const controller = new AbortController();
  let firstMs: number | null = null;
  const onSignal = (name: NodeJS.Signals): void => {
    if (firstMs === null) {
      firstMs = performance.now();
      if (!isInside) say(`\n${name}: ending, what was injected is undone first`);
      controller.abort(new Interruption(name));
    } else if (performance.now() - firstMs > graceMs) {
      // Of two processes the one outside is the last that can say it.
      if (!process.env['GAMEDAY_PRIVATE_ENGINE']) say(`${name} again: ending at once, the watchdog heals`);
      showKeyboard();
      process.kill(process.pid, 'SIGKILL');
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return controller.signal;
};
