// monitoring.yaml against what gameday relies on: the four configs, the Prometheus command, one network for both projects.
import type { Problem } from '../../core/errors.ts';
import type { YamlFile } from '../../core/yaml/yaml-file.ts';
import type { ComposeFile } from './compose-file.ts';
import { innerYaml } from './inner-yaml.ts';
import type { Loaded } from './scenario.ts';

const configs = {
  prometheus: 'prometheus.yml',
  alerts: 'file: ./alerts.yaml',
  alertmanager: 'alertmanager.yml',
  toxiproxy: 'the JSON list of proxies, one for each dependency edge',
} as const;

export const checkConfigs = (loaded: Loaded): readonly Problem[] => [
  ...checkMonitoring(loaded),
  ...checkNetworks(loaded),
];

const checkMonitoring = ({ monitoring: { value, yaml } }: Loaded): readonly Problem[] => {
  if (value === null) return [];
  const problems: Problem[] = [];
  for (const [name, purpose] of Object.entries(configs)) {
    const config = value.configs[name];
    if (config === undefined) {
      problems.push(
        yaml.problemAt(['configs', name], `configs.${name}: this key is missing`, `it holds ${purpose}`),
      );
    } else if (config.content !== undefined && name !== 'alerts' && name !== 'toxiproxy') {
      problems.push(...checkContent(yaml, value, name));
    }
  }
  for (const name of ['toxiproxy', 'prometheus', 'alertmanager', 'receiver']) {
    if (value.services[name] === undefined)
      problems.push(
        yaml.problemAt(
          ['services', name],
          `services.${name}: this service is missing`,
          'gameday talks to it by this name',
        ),
      );
  }
  if (value.services['prometheus'] !== undefined && value.services['prometheus'].command === undefined) {
    const message = 'services.prometheus.command: this key is missing';
    problems.push(
      yaml.problemAt(['services', 'prometheus', 'command'], message, 'gameday adds its flags to it'),
    );
  }
  return problems;
};

// Told at its place in monitoring.yaml, not in the text that it holds.
const checkContent = (yaml: YamlFile, compose: ComposeFile, name: string): readonly Problem[] => {
  const content = innerYaml(yaml, compose, name);
  const [first] = content?.inner.problems ?? [];
  if (content === null || first === undefined) return [];
  const place = content.outside({ line: first.line ?? 1, column: first.column ?? 1 });
  return [{ ...first, ...place, message: `configs.${name}: ${first.message}` }];
};

const checkNetworks = ({ compose, monitoring }: Loaded): readonly Problem[] => {
  if (compose.value === null || monitoring.value === null) return [];
  const path = ['networks', 'default', 'name'];
  const system = compose.value.networks['default']?.name;
  const ours = monitoring.value.networks['default']?.name;
  if (system === undefined) {
    const hint = `write networks: { default: { name: ${compose.value.name}_default } }`;
    return [compose.yaml.problemAt(path, 'networks.default.name: this key is missing', hint)];
  }
  if (ours === system) return [];
  const message = `networks.default.name: expected ${system}, as in compose.yaml, got ${ours ?? 'nothing'}`;
  return [monitoring.yaml.problemAt(path, message, 'both projects share one network')];
};
