// The control client: it isn't the injector, and sees through a pooled and through fresh connections what a victim sees.
import { DeadlineError, type Context } from '../../core/clock.ts';
import { GamedayError, messageOf } from '../../core/errors.ts';
import type { Stack } from '../../stack/stack.ts';
import { openLine, type Ask, type Line, type Talk } from './line.ts';
import { guessProtocol, protocolNamed, type ProtocolName } from './protocols.ts';

/** Where to look and how to speak there: plain JSON, for the proof in another process. */
export type Contact = {
  readonly service: string;
  readonly port: number;
  /** Null: connections are accepted there, but none of our questions is answered. */
  readonly protocol: ProtocolName | null;
  /** The slowest of three answers before the fault, and the size of one. */
  readonly pingMs: number;
  readonly answerBytes: number;
};

export type Fresh = { readonly line: Line } | { readonly line: null; readonly error: string };

export interface Witness {
  readonly contact: Contact;
  /** The connection that was open before the fault. */
  pooled(): Line;
  /** Opens the pooled connection again if the server has ended it meanwhile, as idle ones are. */
  renew(ctx: Context): Promise<void>;
  close(): void;
}

export const ping: Ask = { count: 1, bytes: 0 };
const answerWithinMs = 2000;

/** Null when no connection is to be had: then there is nothing to compare with. */
export const openWitness = async (
  stack: Stack,
  at: { readonly service: string; readonly port: number },
  upstream: { readonly service: string; readonly port: number },
  ctx: Context,
): Promise<Witness | null> => {
  const first = await dial(stack, at, answerWithinMs, ctx);
  if (first.line === null) return null;
  let line = first.line;
  const guess = guessProtocol(upstream.service, upstream.port);
  const talks: Talk[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const talk = await line.talk(protocolNamed(guess), ping, answerWithinMs, ctx);
    if (talk.ended !== 'answered') break;
    talks.push(talk);
  }
  const protocol = talks.length === 3 ? guess : null;
  if (protocol === null) {
    // It was asked in a language that it doesn't speak: a connection on which nothing was said is a better witness.
    line.destroy();
    const silent = await dial(stack, at, answerWithinMs, ctx);
    if (silent.line === null) return null;
    line = silent.line;
  }
  const [pingMs, answerBytes] = [Math.max(0, ...talks.map(({ ms }) => ms)), talks[0]?.bytes ?? 0];
  return {
    contact: { ...at, protocol, pingMs, answerBytes },
    pooled: () => line,
    async renew(context) {
      if (line.ended() === null) return;
      const again = await dial(stack, at, answerWithinMs, context);
      if (again.line === null) return;
      line.destroy();
      line = again.line;
      if (protocol !== null) await line.talk(protocolNamed(protocol), ping, answerWithinMs, context);
    },
    close: () => line.destroy(),
  };
};

/** A fresh connection; a refusal is a value, our own failure and the caller's signal are thrown. */
export const dial = async (
  stack: Stack,
  { service, port }: { readonly service: string; readonly port: number },
  waitMs: number,
  ctx: Context,
): Promise<Fresh> => {
  try {
    return {
      line: openLine(await stack.dialer.connect(service, port, ctx.clock.deadline(waitMs, ctx.signal))),
    };
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!isTargets(error)) throw error;
    return { line: null, error: messageOf(error) };
  }
};

// What a socket, a name or a missing container says; anything else (a lost engine) is no finding about the target.
export const isTargets = (error: unknown): boolean => {
  if (error instanceof DeadlineError) return true;
  if (error instanceof GamedayError) return error.code === 'unknown-service';
  const { code = '' } = error as NodeJS.ErrnoException;
  return /^E(CONNREFUSED|CONNRESET|HOSTUNREACH|NETUNREACH|TIMEDOUT|NOTFOUND|AI_AGAIN|PIPE)$/.test(code);
};
