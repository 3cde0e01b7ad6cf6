// Flaws in the alert rules.
import type { Flaw } from './flaw.ts';

const file = 'alerts.yaml';
const breakerExpr = 'expr: gateway_circuit_breaker_state > 0';

export const alertFlaws: readonly Flaw[] = [
  {
    name: 'an alert that looks at a job that is not there',
    drill: 'broker-killed',
    edit: { file, from: breakerExpr, to: 'expr: gateway_circuit_breaker_state{job="gatway"} > 0' },
    expected: 'fail detect clean 1',
    reason: /^detect: alert CircuitBreakerOpen: never delivered/m,
  },
  {
    name: 'an alert on the wrong metric of the right shape',
    drill: 'broker-killed',
    edit: { file, from: breakerExpr, to: `${breakerExpr} and on() processor_dlq_size > 0` },
    expected: 'inconclusive undetectable clean 4',
    reason: /^undetectable: CircuitBreakerOpen: .*processor_dlq_size/m,
  },
  {
    name: 'an alert that fires before the fault',
    drill: 'broker-killed',
    edit: { file, from: breakerExpr, to: 'expr: gateway_circuit_breaker_state >= 0' },
    expected: 'inconclusive undetectable clean 4',
    reason: /^undetectable: CircuitBreakerOpen: it is true before the fault already/m,
  },
  {
    name: 'an alert that waits longer than the incident may last',
    drill: 'broker-killed',
    edit: { file, below: breakerExpr, from: 'for: 1m', to: 'for: 10m' },
    expected: 'inconclusive undetectable clean 4',
    reason: /^undetectable: CircuitBreakerOpen: .*`for` is 30000 ms/m,
  },
  {
    name: 'another alert that fires on every day',
    drill: 'broker-killed',
    edit: { file, from: 'expr: processor_inventory_level < 10', to: 'expr: processor_inventory_level > 10' },
    expected: 'inconclusive gate clean 4',
    reason: /^gate: .*alerts quiet .*InventoryLow (pending|firing)/m,
  },
  {
    name: 'a threshold that a flood of poison does not reach',
    drill: 'dlq-flooded',
    edit: { file, from: 'expr: processor_dlq_size > 100', to: 'expr: processor_dlq_size > 200' },
    expected: 'inconclusive undetectable clean 4',
    reason: /^undetectable: DLQSizeExceedsThreshold: .*120.*> 200/m,
  },
  {
    name: 'a share of failures above all of them',
    drill: 'redis-killed',
    edit: {
      file,
      from: 'sum(rate(gateway_orders_received_total[5m])) > 0.1',
      to: 'sum(rate(gateway_orders_received_total[5m])) > 10',
    },
    expected: 'inconclusive undetectable clean 4',
    reason: /^undetectable: HighFailureRate: .*needs > 10/m,
  },
  {
    name: 'an alert on a job whose name nobody has',
    drill: 'processor-killed',
    edit: { file, from: 'expr: up{job="processor"} == 0', to: 'expr: up{job="processors"} == 0' },
    expected: 'inconclusive undetectable clean 4',
    reason: /^undetectable: ProcessorDown: .*processors/m,
  },
];
