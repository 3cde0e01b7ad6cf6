// Between the live view and the terminal's own events: another size, Ctrl-Z and back, words of other parts, the first Ctrl-C.
import { leaseMs } from '../../../drills/lease.ts';
import { Interruption } from '../../../drills/engine/stop.ts';
import { sayThrough } from '../../output.ts';
import { isForeground } from './foreground.ts';
import { createKeyboard } from './keyboard.ts';
import type { LiveView } from './live-view.ts';

export interface AtTerminal {
  /** Keys are read one by one: somebody is asked. */
  readonly keys: boolean;
  /** The watchdog heals also when the run is only suspended. */
  readonly guarded: boolean;
  /** Aborts when somebody asks the run to end. */
  readonly signal: AbortSignal;
}

const suspendedText = `suspended: in ${leaseMs / 1000} s the watchdog heals what is injected; fg goes on before that`;

/** Gives what puts the terminal back as it was. */
export const standAtTerminal = (view: LiveView, { keys, guarded, signal }: AtTerminal): (() => void) => {
  const keyboard = createKeyboard(keys);
  const enter = (): void => {
    if (!isForeground(process.pid)) return view.leave();
    keyboard.hush();
    view.enter();
  };
  const suspend = (): void => {
    view.leave();
    keyboard.show();
    view.say(guarded ? suspendedText : 'suspended: what is injected stays so until fg goes on');
    // The process outside the engine's network has got the signal and left it to this one.
    if (process.env['GAMEDAY_PRIVATE_ENGINE']) process.kill(process.ppid, 'SIGSTOP');
    process.kill(process.pid, 'SIGSTOP');
  };
  const resume = (): void => {
    view.forget();
    enter();
  };
  const ending = (): void =>
    view.ending(signal.reason instanceof Interruption ? signal.reason.by : 'an error');
  const stopSaying = sayThrough((text) => view.say(text));
  process.stderr.on('resize', view.redraw);
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', resume);
  signal.addEventListener('abort', ending);
  enter();
  return () => {
    process.stderr.off('resize', view.redraw);
    process.off('SIGTSTP', suspend);
    process.off('SIGCONT', resume);
    signal.removeEventListener('abort', ending);
    stopSaying();
    keyboard.show();
  };
};
