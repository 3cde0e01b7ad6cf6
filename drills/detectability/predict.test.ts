// Detectability by table: an alert's expression on the effect that a drill declares.
import { describe, expect, it } from 'vitest';
import { effectsSchema } from '../scenario/effects-schema.ts';
import { levelSchema, type Level } from '../scenario/level.ts';
import { crossing, type Question } from './cross.ts';
import { predictAlert } from './predict.ts';

const named = { KAFKA_REQUEST_TIMEOUT: 1000 };

const question = (row: {
  readonly expression: string;
  readonly steady?: Readonly<Record<string, unknown>>;
  readonly effects: Readonly<Record<string, unknown>>;
  readonly forMs?: number;
  readonly budgetMs?: number;
}): Question => ({
  expression: row.expression,
  forMs: row.forMs ?? 2000,
  budgetMs: row.budgetMs ?? 10_000,
  scrapeMs: 200,
  evaluationMs: 200,
  behaviour: {
    steady: Object.fromEntries(
      Object.entries(row.steady ?? {}).map(([name, level]): [string, Level] => [
        name,
        levelSchema.parse(level),
      ]),
    ),
    effects: effectsSchema.parse(row.effects),
    named,
  },
});

const ratio = 'sum(rate(failed_total[10s])) / sum(rate(received_total[10s])) > 0.1';
const received = { received_total: '20/s', failed_total: '0/s' };
const p99 = 'histogram_quantile(0.99, sum by (le) (rate(duration_seconds_bucket[10s]))) > 5';
const buckets = [0.1, 1, 5, 10];

describe('crossing', () => {
  it.each([
    // A breaker's gauge, with its time as a band of terms.
    { expression: 'state > 0', effects: { state: { to: 1, after: ['0ms', '2s'] } }, from: 0, to: 2000 },
    {
      expression: 'state > 0',
      effects: {
        state: { to: 1, after: ['KAFKA_REQUEST_TIMEOUT', '2 * KAFKA_REQUEST_TIMEOUT + 10 * 50ms'] },
      },
      from: 1000,
      to: 2500,
    },
    // A silent broker: each trial order makes it half-open for a second, which `> 0` does not mind.
    {
      expression: 'state > 0',
      effects: {
        state: [
          { to: 1, after: '1s' },
          { to: 2, after: '2s' },
          { to: 1, after: '3s' },
        ],
      },
      from: 1000,
      to: 1000,
    },
    {
      expression: 'up{job="a"} == 0',
      steady: { 'up{job="a"}': 1 },
      effects: { 'up{job="a"}': { to: 0, after: '100ms' } },
      from: 100,
      to: 100,
    },
    {
      expression: 'up == 0 or absent(up)',
      steady: { up: 1 },
      effects: { up: { gone: true, after: '1s' } },
      from: 1000,
      to: 1000,
    },
    // Prometheus stretches its samples over the window: a little sooner than a tenth of it.
    // A tenth of a window of 10 s has failed after 1 s of nothing but failures, and after 2 s of every second one.
    { expression: ratio, steady: received, effects: { failed_total: { to: '20/s' } }, from: 980, to: 1250 },
    {
      expression: ratio,
      steady: received,
      effects: { failed_total: { to: ['10/s', '20/s'] } },
      from: 980,
      to: 2250,
    },
    {
      expression: 'increase(failed_total[10s]) >= 100',
      effects: { failed_total: { to: '20/s' } },
      from: 4900,
      to: 5200,
    },
    {
      expression: 'irate(failed_total[10s]) > 19',
      effects: { failed_total: { to: '20/s', after: '1s' } },
      from: 1190,
      to: 1210,
    },
    {
      expression: 'clamp_max(sum(a) + sum(b), 3) > bool 2 == 1',
      effects: { a: { to: 1 }, b: { to: 2, after: '1s' } },
      from: 1000,
      to: 1000,
    },
    {
      expression: 'a > 1 and b > 1',
      effects: { a: { to: 2 }, b: { to: 2, after: '1s' } },
      from: 1000,
      to: 1000,
    },
    {
      expression: 'a > 1 unless b > 1',
      effects: { a: { to: 2 }, b: { was: 2, to: 0, after: '1s' } },
      from: 1000,
      to: 1000,
    },
    { expression: 'max_over_time(a[2s]) > 1', effects: { a: { to: 2, after: '1s' } }, from: 1000, to: 1000 },
    { expression: 'a offset 2s > 1', effects: { a: { to: 2, after: '1s' } }, from: 3000, to: 3000 },
    {
      expression: 'avg_over_time((a > bool 1)[2s:200ms]) >= 0.5',
      effects: { a: { to: 2, after: '1s' } },
      from: 1800,
      to: 2200,
    },
    {
      expression: p99,
      steady: { duration_seconds: { seconds: 0.05, rate: '20/s', buckets } },
      effects: { duration_seconds: { to: { seconds: 6, rate: '20/s', buckets }, after: '1s' } },
      from: 1050,
      to: 1450,
    },
  ])('$expression', (row) => {
    const found = crossing(question(row));
    expect(found).toMatchObject({ kind: 'crosses' });
    if (found.kind !== 'crosses') return;
    expect(found.fromMs).toBeGreaterThanOrEqual(row.from);
    expect(found.fromMs).toBeLessThanOrEqual(row.to);
    expect(found.toMs).toBeGreaterThanOrEqual(found.fromMs);
    expect(found.toMs).toBeLessThanOrEqual(row.to);
  });

  it.each([
    // Too small a fault: 6 of 100 orders fail, the alert wants more than 10.
    {
      expression: ratio,
      steady: received,
      effects: { failed_total: { to: '1.2/s' } },
      reason:
        'sum(rate(failed_total[10s])) / sum(rate(received_total[10s])) reaches 0.06, the alert needs > 0.1',
    },
    // Enough at best is not enough: the lower end of a stated range counts.
    {
      expression: ratio,
      steady: received,
      effects: { failed_total: { to: ['1.2/s', '20/s'] } },
      reason: 'reaches 0.06, the alert needs > 0.1',
    },
    {
      expression: 'stock < 10',
      effects: { stock: { was: 100, to: 20 } },
      reason: 'stock falls to 20, the alert needs < 10',
    },
    { expression: 'up == 0', steady: { up: 1 }, effects: {}, reason: 'up is 1, the alert needs == 0' },
    {
      expression: 'state > 0',
      effects: { state: { was: 1, to: 1 } },
      reason: 'it is true before the fault already, its value is 1',
    },
    // A fault's times are not paced, its promises are.
    {
      expression: 'queue_length > 1000',
      effects: { queue_length: { to: 1200, after: ['0ms', '1m'] } },
      reason:
        'queue_length reaches 0, the alert needs > 1000; queue_length changes after 1m: a time in effects is real time at any pace, and the signal has 10000 ms',
    },
    // Which stated series is at it: a label that it doesn't state matches whatever a selector asks.
    {
      expression:
        'sum(rate(http_total{path="/", code=~"5.."}[10s])) / sum(rate(http_total{path="/"}[10s])) > 0.1',
      steady: { 'http_total{path="/"}': '5/s', 'http_total{path="/x"}': '5/s' },
      effects: { 'http_total{path="/", code="500"}': { to: '5/s' } },
      reason:
        'is 1; http_total{path="/", code=~"5.."} matches http_total{path="/"} and http_total{path="/", code="500"}; http_total{path="/"} matches',
    },
    {
      expression: 'state > 0',
      effects: { state: { to: 1, after: '9s' } },
      reason:
        'it turns true after 9000 ms but holds for 1000 ms of the budget of 10000 ms, and `for` is 2000 ms',
    },
    // With `== 1` every trial order starts the pending alert anew: why the rule says `> 0`.
    {
      expression: 'state == 1',
      effects: {
        state: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((second) => ({
          to: second % 2 === 1 ? 1 : 2,
          after: `${second}s`,
        })),
      },
      reason: 'and `for` is 2000 ms',
    },
    {
      expression: 'rate(a[200ms]) > 1',
      effects: { a: { to: '20/s' } },
      reason: 'a window needs two samples, 200 ms apart',
    },
    {
      expression: p99,
      steady: { duration_seconds: { seconds: 0.05, rate: '20/s', buckets } },
      effects: { duration_seconds: { to: { seconds: 2, rate: '20/s', buckets } } },
      reason: 'reaches 4.96, the alert needs > 5',
    },
  ])('$expression never: $reason', (row) => {
    const found = crossing(question(row));
    expect(found).toMatchObject({ kind: 'never' });
    expect(found.kind === 'never' && found.reason).toContain(row.reason);
  });

  it.each([
    { expression: 'topk(1, a) > 0', effects: { a: { to: 1 } }, reason: 'topk' },
    { expression: 'predict_linear(a[5s], 60) > 0', effects: { a: { to: 1 } }, reason: 'predict_linear' },
    { expression: 'b > 0', effects: { a: { to: 1 } }, reason: 'neither effects nor steady say what b does' },
    {
      expression: 'up{job="b"} == 0',
      effects: { 'up{job="a"}': { to: 0 } },
      reason: 'what up{job="b"} does',
    },
  ])('$expression is not predictable: $reason', (row) => {
    const found = crossing(question(row));
    expect(found).toMatchObject({ kind: 'not-predictable' });
    expect(found.kind === 'not-predictable' && found.reason).toContain(row.reason);
  });
});

describe('from the injection to the delivery', () => {
  const routes = [{ groupWaitMs: 333, groupIntervalMs: 1000, groupsByAlert: true }];
  const breaker = question({ expression: 'state > 0', effects: { state: { to: 1, after: ['0ms', '2s'] } } });

  it('adds up what each stage may take', () => {
    expect(predictAlert({ ...breaker, routes, statedMs: null })).toEqual({
      predictedMs: [2333, 5233],
      parts: {
        cross: '0-2000',
        scrape: '0-200',
        evaluation: '0-200',
        for: '2000',
        group_wait: '333',
        delivery: '0-500',
      },
      undetectable: null,
    });
  });

  it('rounds `for` up to evaluations', () => {
    const { parts } = predictAlert({ ...breaker, forMs: 2100, routes, statedMs: null });
    expect(parts['for']).toBe('2200');
  });

  it('counts the wait of a group that other alerts share', () => {
    const shared = [{ groupWaitMs: 333, groupIntervalMs: 1000, groupsByAlert: false }];
    expect(predictAlert({ ...breaker, routes: shared, statedMs: null }).parts['group_wait']).toBe('0-1000');
  });

  it('refuses what would come too late', () => {
    const late = { ...breaker, budgetMs: 5000, routes, statedMs: null };
    expect(predictAlert(late)).toMatchObject({
      predictedMs: [2333, 5233],
      undetectable: 'delivered 2333-5233 ms after the injection, promised within 5000 ms',
    });
  });

  it('takes the word of the scenario where it can not compute, and only there', () => {
    const odd = question({ expression: 'topk(1, a) > 0', effects: { a: { to: 1 } } });
    expect(predictAlert({ ...odd, routes, statedMs: [100, 200] }).parts['cross']).toBe('100-200');
    expect(predictAlert({ ...odd, routes, statedMs: null }).undetectable).toContain('state crosses');
    const small = question({ expression: 'a > 5', effects: { a: { to: 1 } } });
    expect(predictAlert({ ...small, routes, statedMs: [100, 200] }).undetectable).toBe(
      'a reaches 1, the alert needs > 5',
    );
  });
});
