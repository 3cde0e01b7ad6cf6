// Heals what a dead run left on a stack, before anybody else works on it.
import type { Context } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import { redactor } from '../core/redact.ts';
import { healJournal, readLeftBehind } from '../drills/heal-journal.ts';
import type { Lease, LeaseHolder } from '../drills/lease.ts';
import { findStack } from '../stack/find-stack.ts';
import { openStack } from '../stack/open-stack.ts';
import { stopStack } from '../stack/stop-stack.ts';
import { say } from './output.ts';
import type { Here } from './place.ts';

export interface HealLeftOptions {
  readonly here: Here;
  readonly system: string;
  readonly left: LeaseHolder;
  /** Of who heals. */
  readonly lease: Lease;
  readonly by: 'heal' | 'watchdog';
  readonly ctx: Context;
}

/** Heals what a dead holder of the lease left. True when nothing is left of it. */
export const healLeft = async ({ here, system, left, lease, by, ctx }: HealLeftOptions): Promise<boolean> => {
  const found = await findStack(here.engine, system, ctx);
  // Of a start that was cut short there may be a network without any container.
  if (found === null && !left.ownsStack) return true;
  const outline = found?.outline ?? null;
  say(`healing first: ${left.purpose} ended without healing`);
  let clean = outline === null || left.journal === '';
  if (!clean && canBeRead(left.journal)) {
    const stack = await openStack({ engine: here.engine, system, held: !left.ownsStack, ctx });
    try {
      clean = await healJournal({
        journalFile: left.journal,
        stack,
        clock: ctx.clock,
        by,
        redact: redactor([]),
        tell: say,
      });
    } finally {
      await stack.close();
    }
  }
  if (left.ownsStack || outline === null) {
    lease.check();
    await stopStack(here.engine, system, ctx);
    // Its faults went with it.
    clean = true;
  }
  say(
    clean
      ? `${left.purpose}: healed, nothing is left of its faults`
      : `${left.purpose}: healing could not be proved`,
  );
  return clean;
};

/** A journal that was removed, or that the disk does not give back, is no word that nothing was injected. */
const canBeRead = (journal: string): boolean => {
  try {
    readLeftBehind(journal);
    return true;
  } catch (error) {
    say(`${messageOf(error)}: nobody knows what was injected`);
    return false;
  }
};

/** Of faults that are not proved gone, or may hide in what can't be read, by the journal as it is on disk. */
export const mayHaveLeft = (journal: string): boolean => {
  try {
    const { faults, doubts } = readLeftBehind(journal);
    return faults.length + doubts.length > 0;
  } catch {
    // Whoever comes next tells it, with the reason.
    return true;
  }
};

export const notHealed = ({ purpose }: LeaseHolder, system: string): GamedayError =>
  new GamedayError({
    code: 'not-healed',
    exitCode: 5,
    message: `${purpose} may have left faults in ${system}: that none is left could not be proved`,
    hint: `gameday heal ${system} tries again; gameday down ${system} takes the whole stack away`,
  });
