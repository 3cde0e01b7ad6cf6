// redis-pause: Redis accepts connections and answers nothing for a stated time (CLIENT PAUSE ALL).
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { z } from 'zod';
import { addressOf, addressSchema } from '../../core/address.ts';
import type { Clock, Context } from '../../core/clock.ts';
import { durationSchema } from '../../core/duration-schema.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Observation } from '../../core/observation.ts';
import type { Stack } from '../../stack/stack.ts';
import { nobodyAnswers } from './container.ts';
import { answersFresh } from './edge.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil } from './look.ts';
import { serviceOf, withRedis } from './redis-witness.ts';
import { targetDown } from './target-down.ts';
import { openWitness, type Contact, type Witness } from './witness.ts';

const schema = z
  .strictObject({
    address: addressSchema,
    for: durationSchema
      .refine((ms) => ms > 0, { error: 'expected more than 0s' })
      .describe('ends by itself after this time, real time, unless it is healed earlier'),
  })
  .transform(({ address, for: forMs }) => ({ address, forMs }));
type Config = z.infer<typeof schema>;
type Undo = { readonly address: string; readonly mark: string; readonly contact: Contact };

const showsWithinMs = 5000;
// A paused Redis hears nobody, not even CLIENT UNPAUSE, but connections that took MONITOR before. So one of those pauses
// it again and again for a little while: it can take the pause back, and when gameday dies the pause soon ends by itself.
const termMs = 5000;
const renewEveryMs = 1500;

interface Grip {
  /** Ends the pause, and the renewing. */
  release(): void;
}

/** Of pauses that this process keeps up, by the undo's mark. */
const grips = new Map<string, Grip>();

const create = ({ address, forMs }: Config): Fault<Undo> => {
  let witness: Witness | null = null;
  let mark = '';
  return {
    async prepare(stack, ctx) {
      const at = addressOf(address);
      witness = await openWitness(stack, at, at, ctx);
      if (witness === null || witness.contact.protocol !== 'redis')
        throw targetDown(address, 'it does not answer as Redis does');
      mark = randomUUID();
      return { address, mark, contact: witness.contact };
    },
    async inject(undo, stack, ctx) {
      await witness?.renew(ctx);
      grips.set(undo.mark, await pauseFor(forMs, undo.address, stack, ctx));
    },
    confirm: (undo, stack, ctx) =>
      lookUntil(showsWithinMs, ctx, () => nobodyAnswers(undo.contact, witness, stack, ctx)),
    close: () => {
      witness?.close();
      release(mark);
      return Promise.resolve();
    },
  };
};

const pauseFor = async (forMs: number, address: string, stack: Stack, ctx: Context): Promise<Grip> => {
  const { service, port } = addressOf(address);
  const socket = await stack.dialer.connect(service, port, ctx.signal);
  // What it says is the copy of everybody's commands: nothing for us. A connection that breaks ends the pause.
  socket.on('error', () => undefined);
  socket.write('MONITOR\r\n');
  await once(socket, 'data', { signal: ctx.signal });
  socket.resume();
  const ending = new AbortController();
  void renew(socket, forMs, ctx.clock, ending.signal);
  return {
    release() {
      ending.abort();
      socket.end('CLIENT UNPAUSE\r\n');
    },
  };
};

const renew = async (socket: Socket, forMs: number, clock: Clock, ending: AbortSignal): Promise<void> => {
  const endMs = clock.monotonicMs() + forMs;
  for (let leftMs = forMs; leftMs > 0 && !ending.aborted; leftMs = endMs - clock.monotonicMs()) {
    if (socket.writable) socket.write(`CLIENT PAUSE ${Math.ceil(Math.min(leftMs, termMs))} ALL\r\n`);
    await clock.sleep(Math.min(leftMs, renewEveryMs), ending).catch(() => undefined);
  }
  socket.end();
};

const release = (mark: string): void => {
  grips.get(mark)?.release();
  grips.delete(mark);
};

export const redisPause = {
  kind: 'redis-pause',
  schema,
  needs: ['dial'],
  target: ({ address }) => serviceOf(address),
  summary: ({ address, forMs }) =>
    `${address} answers nothing for ${formatDuration(forMs)} (CLIENT PAUSE ALL)`,
  create,
  async heal({ address, mark }, stack, ctx) {
    release(mark);
    // Answered once the pause is over, whoever ended it.
    await withRedis(stack, address, ctx, ({ client }) => client.call('CLIENT', 'UNPAUSE'));
  },
  gone: (undo: Undo, stack: Stack, ctx: Context): Promise<Observation> =>
    answersFresh(undo.contact, stack, ctx, undo.address),
} satisfies FaultKind<Config, Undo>;
