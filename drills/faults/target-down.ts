// A target that is not as the fault needs it: a state of the system, found before anything is touched.
import { GamedayError } from '../../core/errors.ts';

export const targetDown = (what: string, found: string): GamedayError =>
  new GamedayError({
    code: 'fault-target-down',
    message: `${what} is not as the fault needs it: ${found}`,
    hint: '`gameday heal` undoes what an earlier run may have left; `gameday ps` shows what runs',
  });
