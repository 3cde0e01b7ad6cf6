// Starts the services inside a test, against real servers, with short times.
import { startGateway, type RunningService } from '../gateway/gateway.ts';
import { createLog } from '../log.ts';
import { startProcessor } from '../processor/processor.ts';
import { readGatewaySettings, readProcessorSettings } from '../settings/settings.ts';
import type { RealServers } from './real-servers.ts';

export type Overrides = Readonly<Record<string, string>>;

export interface TestService extends RunningService {
  readonly get: (path: string) => Promise<Answer>;
  readonly order: (body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** The value of a metric; NaN when there is no such series. */
  readonly metric: (series: string) => Promise<number>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly tookMs: number;
}

const quick = {
  LOG_LEVEL: 'error',
  KAFKA_REQUEST_TIMEOUT: '1s',
  KAFKA_CONNECT_TIMEOUT: '1s',
  KAFKA_SESSION_TIMEOUT: '1s',
  KAFKA_HEARTBEAT_INTERVAL: '200ms',
  CIRCUIT_BREAKER_BASE_TIMEOUT: '1s',
  CIRCUIT_BREAKER_MAX_TIMEOUT: '2s',
  RATE_LIMIT_MAX_REQUESTS: '100000',
  RETRY_BACKOFF: '50ms',
  HEALTH_INTERVAL: '200ms',
  GAUGE_INTERVAL: '200ms',
  PAYMENT_TIMEOUT_SHARE: '0',
} as const;

export const environmentFor = ({ kafka, redis }: RealServers, overrides: Overrides = {}): Overrides => ({
  ...quick,
  KAFKA_ADDR: `${kafka.host}:${kafka.port}`,
  REDIS_ADDR: `${redis.host}:${redis.port}`,
  ...overrides,
});

const silent = createLog('test', 'error', () => {});

export const gatewayOn = async (servers: RealServers, overrides?: Overrides): Promise<TestService> => {
  const settings = readGatewaySettings(environmentFor(servers, overrides));
  return asTestService(await startGateway({ ...settings, port: 0 }, silent));
};

export const processorOn = async (servers: RealServers, overrides?: Overrides): Promise<TestService> => {
  const settings = readProcessorSettings(environmentFor(servers, overrides));
  return asTestService(await startProcessor({ ...settings, port: 0 }, silent));
};

export const asTestService = (service: RunningService): TestService => {
  const url = `http://127.0.0.1:${service.port}`;
  return {
    ...service,
    get: (path) => call(`${url}${path}`, {}),
    order: (body, headers = {}) =>
      call(`${url}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    metric: async (series) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
      return line === undefined ? Number.NaN : Number(line.slice(series.length));
    },
  };
};

const call = async (url: string, init: RequestInit): Promise<Answer> => {
  const startedMs = performance.now();
  const response = await fetch(url, init);
  const body = (await response.json()) as Readonly<Record<string, unknown>>;
  return { status: response.status, headers: response.headers, body, tookMs: performance.now() - startedMs };
};
