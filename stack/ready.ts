// Waits until servers answer, and says who doesn't.
import type { Context } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';

/** What is still wanting; `final`: it won't come any more, nobody needs to wait. */
export interface NotUp {
  readonly why: string;
  readonly final: boolean;
}

export interface ReadyCheck {
  readonly service: string;
  /** Null when it is up. A throw counts as not up. */
  look(ctx: Context): Promise<NotUp | null>;
  /** The last lines that it wrote, for the error. */
  logs(): Promise<string>;
}

const lookEveryMs = 50;
const lookWithinMs = 2000;

/** Throws GamedayError `not-up` that names all that are not up after `limitMs`, or sooner when none of them will be. */
export const waitUntilUp = async (
  checks: readonly ReadyCheck[],
  ctx: Context,
  limitMs: number,
): Promise<void> => {
  const startedMs = ctx.clock.monotonicMs();
  const missing = await Promise.all(checks.map((check) => whyNotUp(check, ctx, startedMs + limitMs)));
  const reasons = missing.filter((reason) => reason !== null);
  if (reasons.length === 0) return;
  const tookMs = Math.round(ctx.clock.monotonicMs() - startedMs);
  throw new GamedayError({
    code: 'not-up',
    message: `not up after ${tookMs} ms:\n${reasons.join('\n')}`,
    hint: '`gameday logs SERVICE` shows all that a container wrote',
  });
};

const whyNotUp = async (check: ReadyCheck, ctx: Context, untilMs: number): Promise<string | null> => {
  for (;;) {
    const reason = await lookOnce(check, ctx);
    if (reason === null) return null;
    if (reason.final || ctx.clock.monotonicMs() >= untilMs)
      return `${check.service}: ${reason.why}\n${await lastLines(check)}`;
    await ctx.clock.sleep(lookEveryMs, ctx.signal);
  }
};

const lookOnce = async (check: ReadyCheck, ctx: Context): Promise<NotUp | null> => {
  ctx.signal.throwIfAborted();
  try {
    return await check.look({ clock: ctx.clock, signal: ctx.clock.deadline(lookWithinMs, ctx.signal) });
  } catch (error) {
    ctx.signal.throwIfAborted();
    return { why: messageOf(error), final: false };
  }
};

const lastLines = async (check: ReadyCheck): Promise<string> => {
  const text = await check.logs().catch((error: unknown) => `(its logs can't be read: ${messageOf(error)})`);
  const lines = text.trimEnd().split('\n').slice(-10);
  return lines.map((line) => `  | ${line}`).join('\n');
};
