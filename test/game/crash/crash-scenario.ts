// The scenario of the crash matrix: the Flash Sale Engine with spare services and ways, and drills that inject every kind of fault into them.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { loadScenario } from '../../../drills/scenario/load.ts';
import type { DrillSpec } from '../../../drills/scenario/drill-schema.ts';
import { root } from '../../cli.ts';
import type { DrillSize } from './cells.ts';

const own = join(import.meta.dirname, 'scenario');
const name = 'flash-sale-engine';

/** Toxiproxy's ways that the drills break: one for each toxic, so that none hides another. */
const ways = [
  { name: 'to-victim', listen: '0.0.0.0:17000', upstream: 'victim-killed:6379', enabled: true },
  ...Array.from({ length: 8 }, (_, index) => ({
    name: `to-store-${index + 1}`,
    listen: `0.0.0.0:${17001 + index}`,
    upstream: 'store:6379',
    enabled: true,
  })),
];

/** Writes it below `folder`, which has to lie in the checkout: the workload finds npm packages and core/ from there. Gives the scenarios' folder. */
export const writeCrashScenario = (folder: string): string => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const scenarios = join(folder, 'scenarios');
  const target = join(scenarios, name);
  cpSync(join(root, 'scenarios', name), target, { recursive: true });
  symlinkSync(join(root, 'core'), join(folder, 'core'));
  for (const file of ['scenario.yaml', 'alerts.yaml', 'runbook.md', 'bindings.yaml'])
    cpSync(join(own, file), join(target, file));
  cpSync(join(own, 'gamedays.yaml'), join(scenarios, 'gamedays.yaml'));
  change(join(target, 'compose.yaml'), addServices);
  change(join(target, 'monitoring.yaml'), addWays);
  return scenarios;
};

interface Compose {
  services: Record<string, unknown>;
  volumes?: Record<string, unknown>;
  configs: Record<string, { content: string }>;
}

const change = (file: string, edit: (compose: Compose) => void): void => {
  const compose = parse(readFileSync(file, 'utf8')) as Compose;
  edit(compose);
  writeFileSync(file, stringify(compose, { aliasDuplicateObjects: false }));
};

const addServices = (compose: Compose): void => {
  const more = parse(readFileSync(join(own, 'more-services.yaml'), 'utf8')) as Compose;
  Object.assign(compose.services, more.services);
  compose.volumes = { ...compose.volumes, ...more.volumes };
};

const addWays = ({ configs }: Compose): void => {
  const { toxiproxy } = configs;
  if (toxiproxy === undefined) throw new Error('monitoring.yaml has no config toxiproxy');
  toxiproxy.content = JSON.stringify([...(JSON.parse(toxiproxy.content) as object[]), ...ways]);
};

/** The drills as gameday reads them. */
export const crashDrills = (scenarios: string): Readonly<Record<string, DrillSpec>> =>
  loadScenario(join(scenarios, name)).spec.drills;

/** Commands in each drill's sections of the runbook. */
const stepsEach = 3;

export const sizesOf = (drills: Readonly<Record<string, DrillSpec>>): readonly DrillSize[] =>
  Object.entries(drills).map(([drill, { faults }]) => ({
    name: drill,
    faults: faults.length,
    steps: stepsEach,
  }));
