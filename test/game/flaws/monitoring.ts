// Flaws in the monitoring around the rules: what is scraped, loaded and delivered.
import type { Flaw } from './flaw.ts';

const file = 'monitoring.yaml';

export const monitoringFlaws: readonly Flaw[] = [
  {
    name: 'critical alerts are routed to a pager that nobody carries',
    drill: 'broker-killed',
    edit: {
      file,
      from: '        repeat_interval: 1h\n      receivers:\n',
      to: `        repeat_interval: 1h
        routes:
          - matchers: ['severity="critical"']
            receiver: pager
      receivers:
        - name: pager
`,
    },
    expected: 'fail detect clean 1',
    reason: /^detect: alert CircuitBreakerOpen: firing after .*never delivered/m,
  },
  {
    name: 'Prometheus is told of another file of rules',
    drill: 'placebo',
    edit: {
      file,
      from: '/etc/prometheus/rules/alerts.yaml\n      alerting',
      to: '/etc/prometheus/rules/alert.yaml\n      alerting',
    },
    expected: 'inconclusive gate clean 4',
    reason: /^gate: .*alerts quiet .*Prometheus has not loaded .*CircuitBreakerOpen/m,
  },
  {
    name: 'the processor is scraped at a port where nobody listens',
    drill: 'processor-killed',
    edit: { file, from: "targets: ['processor:9090']", to: "targets: ['processor:9091']" },
    expected: 'inconclusive gate clean 4',
    reason: /^gate: .*alerts quiet .*ProcessorDown firing/m,
  },
];
