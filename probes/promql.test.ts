// The promql probe against a Prometheus that answers what it is told: no data is never taken for good.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';
import type { Observation } from '../core/observation.ts';
import { lookOnce } from './look.ts';
import { closedPort, loopback, withServer } from '../core/loopback.ts';
import { oldestSampleQuery } from './promql-age.ts';
import { promql } from './promql.ts';

const look = async (port: number, config: object): Promise<Observation> => {
  const probe = promql.create(promql.schema.parse({ url: `http://prometheus:${port}`, ...config }), {
    dialer: loopback,
  });
  const { observation } = await lookOnce(probe, 1000, systemClock);
  await probe.close?.();
  return observation;
};

const vector = (...values: readonly string[]): string =>
  JSON.stringify({
    status: 'success',
    data: {
      resultType: 'vector',
      result: values.map((value, index) => ({
        metric: { __name__: 'lag', partition: String(index) },
        value: [1, value],
      })),
    },
  });
const answering = (answer: (query: string) => string, use: (port: number) => Promise<void>): Promise<void> =>
  withServer(
    (socket) =>
      socket.on('data', (chunk) => {
        const query = new URLSearchParams(chunk.toString().split('\r\n\r\n')[1]).get('query') ?? '';
        const body = answer(query);
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }),
    use,
  );

describe('promql', () => {
  it.each([
    { answer: vector('12'), config: {}, verdict: 'pass', actual: '12' },
    { answer: vector('12', '50'), config: {}, verdict: 'fail', actual: '50' },
    { answer: vector('+Inf'), config: {}, verdict: 'fail', actual: 'Infinity' },
    { answer: vector(), config: {}, verdict: 'unknown', actual: 'no series (no data: unknown)' },
    { answer: vector(), config: { noData: 'fail' }, verdict: 'fail', actual: 'no series (no data: fail)' },
    {
      answer: vector('1', 'NaN'),
      config: {},
      verdict: 'unknown',
      actual: 'NaN {partition="1"} (no data: unknown)',
    },
    { answer: vector('99', 'NaN'), config: { noData: 'pass' }, verdict: 'fail', actual: '99' },
    {
      answer: '{"status":"success","data":{"resultType":"scalar","result":[1,"3"]}}',
      config: {},
      verdict: 'pass',
      actual: '3',
    },
    {
      answer: '{"status":"error","errorType":"bad_data","error":"parse error"}',
      config: {},
      verdict: 'unknown',
      actual: 'EQUERY bad_data: parse error',
    },
  ])('$answer $config: $verdict', async ({ answer, config, verdict, actual }) => {
    await answering(
      () => answer,
      async (port) => {
        const seen = await look(port, { query: 'lag', expect: '< 50', ...config });
        expect([seen.verdict, seen.evidence[0]?.actual]).toEqual([verdict, actual]);
      },
    );
  });

  it('takes old samples for no data', async () => {
    await answering(
      (query) => (query.includes('timestamp(lag)') ? vector('7.5') : vector('1')),
      async (port) => {
        const seen = await look(port, { query: 'lag', expect: '< 50', maxAge: '5s', noData: 'fail' });
        expect(seen.evidence[0]?.actual).toBe('newest sample 7500 ms old, limit 5000 ms (no data: fail)');
        expect((await look(port, { query: 'lag', expect: '< 50', maxAge: '8s' })).verdict).toBe('pass');
      },
    );
  });

  it('knows nothing while Prometheus is away', async () => {
    const seen = await look(await closedPort(), { query: 'lag', expect: '< 50' });
    expect(seen.verdict).toBe('unknown');
    expect(seen.evidence[0]?.actual).toMatch(/ECONNREFUSED/);
  });
});

describe('oldestSampleQuery', () => {
  it.each([
    ['1 + 1', null],
    ['up', 'max(label_replace(time() - timestamp(up), "__selector", "0", "", ""))'],
    [
      'rate(a{x="1"}[5m]) / b',
      'max(label_replace(time() - timestamp(a{x="1"}), "__selector", "0", "", "") or label_replace(time() - timestamp(b), "__selector", "1", "", ""))',
    ],
  ])('%s', (query, wanted) => expect(oldestSampleQuery(query)).toBe(wanted));
});
