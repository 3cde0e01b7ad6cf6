// Notices within seconds that the engine is gone: then no wait for an alert or a recovery leads anywhere.
import type { Context } from '../../core/clock.ts';
import type { Stack } from '../../stack/stack.ts';
import { isEngineLost } from './stop.ts';

const everyMs = 1_000;
/** Looks in a row that must fail: one lost connection is no lost engine. */
const looksLost = 3;

/** Calls `onLost` once with the last error. Ends with the signal. */
export const watchEngine = async (
  { powers, services }: Pick<Stack, 'powers' | 'services'>,
  ctx: Context,
  onLost: (error: unknown) => void,
): Promise<void> => {
  const [service] = services;
  if (service === undefined) return;
  for (let lost = 0; !ctx.signal.aborted;) {
    const error = await powers.inspect(service, ctx).then(
      () => null,
      (cause: unknown) => (isEngineLost(cause) ? cause : null),
    );
    lost = error === null ? 0 : lost + 1;
    if (lost >= looksLost) return onLost(error);
    // Rejects when the run ends, which ends the loop.
    await ctx.clock.sleep(everyMs, ctx.signal).catch(() => undefined);
  }
};
