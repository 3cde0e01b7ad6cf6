// monitoring.yaml for somebody's own system: Prometheus scrapes what publishes a port, Toxiproxy waits for its edges.
import { formatDuration } from '../../core/duration.ts';
import { writeYaml } from '../../core/yaml/write.ts';
import { escapeDollars } from '../scenario/compose-file.ts';
import { httpPort } from './http-port.ts';
import type { InitService } from './init-compose.ts';
import type { Endpoint } from './init-probes.ts';

export interface ScrapeTarget {
  readonly service: string;
  readonly port: number;
  readonly path: string;
}

/** Milliseconds, nominal. */
export const intervals = { scrape: 5_000, evaluation: 5_000, groupWait: 10_000 } as const;

/** Where the runbook asks for metrics; else the first port of each service that can be HTTP. One job for each service. */
export const scrapeTargets = (
  endpoints: readonly Endpoint[],
  services: readonly InitService[],
): readonly ScrapeTarget[] => {
  const asked = endpoints.filter(({ path, secure }) => !secure && /\/(?:metrics|prometheus)$/.test(path));
  return services.flatMap(({ name, ports }) => {
    const found = asked.find(({ service }) => service === name);
    if (found !== undefined) return [found];
    const port = httpPort(ports);
    return port === null ? [] : [{ service: name, port, path: '/metrics' }];
  });
};

export const monitoringText = (system: string, network: string, targets: readonly ScrapeTarget[]): string =>
  [
    `# What looks at ${system}, and the proxies on its dependency edges. Durations are nominal.`,
    '# prometheus: what it scrapes was guessed; a service without metrics is to be taken out, also under steady in scenario.yaml.',
    '# toxiproxy: one entry for each edge that is to be cut alone, e.g.',
    '#   { "name": "api-database", "listen": "0.0.0.0:15432", "upstream": "database:5432", "enabled": true }',
    '# and in compose.yaml the service then dials toxiproxy:15432.',
    writeYaml({
      name: `${system}-gameday`,
      services: {
        toxiproxy: service('toxiproxy', '1s', {
          command: ['-host=0.0.0.0', '-port=8474', '-config=/etc/toxiproxy.json'],
          // It dials before it takes the next connection: while a dying container lets one dial hang, all would wait for it.
          sysctls: { 'net.ipv4.tcp_syn_retries': 1 },
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
        prometheus: { content: prometheusConfig(targets) },
        alerts: { file: './alerts.yaml' },
        alertmanager: { content: alertmanagerConfig },
      },
      networks: { default: { name: network } },
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

const prometheusConfig = (targets: readonly ScrapeTarget[]): string =>
  escapeDollars(
    writeYaml({
      global: {
        scrape_interval: formatDuration(intervals.scrape),
        scrape_timeout: '4s',
        evaluation_interval: formatDuration(intervals.evaluation),
      },
      rule_files: ['/etc/prometheus/rules/alerts.yaml'],
      alerting: { alertmanagers: [{ static_configs: [{ targets: ['alertmanager:9093'] }] }] },
      // Itself, where there is nothing else: without any target it is never ready.
      scrape_configs:
        targets.length === 0
          ? [job({ service: 'prometheus', port: 9090, path: '/metrics' })]
          : targets.map(job),
    }),
  );

const job = ({ service: name, port, path }: ScrapeTarget): object => ({
  job_name: name,
  ...(path === '/metrics' ? {} : { metrics_path: path }),
  static_configs: [{ targets: [`${name}:${port}`] }],
});

const alertmanagerConfig = writeYaml({
  global: { resolve_timeout: '5m' },
  route: {
    receiver: 'on-call',
    group_by: ['alertname'],
    group_wait: formatDuration(intervals.groupWait),
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
