// What a thrown error says about the target: its failure (`fail`), our inability (`unknown`), or a defect (thrown on).
import { DeadlineError } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import { fail, unknown, type Observation } from '../core/observation.ts';

// Codes that tell of this machine's limits, not of the target.
const oursCodes = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']);

/** Turns an error of a look into its observation; throws what neither the network nor the target did. */
export const observationOf = (
  error: unknown,
  what: string,
  wanted: string,
  signal: AbortSignal,
): Observation => {
  if (signal.aborted) return cutOff(signal.reason, what, wanted);
  if (error instanceof DeadlineError) return cutOff(error, what, wanted);
  if (error instanceof GamedayError) throw error;
  const code = codeOf(error);
  if (code === null) throw error;
  if (oursCodes.has(code)) return unknown(what, wanted, `this machine could not: ${messageOf(error)}`);
  return fail(what, wanted, textOf(error, code));
};

const cutOff = (reason: unknown, what: string, wanted: string): Observation =>
  reason instanceof DeadlineError
    ? fail(what, wanted, `nothing within ${reason.limitMs} ms`)
    : unknown(what, wanted, `not finished: ${messageOf(reason)}`);

/** The first code in the chain of causes: a system error, an HTTP parser's, Kafka's or Redis'. */
const codeOf = (error: unknown): string | null => {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    const { code, type } = at as NodeJS.ErrnoException & { type?: unknown };
    if (typeof code === 'string' && /^(E[A-Z]|HPE_|UND_ERR)/.test(code)) return code;
    if (at.name.startsWith('KafkaJS')) return typeof type === 'string' ? type : (codeOf(at.cause) ?? at.name);
    if (at.name === 'ReplyError') return at.name;
  }
  return null;
};

const textOf = (error: unknown, code: string): string => {
  const message = messageOf(error);
  return message.includes(code) || code.startsWith('KafkaJS') ? message : `${code} ${message}`;
};
