// `run --step`: before each phase a person is told what comes, and asked.
import type { AskBefore } from '../../../drills/engine/pauses.ts';
import { Interruption } from '../../../drills/engine/stop.ts';
import { usageError } from '../../errors.ts';
import type { View } from '../view.ts';
import type { Keys } from './keys.ts';

/** Throws (64) where nobody could be asked. */
export const demandPerson = (step: boolean, isTerminal: boolean): void => {
  if (!step || isTerminal) return;
  throw usageError(
    '--step: expected a terminal, at which somebody says go before each phase; found none',
    'run it at a terminal, or without --step',
  );
};

/** `tells`: what comes next, a few lines. */
export const createStepper =
  (
    view: Pick<View, 'ask'>,
    keys: Keys,
    tells: (...next: Parameters<AskBefore>) => readonly string[],
  ): AskBefore =>
  async (phase, plan, signal) => {
    view.ask([...tells(phase, plan, signal), 'Enter goes on, q ends this drill, Ctrl-C the run']);
    try {
      for (;;) {
        const key = await keys.next(signal);
        if (key === '\r' || key === '\n') return;
        if (key.toLowerCase() === 'q') throw new Interruption('q at the terminal');
      }
    } finally {
      view.ask(null);
    }
  };
