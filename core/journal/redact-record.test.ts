// Whatever the secrets are, a record stays JSON of the same shape, and its names stay; texts lose them.
import { expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { redactor } from '../redact.ts';
import type { JournalEvent, JournalEventBody } from './events.ts';
import { redactRecord } from './redact-record.ts';

const stamp = { at: '2026-03-02T06:00:00.000Z', t: 1234567.891, drill: 'shop/broker-killed', attempt: 1 };
const contact = { service: 'postgres', port: 5432, protocol: 'postgres', pingMs: 0.4 };
const container = { service: 'postgres', id: '1234567890abcdef', contact };
const evidence = [{ what: 'login', expected: 'as shopuser', actual: 'hunter22' }];

const prepared = (kind: string, undo: Json): JournalEventBody => ({
  type: 'fault.prepared',
  fault: `${kind}-postgres`,
  kind,
  undo,
  token: 123456,
});

// What undos hold: names, folders, addresses, marks, settings.
const undos: readonly (readonly [string, Json])[] = [
  ['kill', container],
  ['disconnect', { ...container, network: 'shop_default', aliases: ['postgres', 'database'] }],
  ['environment', { ...container, mark: 'deadbeef' }],
  [
    'data-loss',
    { ...container, folder: '/var/lib/postgres', mark: 'deadbeef', holds: { shows: 'postgres' } },
  ],
  ['release', { ...container, door: 'front-door:8080', name: 'postgres-next', path: '/healthz' }],
  [
    'latency',
    { edge: 'gateway-postgres', toxics: ['latency_postgres'], contact, config: { latencyMs: 1e-7 } },
  ],
  ['poison', { brokers: 'redpanda:9096', topic: 'orders', group: 'orders-group', from: { '0': '1000000' } }],
  ['redis-memory', { address: 'redis:6379', former: { maxmemory: '1000000', policy: 'allkeys-lru' } }],
  ['tamper', { address: 'redis:6379', mark: 'deadbeef', keys: ['stock:postgres'] }],
];

const records: readonly JournalEventBody[] = [
  ...undos.map(([kind, undo]) => prepared(kind, undo)),
  {
    type: 'probe.observed',
    probe: 'postgres',
    verdict: 'pass',
    evidence,
    samples: { tokens: 1e-7, token: 1e21, password: -0.5 },
    dueMs: 1,
    startedMs: 1,
    durationMs: 1,
    missed: 0,
  },
  {
    type: 'alert.edge',
    alert: 'PostgresDown',
    edge: 'delivered',
    edgeAt: stamp.at,
    labels: { alertname: 'PostgresDown', apiKey: 'a1' },
  },
  {
    type: 'invariant.judged',
    code: 'INV-ACK',
    verdict: 'pass',
    counts: { tokens: 7, secret: 1e-7 },
    evidence,
  },
  { type: 'drill.stopped', reason: 'confirm', message: 'postgres was not seen to bite' },
  {
    type: 'detect.ended',
    measurable: true,
    message: '',
    unmeasured: { PostgresDown: 'Prometheus was away' },
  },
];

/** Passwords that people choose, and what would break a text that is JSON. */
const hostile = [
  ...['postgres', 'broker-killed', 'PostgresDown', 'shop/broker-killed', 'shop_default', 'deadbeef', '9096'],
  ...['delivered', 'fault.prepared', 'confirm', 'INV-ACK', '2026-03-02', '1234567890abcdef', '123456'],
  ...['1234567', '1000000', '"token":', '{"type":"', '"},{"', 'service', '\\"\\"\\"', ',"kind"', 'redacted'],
];

const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? 'text' : value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]));
};

it.each(hostile)('the secret %j leaves every record as it is, but for its texts', (secret) => {
  for (const body of records) {
    const event: JournalEvent = { ...stamp, ...body };
    const line = JSON.stringify(redactRecord(event, redactor([secret])));
    const read = JSON.parse(line) as JournalEvent;
    expect(shapeOf(read)).toEqual(shapeOf(event));
    expect(read).toMatchObject({ ...stamp, type: event.type });
    if (event.type === 'fault.prepared') expect(read).toEqual(event);
    if (event.type === 'alert.edge') expect(read).toMatchObject({ alert: event.alert, edge: event.edge });
    if (event.type === 'probe.observed') expect(read).toMatchObject({ probe: event.probe, verdict: 'pass' });
    if (event.type === 'drill.stopped') expect(read).toMatchObject({ reason: 'confirm' });
  }
});

it.each<[string, JournalEventBody]>([
  ['a message', { type: 'note', message: 'login with hunter22' }],
  ['evidence', { type: 'signal.seen', signal: 's', edgeAt: stamp.at, evidence }],
  ['output that is JSON', { type: 'step.output', lines: ['{"password": "hunter22"}'] }],
  [
    'labels',
    { type: 'alert.edge', alert: 'a', edge: 'firing', edgeAt: stamp.at, labels: { id: 'hunter22' } },
  ],
  [
    'a fault that sends',
    prepared('overload', { request: { url: 'http://a:1/?t=hunter22', body: 'hunter22' } }),
  ],
  ['its headers', prepared('overload', { request: { headers: { name: 'hunter22', 'X-Api-Key': 'k1' } } })],
  ['a command', prepared('data-loss', { holds: { command: ['psql', 'postgres://a:hunter22@b'] } })],
])('%s is masked', (_, body) => {
  const line = JSON.stringify(redactRecord({ ...stamp, ...body }, redactor(['hunter22'])));
  expect(line).toContain('«redacted»');
  expect(line).not.toMatch(/hunter22|"k1"/);
});
