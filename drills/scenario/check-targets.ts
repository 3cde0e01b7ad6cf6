// Services, edges and files that scenario.yaml names have to be there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../core/errors.ts';
import { parseDuration } from '../../core/duration.ts';
import { suggestion } from '../../core/suggest.ts';
import { pathText } from '../../core/yaml/words.ts';
import type { YamlPath } from '../../core/yaml/yaml-file.ts';
import type { Loaded } from './scenario.ts';

export const checkTargets = (loaded: Loaded): readonly Problem[] =>
  [checkSystem, checkWorkload, checkProbes, checkStores, checkPorts, checkFaults, checkEnvironment].flatMap(
    (check) => check(loaded),
  );

const servicesOf = ({ compose, monitoring }: Loaded): readonly string[] => [
  ...Object.keys(compose.value?.services ?? {}),
  ...Object.keys(monitoring.value?.services ?? {}),
];

// Without both Compose files every service would be unknown: their own problems are enough then.
const knowsServices = ({ compose, monitoring }: Loaded): boolean =>
  compose.value !== null && monitoring.value !== null;

const checkSystem = ({ spec, compose }: Loaded): readonly Problem[] => {
  if (spec.value === null || compose.value === null || spec.value.system === compose.value.name) return [];
  const message = `system: expected ${compose.value.name}, the name in compose.yaml, got ${spec.value.system}`;
  return [spec.yaml.problemAt(['system'], message)];
};

const checkWorkload = ({ spec, folder }: Loaded): readonly Problem[] => {
  const workload = spec.value?.load.workload;
  if (workload === undefined || existsSync(join(folder, workload))) return [];
  const hint = 'it exports createWorkload and createOracle, see core/workload.ts';
  return [spec.yaml.problemAt(['load', 'workload'], `load.workload: no such file: ${workload}`, hint)];
};

const unknownService = (loaded: Loaded, path: YamlPath, service: string): readonly Problem[] => {
  const services = servicesOf(loaded);
  if (!knowsServices(loaded) || services.includes(service)) return [];
  const message = `${pathText(path)}: no service "${service}"`;
  return [loaded.spec.yaml.problemAt(path, message, suggestion(service, services, 'services'))];
};

const checkProbes = (loaded: Loaded): readonly Problem[] =>
  Object.entries(loaded.spec.value?.probes ?? {}).flatMap(([name, { kind, config }]) =>
    unknownTarget(loaded, ['probes', name, kind], loaded.kinds.probes[kind]?.target(config)),
  );

const checkStores = (loaded: Loaded): readonly Problem[] =>
  Object.entries(loaded.spec.value?.stores ?? {}).flatMap(([name, { kind, config }]) =>
    unknownTarget(loaded, ['stores', name, kind], loaded.kinds.stores[kind]?.target(config)),
  );

/** `service:port`, or a service alone. */
const unknownTarget = (loaded: Loaded, path: YamlPath, target = ''): readonly Problem[] =>
  unknownService(loaded, path, target.slice(0, Math.max(0, target.lastIndexOf(':'))) || target);

const checkPorts = (loaded: Loaded): readonly Problem[] =>
  Object.entries(loaded.spec.value?.operator.ports ?? {}).flatMap(([port, address]) =>
    unknownService(loaded, ['operator', 'ports', port], address.slice(0, address.lastIndexOf(':'))),
  );

const checkFaults = (loaded: Loaded): readonly Problem[] =>
  Object.entries(loaded.spec.value?.drills ?? {}).flatMap(([drill, { faults }]) =>
    faults.flatMap(({ kind, config }, index) => {
      const target = loaded.kinds.faults[kind]?.target(config);
      const path = ['drills', drill, 'faults', index, kind];
      if (target === undefined) return [];
      return 'service' in target
        ? unknownService(loaded, [...path, 'service'], target.service)
        : unknownEdge(loaded, [...path, 'edge'], target.edge);
    }),
  );

const unknownEdge = ({ edges, spec }: Loaded, path: YamlPath, edge: string): readonly Problem[] => {
  const names = edges?.map(({ name }) => name);
  if (names === undefined || names.includes(edge)) return [];
  return [
    spec.yaml.problemAt(path, `${pathText(path)}: no edge "${edge}"`, suggestion(edge, names, 'edges')),
  ];
};

const checkEnvironment = ({ spec, compose }: Loaded): readonly Problem[] => {
  if (spec.value === null || compose.value === null) return [];
  const services = Object.values(compose.value.services);
  const known = [...new Set(services.flatMap(({ environment }) => Object.keys(environment)))];
  return Object.keys(spec.value.pace.env).flatMap((name) => {
    const path = ['pace', 'env', name];
    const values = services.flatMap(({ environment }) => environment[name] ?? []);
    if (values.length === 0) {
      const message = `pace.env.${name}: no service has it in its environment`;
      return [spec.yaml.problemAt(path, message, suggestion(name, known, 'environment'), 'key')];
    }
    const wrong = values.find((value) => parseDuration(value) === null);
    if (wrong === undefined) return [];
    return [
      spec.yaml.problemAt(
        path,
        `pace.env.${name}: expected a duration in compose.yaml, got "${wrong}"`,
        null,
        'key',
      ),
    ];
  });
};
