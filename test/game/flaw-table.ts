// The seeded flaws: what somebody did to the files, and what a run must say of it.
import type { Flaw } from './flaws.ts';

const drill = 'flash-sale-engine/broker-killed';

export const twin: Flaw = {
  name: 'the unmodified twin',
  file: 'scenario.yaml',
  edit: null,
  drill,
  verdict: 'pass',
  reasonCode: 'ok',
  exitCode: 0,
  reason: /./,
  sample: true,
};

export const flaws: readonly Flaw[] = [
  {
    name: 'an alert that looks at a job that is not there',
    file: 'alerts.yaml',
    edit: [
      'expr: gateway_circuit_breaker_state > 0',
      'expr: gateway_circuit_breaker_state{job="gatway"} > 0',
    ],
    drill,
    verdict: 'inconclusive',
    reasonCode: 'undetectable',
    exitCode: 4,
    reason: /CircuitBreakerOpen/,
    sample: false,
  },
  {
    name: 'an alert on the wrong metric of the right shape',
    file: 'alerts.yaml',
    edit: [
      'expr: gateway_circuit_breaker_state > 0',
      'expr: gateway_circuit_breaker_state > 0 and on() processor_dlq_size > 0',
    ],
    drill,
    verdict: 'inconclusive',
    reasonCode: 'undetectable',
    exitCode: 4,
    reason: /CircuitBreakerOpen/,
    sample: false,
  },
  {
    name: 'the remediation step is taken out',
    file: 'runbook.md',
    edit: ['   docker-compose restart redpanda\n', '   docker-compose ps redpanda\n'],
    drill,
    verdict: 'fail',
    reasonCode: 'remediate',
    exitCode: 1,
    reason: /./,
    sample: true,
  },
  {
    name: 'acknowledged orders are lost: acks=0',
    file: 'compose.yaml',
    edit: [/KAFKA_ACKS: .*/, "KAFKA_ACKS: '0'"],
    drill,
    verdict: 'fail',
    reasonCode: 'invariant',
    exitCode: 1,
    reason: /INV-ACK.*lost/s,
    sample: true,
  },
];
