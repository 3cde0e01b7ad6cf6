// What the engine is still about to do: a stop or a restart goes on when the command that asked for it was cut off.
import type { Context } from '../core/clock.ts';
import type { EngineEvent, Stack } from '../stack/stack.ts';

const lookBackMs = 60_000;
const lookEveryMs = 200;
/** Beyond a stop's grace period: until the engine has killed and says so. */
const afterGraceMs = 2_000;
/** Between the end and the new start of a container that is restarted. */
const untilStartMs = 3_000;

type Powered = Pick<Stack, 'services' | 'events' | 'powers'>;

/** Waits until no service of the system has a stop or a start on its way. True when there was something to wait for. */
export const settle = async (stack: Powered, ctx: Context): Promise<boolean> => {
  for (let waited = false; ; waited = true) {
    const nowMs = ctx.clock.now().getTime();
    const events = await stack.events(nowMs - lookBackMs, ctx);
    const open = stack.services.map((service) => openUntil(stack, service, events, ctx));
    if ((await Promise.all(open)).every((untilMs) => untilMs <= nowMs)) return waited;
    await ctx.clock.sleep(lookEveryMs, ctx.signal);
  }
};

/** Epoch ms until which the engine may still be at it; 0 when its last word was a start. */
const openUntil = async (
  stack: Powered,
  service: string,
  events: readonly EngineEvent[],
  ctx: Context,
): Promise<number> => {
  const last = events.findLast(
    (event) => event.service === service && ['kill', 'die', 'stop', 'start'].includes(event.action),
  );
  if (last === undefined || last.action === 'start') return 0;
  const atMs = Date.parse(last.at);
  if (last.action !== 'kill') return atMs + untilStartMs;
  const { stopGraceSeconds } = await stack.powers.inspect(service, ctx);
  return atMs + stopGraceSeconds * 1000 + afterGraceMs;
};
