// Flaws in what scenario.yaml says: faults, promises, probes.
import type { Flaw } from './flaw.ts';

const file = 'scenario.yaml';
const inBroker = { file, below: '\n  broker-killed:\n' } as const;

export const scenarioFlaws: readonly Flaw[] = [
  {
    name: 'a fault that does not bite: Java takes SIGQUIT for a question',
    drill: 'broker-killed',
    edit: {
      ...inBroker,
      from: 'kill: { service: redpanda }',
      to: 'kill: { service: redpanda, signal: SIGQUIT }',
    },
    expected: 'inconclusive confirm clean 2',
    reason: /^confirm: .*no proof that the fault bit: redpanda/m,
  },
  {
    name: 'the fault hits another service than the drill is about',
    drill: 'broker-killed',
    edit: { ...inBroker, from: 'kill: { service: redpanda }', to: 'kill: { service: gateway }' },
    expected: 'fail detect clean 1',
    reason: /^detect: alert CircuitBreakerOpen: never delivered[^]*^unexpected-alert: .*GatewayDown/m,
  },
  {
    name: 'a promise that no run in real time could keep, hidden by the floor of the pace',
    drill: 'broker-killed',
    edit: {
      ...inBroker,
      from: '{ alert: CircuitBreakerOpen, within: 3m }',
      to: '{ alert: CircuitBreakerOpen, within: 20s }',
    },
    expected: 'inconclusive undetectable clean 4',
    reason: /^undetectable: CircuitBreakerOpen: at pace 1: .*`for` is 60000 ms/m,
  },
  {
    name: 'a steady state that is not that of the load',
    drill: 'redis-killed',
    edit: { file, from: 'gateway_orders_received_total: 20/s', to: 'gateway_orders_received_total: 2000/s' },
    expected: 'inconclusive undetectable clean 4',
    reason: /^undetectable: HighFailureRate: .*needs > 0\.1/m,
  },
  {
    name: 'a probe that looks at the wrong port',
    drill: 'processor-killed',
    edit: { file, from: 'http://processor:9090/health', to: 'http://processor:8080/health' },
    expected: 'inconclusive gate clean 4',
    reason: /^gate: .*processor-health /m,
  },
  {
    name: 'a probe of a metric that nobody has: no data is not good',
    drill: 'redis-killed',
    edit: { file, from: "query: 'sum(processor_consumer_lag)'", to: "query: 'sum(processor_consumer_lagg)'" },
    expected: 'inconclusive gate clean 4',
    reason: /^gate: .*lag .*no data/im,
  },
  {
    name: 'a gate that nothing can pass',
    drill: 'placebo',
    edit: { file, from: "expect: '< 50'", to: "expect: '< 0'" },
    expected: 'inconclusive gate clean 4',
    reason: /^gate: .*lag .*< 0/m,
  },
  {
    name: 'a promised probe that always passes',
    drill: 'broker-killed',
    edit: {
      file,
      from: "{ url: 'http://gateway:8080/health', expect: { status: 200, json: { $.redis: true, $.kafka: true } } }",
      to: "{ url: 'http://gateway:8080/metrics' }",
    },
    expected: 'fail detect clean 1',
    reason: /^detect: probe gateway-health: never seen, promised within/m,
  },
  {
    name: 'an alert that comes along is not listed',
    drill: 'broker-killed',
    edit: { ...inBroker, from: '    alsoFires: [HighFailureRate]\n', to: '' },
    expected: 'fail unexpected-alert clean 1',
    reason: /^unexpected-alert: .*HighFailureRate fired, which nobody promised/m,
  },
  {
    name: 'an alert is listed that does not come along',
    drill: 'broker-killed',
    edit: {
      ...inBroker,
      from: 'alsoFires: [HighFailureRate]',
      to: 'alsoFires: [HighFailureRate, InventoryLow]',
    },
    expected: 'pass ok clean 0',
    reason: /^ok: every promise was kept/m,
    note: /^InventoryLow is listed under alsoFires but did not fire/m,
  },
  {
    name: 'an invariant is not promised any more',
    drill: 'broker-killed',
    edit: { ...inBroker, from: 'invariants: [INV-ACK, ', to: 'invariants: [' },
    expected: 'pass ok clean 0',
    reason: /^ok: every promise was kept/m,
    note: /^INV-ACK is not promised by this drill; it held/m,
  },
  {
    name: 'the steps end what only outside should be able to end',
    drill: 'broker-killed',
    edit: { ...inBroker, from: 'endedBy: steps', to: 'endedBy: outside' },
    expected: 'fail remediate clean 1',
    reason: /^remediate: .*recovered by the steps, though only outside/m,
  },
  {
    name: 'a limit that is shorter than the drill',
    drill: 'broker-killed',
    edit: { ...inBroker, from: 'stop: { after: 60m }', to: 'stop: { after: 1m }' },
    expected: 'aborted stop-condition clean 3',
    reason: /^stop-condition: /m,
  },
  {
    name: 'less poison than its effects say',
    drill: 'dlq-flooded',
    edit: { file, below: '\n  dlq-flooded:\n', from: 'count: 120', to: 'count: 12' },
    expected: 'fail detect clean 1',
    reason: /^detect: alert DLQSizeExceedsThreshold: never delivered/m,
  },
  {
    name: 'poison is looked for behind a consumer group that does not exist',
    drill: 'dlq-flooded',
    edit: { file, below: '\n  dlq-flooded:\n', from: 'group: order-processor', to: 'group: order-procesor' },
    expected: 'fail cleanup dirty 5',
    reason: /^cleanup: .*order-procesor/m,
  },
  {
    name: 'stock is tampered with by nothing',
    drill: 'stock-tampered',
    edit: { file, below: '\n  stock-tampered:\n', from: 'decrement: 10000000', to: 'decrement: 0' },
    expected: 'inconclusive confirm clean 2',
    reason: /^confirm: .*no proof that the fault bit: inventory:/m,
  },
  {
    name: 'keys are tampered with that nobody has',
    drill: 'stock-tampered',
    edit: { file, below: '\n  stock-tampered:\n', from: "'inventory:drill-*'", to: "'inventory:drlil-*'" },
    expected: 'inconclusive gate clean 4',
    reason: /^gate: .*inventory:drlil-/m,
  },
  {
    name: 'a bad release that is a good one',
    drill: 'version-rolled-back',
    edit: {
      file,
      below: '\n  version-rolled-back:\n',
      from: "REDIS_ADDR: 'redis:6380'",
      to: "REDIS_ADDR: 'redis:6379'",
    },
    expected: 'fail detect clean 1',
    reason: /^detect: alert HighFailureRate: never delivered/m,
  },
];
