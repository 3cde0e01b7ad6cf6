// What Prometheus scrapes, as monitoring.yaml has it: targets with their places, and the names of the jobs where they can be known.
import type { YamlPath } from '../../core/yaml/yaml-file.ts';
import { itemsOf, recordOf } from '../../core/yaml/loose-values.ts';
import type { InnerYaml } from './inner-yaml.ts';

export interface ScrapeTarget {
  /** `host:port` */
  readonly address: string;
  readonly path: YamlPath;
}

export interface ScrapeJobs {
  readonly targets: readonly ScrapeTarget[];
  /** Values of the label `job`; null where relabelling or discovery may make others. */
  readonly jobs: readonly string[] | null;
}

export const scrapeJobs = ({ inner }: InnerYaml): ScrapeJobs => {
  const root = recordOf(inner.value);
  const configs = itemsOf(root['scrape_configs']).map(recordOf);
  const statics = configs.flatMap((config, at) =>
    itemsOf(config['static_configs']).map((one, index) => ({
      one: recordOf(one),
      path: ['scrape_configs', at, 'static_configs', index] as YamlPath,
    })),
  );
  const isOpen =
    root['scrape_config_files'] !== undefined ||
    configs.some((config) => Object.keys(config).some((key) => /relabel_configs$|_sd_configs$/.test(key)));
  const named = [
    ...configs.map(({ job_name: name }) => name),
    ...statics.map(({ one }) => recordOf(one['labels'])['job']),
  ];
  return {
    targets: statics.flatMap(({ one, path }) =>
      itemsOf(one['targets']).map((address, index) => ({
        address: String(address),
        path: [...path, 'targets', index],
      })),
    ),
    jobs: isOpen ? null : named.filter((name) => typeof name === 'string'),
  };
};
