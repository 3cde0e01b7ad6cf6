// Whom Prometheus scrapes, whom the proxies dial, and whom the promised alerts watch has to be there.
import type { Problem } from '../../core/errors.ts';
import { selectorsOf } from '../../core/promql/facts.ts';
import { suggestion } from '../../core/suggest.ts';
import { pathText } from '../../core/yaml/words.ts';
import { itemsOf, recordOf } from '../../core/yaml/loose-values.ts';
import { innerYaml } from './inner-yaml.ts';
import type { Loaded } from './scenario.ts';
import { scrapeJobs } from './scrape-jobs.ts';

export const checkMonitored = (loaded: Loaded): readonly Problem[] => [
  ...checkTargets(loaded),
  ...checkUpstreams(loaded),
  ...checkJobs(loaded),
];

/** Every name that answers on the one network; null where a Compose file could not be read. */
const hostsOf = ({ compose, monitoring }: Loaded): readonly string[] | null => {
  if (compose.value === null || monitoring.value === null) return null;
  return [compose.value, monitoring.value].flatMap(({ services }) =>
    Object.entries(services).flatMap(([name, service]) => {
      const { container_name: container, hostname, networks } = recordOf(service);
      const aliases = Object.values(recordOf(networks)).flatMap((one) => itemsOf(recordOf(one)['aliases']));
      return [name, ...[container, hostname, ...aliases].filter((one) => typeof one === 'string')];
    }),
  );
};

/** A name with a dot is nobody's service. */
const isUnknown = (host: string, hosts: readonly string[]): boolean =>
  host !== 'localhost' && !/[.[\]]/.test(host) && !hosts.includes(host);

const hostOf = (address: string): string => address.replace(/^\w+:\/\//, '').replace(/[:/].*$/, '');

const scraped = ({ monitoring }: Loaded) => {
  if (monitoring.value === null) return null;
  const content = innerYaml(monitoring.yaml, monitoring.value, 'prometheus');
  return content === null || content.inner.problems.length > 0 ? null : { content, ...scrapeJobs(content) };
};

const checkTargets = (loaded: Loaded): readonly Problem[] => {
  const [hosts, found] = [hostsOf(loaded), scraped(loaded)];
  if (hosts === null || found === null) return [];
  const { file } = loaded.monitoring.yaml;
  return found.targets.flatMap(({ address, path }) => {
    const host = hostOf(address);
    if (!isUnknown(host, hosts)) return [];
    const message = `configs.prometheus: it scrapes ${address}, and there is no service "${host}"`;
    return [{ file, ...found.content.placeOf(path), message, hint: suggestion(host, hosts, 'services') }];
  });
};

const checkUpstreams = (loaded: Loaded): readonly Problem[] => {
  const hosts = hostsOf(loaded);
  if (hosts === null) return [];
  const { yaml } = loaded.monitoring;
  return (loaded.edges ?? []).flatMap(({ name, upstream }) => {
    const host = hostOf(upstream);
    if (!isUnknown(host, hosts)) return [];
    const message = `configs.toxiproxy: ${name} leads to ${upstream}, and there is no service "${host}"`;
    return [
      yaml.problemAt(['configs', 'toxiproxy', 'content'], message, suggestion(host, hosts, 'services')),
    ];
  });
};

/** An alert that no drill promises may be about another system: Prometheus takes it as it is. */
const checkJobs = (loaded: Loaded): readonly Problem[] => {
  const jobs = scraped(loaded)?.jobs ?? null;
  if (jobs === null) return [];
  return Object.entries(loaded.spec.value?.drills ?? {}).flatMap(([drill, { detect }]) =>
    detect.flatMap(({ kind, config }, index) => {
      if (kind !== 'alert') return [];
      const rule = loaded.alerts?.find(({ name }) => name === config);
      const missing = upJobsOf(rule?.expr ?? '').find((job) => !jobs.includes(job));
      if (missing === undefined) return [];
      const path = ['drills', drill, 'detect', index, 'alert'];
      const message = `${pathText(path)}: ${String(config)} looks at up{job="${missing}"}, and monitoring.yaml scrapes no such job`;
      return [loaded.spec.yaml.problemAt(path, message, suggestion(missing, jobs, 'jobs'))];
    }),
  );
};

const upJobsOf = (expression: string): readonly string[] =>
  selectorsOf(expression).flatMap(({ metric, matchers }) =>
    metric === 'up'
      ? matchers.flatMap(({ label, op, value }) => (label === 'job' && op === '=' ? [value] : []))
      : [],
  );
