// One call to the engine: with a deadline of its own, and with errors that say what was asked and what came back.
import type { Context } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';

/** Enough for anything that the engine does at once; what waits for a container adds its grace. */
export const engineCallMs = 20_000;

export const callEngine = async <Result>(
  what: string,
  ctx: Context,
  call: (signal: AbortSignal) => Promise<Result>,
  limitMs = engineCallMs,
): Promise<Result> => {
  ctx.signal.throwIfAborted();
  const signal = ctx.clock.deadline(limitMs, ctx.signal);
  try {
    return await orAborted(call(signal), signal);
  } catch (error) {
    ctx.signal.throwIfAborted();
    throw engineError(what, error, signal.aborted ? limitMs : null);
  }
};

/** Not every call of the client heeds a signal. */
const orAborted = async <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> => {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

/** The engine's HTTP status, when the engine answered. */
export const statusOf = (error: unknown): number | null => {
  const cause = error instanceof GamedayError ? error.cause : error;
  return hasNumber(cause, 'statusCode') ? cause.statusCode : null;
};

const engineError = (what: string, error: unknown, overdueMs: number | null): GamedayError => {
  if (error instanceof GamedayError) return error;
  if (overdueMs !== null) {
    return new GamedayError({
      code: 'engine-timeout',
      message: `${what}: no answer from the engine within ${overdueMs} ms`,
      hint: 'see whether `docker ps` still answers; the engine may be overloaded',
      cause: error,
    });
  }
  const status = statusOf(error);
  if (status !== null) {
    return new GamedayError({
      code: status === 404 ? 'not-found' : 'engine-refused',
      message: `${what}: the engine refused (${status}): ${reasonOf(error)}`,
      cause: error,
    });
  }
  return new GamedayError({
    code: 'engine-lost',
    message: `${what}: the engine can't be reached: ${messageOf(error)}`,
    hint: '`gameday doctor` shows which engine is used and whether it answers',
    cause: error,
  });
};

const reasonOf = (error: unknown): string => {
  const body = typeof error === 'object' && error !== null && 'json' in error ? error.json : null;
  const said = typeof body === 'object' && body !== null && 'message' in body ? body.message : null;
  return typeof said === 'string' ? said.trim() : messageOf(error);
};

const hasNumber = <Key extends string>(value: unknown, key: Key): value is Record<Key, number> =>
  typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[key] === 'number';
