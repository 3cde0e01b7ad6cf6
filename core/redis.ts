// A connection to Redis through the dialer, without retries: what fails, fails with the socket's own error.
import type { Socket } from 'node:net';
import { Redis } from 'ioredis';
import { addressOf } from './address.ts';
import type { Dialer } from './addresses.ts';

export interface RedisOptions {
  readonly dialer: Dialer;
  /** `service:port`. */
  readonly address: string;
  readonly connectTimeoutMs: number;
  /** When it aborts, the connection is dropped and what is under way fails. */
  readonly signal: AbortSignal;
}

export interface RedisConnection extends Disposable {
  readonly client: Redis;
}

/** Connects; throws the socket's error or the signal's reason. */
export const connectRedis = async (options: RedisOptions): Promise<RedisConnection> => {
  const { service, port } = addressOf(options.address);
  const host = await options.dialer.lookup(service);
  options.signal.throwIfAborted();
  const client = new Redis({
    host,
    port,
    lazyConnect: true,
    connectTimeout: options.connectTimeoutMs,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    enableOfflineQueue: false,
  });
  // ioredis rejects with "Connection is closed." and tells the reason only here.
  let reason: Error | null = null;
  client.on('error', (error: Error) => {
    reason ??= error;
  });
  // disconnect() says goodbye and waits for the peer's; a silent one would hold what is under way for ever.
  const drop = (): void => {
    client.disconnect();
    (client.stream as Socket | undefined)?.destroy();
  };
  const close = (): void => {
    options.signal.removeEventListener('abort', drop);
    drop();
  };
  options.signal.addEventListener('abort', drop, { once: true });
  try {
    await client.connect();
  } catch (error) {
    close();
    options.signal.throwIfAborted();
    throw reason ?? error;
  }
  return { client, [Symbol.dispose]: close };
};
