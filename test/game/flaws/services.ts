// Flaws in how the services are run.
import type { Flaw } from './flaw.ts';

const file = 'compose.yaml';

export const serviceFlaws: readonly Flaw[] = [
  {
    name: 'acknowledged orders are lost: acks=0',
    drill: 'broker-killed',
    edit: { file, from: 'KAFKA_ACKS: all', to: "KAFKA_ACKS: '0'" },
    expected: 'fail invariant clean 1',
    reason: /^invariant: INV-ACK.*acknowledged and lost: wanted 0, found [1-9]/m,
    sample: true,
  },
  {
    name: 'a breaker that never opens',
    drill: 'broker-killed',
    edit: {
      file,
      from: '${CIRCUIT_BREAKER_FAILURE_THRESHOLD:-5}',
      to: '${CIRCUIT_BREAKER_FAILURE_THRESHOLD:-500000}',
    },
    expected: 'fail detect clean 1',
    reason: /^detect: alert CircuitBreakerOpen: never delivered/m,
  },
  {
    name: "the gateway's way to Kafka leads to a port without a proxy",
    drill: 'broker-killed',
    edit: { file, from: 'KAFKA_ADDR: toxiproxy:19092', to: 'KAFKA_ADDR: toxiproxy:19093' },
    expected: 'inconclusive gate clean 4',
    reason: /^gate: .*gateway-health .*kafka/m,
  },
  {
    name: 'Redis keeps an append-only file, beside which a restored snapshot is ignored',
    drill: 'redis-lost',
    edit: { file, from: "--appendonly, 'no'", to: "--appendonly, 'yes'" },
    expected: 'fail remediate clean 1',
    reason: /^remediate: .*Redis Restore .*check-stock/m,
  },
];
