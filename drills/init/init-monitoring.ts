// monitoring.yaml for somebody's own system: Prometheus scrapes what publishes a port, Toxiproxy waits for its edges.
import { writeYaml } from '../../core/yaml/write.ts';
import type { InitService } from './init-compose.ts';

export const monitoringText = (system: string, services: readonly InitService[]): string =>
  [
    `# What looks at ${system}, and the proxies on its dependency edges. Durations are nominal.`,
    '# toxiproxy: one entry for each edge that is to be cut alone, e.g.',
    '#   { "name": "api-database", "listen": "0.0.0.0:15432", "upstream": "database:5432", "enabled": true }',
    '# and in compose.yaml the service then dials toxiproxy:15432.',
    writeYaml({
      name: `${system}-gameday`,
      services: {
        toxiproxy: service('toxiproxy', '1s', {
          command: ['-host=0.0.0.0', '-port=8474', '-config=/etc/toxiproxy.json'],
          configs: [mounted('toxiproxy', '/etc/toxiproxy.json')],
        }),
        prometheus: service('prometheus', '5s', {
          entrypoint: ['prometheus'],
          command: [
            '--config.file=/etc/prometheus/prometheus.yml',
            '--storage.tsdb.path=/prometheus',
            '--web.listen-address=0.0.0.0:9090',
            '--web.enable-lifecycle',
            '--query.lookback-delta=5m',
            '--rules.alert.resend-delay=1m',
            '--log.level=warn',
          ],
          configs: [
            mounted('prometheus', '/etc/prometheus/prometheus.yml'),
            mounted('alerts', '/etc/prometheus/rules/alerts.yaml'),
          ],
          tmpfs: '/prometheus',
        }),
        alertmanager: service('alertmanager', '5s', {
          entrypoint: ['prometheus-alertmanager'],
          command: [
            '--config.file=/etc/alertmanager/alertmanager.yml',
            '--storage.path=/alertmanager',
            '--web.listen-address=0.0.0.0:9093',
            '--cluster.listen-address=',
            '--log.level=warn',
          ],
          configs: [mounted('alertmanager', '/etc/alertmanager/alertmanager.yml')],
          tmpfs: '/alertmanager',
        }),
        receiver: service('receiver', '1s', {}),
      },
      configs: {
        toxiproxy: { content: '[]\n' },
        prometheus: { content: prometheusConfig(services) },
        alerts: { file: './alerts.yaml' },
        alertmanager: { content: alertmanagerConfig },
      },
      networks: { default: { name: `${system}_default` } },
    }),
  ].join('\n');

const service = (name: string, grace: string, rest: object): object => ({
  image: `gameday/${name}:local`,
  init: true,
  restart: 'no',
  stop_grace_period: grace,
  ...rest,
});

const mounted = (source: string, target: string): object => ({ source, target });

const prometheusConfig = (services: readonly InitService[]): string =>
  writeYaml({
    global: { scrape_interval: '5s', scrape_timeout: '4s', evaluation_interval: '5s' },
    rule_files: ['/etc/prometheus/rules/alerts.yaml'],
    alerting: { alertmanagers: [{ static_configs: [{ targets: ['alertmanager:9093'] }] }] },
    scrape_configs: services.flatMap(({ name, ports }) => {
      const [port] = ports;
      return port === undefined
        ? []
        : [{ job_name: name, static_configs: [{ targets: [`${name}:${port.container}`] }] }];
    }),
  });

const alertmanagerConfig = writeYaml({
  global: { resolve_timeout: '5m' },
  route: {
    receiver: 'on-call',
    group_by: ['alertname'],
    group_wait: '10s',
    group_interval: '30s',
    repeat_interval: '1h',
  },
  receivers: [
    {
      name: 'on-call',
      webhook_configs: [{ url: 'http://receiver:9095/alerts', send_resolved: true }],
    },
  ],
});
