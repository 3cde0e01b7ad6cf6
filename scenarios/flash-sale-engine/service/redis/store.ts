// One Redis connection that fails fast: nothing is queued while Redis is away, every command has a deadline, and it
// comes back by itself.
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import type { Address } from '../settings/environment.ts';

export interface RedisStore {
  readonly run: <T>(command: (redis: Redis) => Promise<T>) => Promise<T>;
  /** EVALSHA, and EVAL when Redis has been restarted and knows the script no longer. */
  readonly script: (lua: string, keys: readonly string[], args: readonly string[]) => Promise<unknown>;
  readonly close: () => void;
}

export interface StoreOptions {
  readonly address: Address;
  readonly commandTimeoutMs: number;
  readonly log: Log;
}

const reconnectMs = (attempt: number): number => Math.min(50 * 2 ** Math.min(attempt, 10), 500);

export const openRedis = ({ address, commandTimeoutMs, log }: StoreOptions): RedisStore => {
  const redis = new Redis({
    host: address.host,
    port: address.port,
    connectTimeout: Math.max(commandTimeoutMs, 500),
    commandTimeout: commandTimeoutMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false, // a command sent twice is counted twice
    maxRetriesPerRequest: 0,
    maxLoadingRetryTime: 200,
    disconnectTimeout: 200,
    disableClientInfo: true,
    retryStrategy: reconnectMs,
  });
  let lastError = '';
  redis.on('error', (error) => {
    if (error.message === lastError) return; // one line per outage, not one per attempt
    lastError = error.message;
    log.warn(`redis connection failed: ${error.message}`, { event: 'redis_error' });
  });
  redis.on('ready', () => {
    if (lastError !== '') log.info('redis connection is back', { event: 'redis_ready' });
    lastError = '';
  });
  const run = async <T>(command: (client: Redis) => Promise<T>): Promise<T> => {
    try {
      return await command(redis);
    } catch (error) {
      // A lost answer would be taken for the next command's answer: a connection that owes one is thrown away.
      if (error instanceof Error && error.message === 'Command timed out') redis.disconnect(true);
      throw plain(error);
    }
  };
  return { run, script: createScriptRunner(run), close: () => redis.disconnect() };
};

// What ioredis says of a connection that is down, in words that belong into an answer and a log.
const plain = (error: unknown): unknown =>
  error instanceof Error &&
  /^(Stream isn't writeable|Reached the max retries|Connection is closed)/.test(error.message)
    ? new Error('not connected', { cause: error })
    : error;

const createScriptRunner =
  (run: RedisStore['run']): RedisStore['script'] =>
  async (lua, keys, args) => {
    const sha = shaOf(lua);
    try {
      return await run((redis) => redis.evalsha(sha, keys.length, ...keys, ...args));
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return run((redis) => redis.eval(lua, keys.length, ...keys, ...args));
    }
  };

const shaByScript = new Map<string, string>(); // as many as there are scripts in the code: three
const shaOf = (lua: string): string => {
  const sha = shaByScript.get(lua) ?? createHash('sha1').update(lua).digest('hex');
  shaByScript.set(lua, sha);
  return sha;
};
