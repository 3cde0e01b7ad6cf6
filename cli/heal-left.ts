// Heals what a dead run left on a stack, before anybody else works on it.
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { redactor } from '../core/redact.ts';
import { healJournal, readLeftBehind, type LeftBehind } from '../drills/heal-journal.ts';
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
  if (found === null) return true;
  say(`healing first: ${left.purpose} ended without healing`);
  let clean = true;
  const behind = readLeft(left.journal);
  if (found.outline !== null && behind !== null) {
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
  if (left.ownsStack || found.outline === null) {
    lease.check();
    await stopStack(here.engine, system, ctx);
  }
  say(
    clean
      ? `${left.purpose}: healed, nothing is left of its faults`
      : `${left.purpose}: healing could not be proved`,
  );
  return clean;
};

/** Null when its run died before it had a journal, or never keeps one (`gameday up`): then it injected nothing. */
export const readLeft = (journal: string): LeftBehind | null => {
  try {
    return readLeftBehind(journal);
  } catch (error) {
    if (error instanceof GamedayError && error.exitCode === 64) return null;
    throw error;
  }
};

export const notHealed = ({ purpose }: LeaseHolder, system: string): GamedayError =>
  new GamedayError({
    code: 'not-healed',
    exitCode: 5,
    message: `${purpose} left faults in ${system}, and that they are gone could not be proved`,
    hint: `gameday heal ${system} tries again; gameday down ${system} takes the whole stack away`,
  });
