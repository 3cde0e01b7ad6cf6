// What a session needs of a paced scenario: probes with their addresses, indicators, alert expressions, the workload's module.
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkloadModule } from '../../core/workload.ts';
import { GamedayError, messageOf } from '../../core/errors.ts';
import type { GameDaySetting } from '../../drills/engine/play-game-day.ts';
import type { PacedScenario } from '../../drills/scenario/pace-scenario.ts';
import type { Stack } from '../../stack/stack.ts';
import { packageRoot } from '../package.ts';

export const sessionSetting = async (
  paced: PacedScenario,
  stack: Stack,
  run: string,
  seed: number,
): Promise<GameDaySetting['session']> => {
  const { scenario } = paced;
  const probes = Object.entries(paced.probes).map(([name, { kind, config, every, timeout }]) => {
    const known = scenario.kinds.probes[kind];
    if (known === undefined) throw new TypeError(`the schema let an unknown kind of probe pass: ${kind}`);
    const probe = known.create(config, { dialer: stack.dialer });
    return { name, probe, everyMs: every.pacedMs, timeoutMs: timeout.pacedMs };
  });
  return {
    run,
    seed,
    probes,
    slis: Object.entries(paced.slis).map(([name, { promql, unit }]) => ({ name, promql, unit })),
    alertExpressions: new Map(paced.alerts.map(({ name, expr }) => [name, expr])),
    evaluationMs: paced.evaluationMs,
    load: {
      workload: await loadWorkload(paced),
      ratePerSecond: scenario.spec.load.rate,
      timeoutMs: paced.loadTimeout.pacedMs,
    },
  };
};

export const loadWorkload = ({ scenario }: PacedScenario): Promise<WorkloadModule> =>
  importWorkload(join(scenario.folder, scenario.spec.load.workload));

const importWorkload = async (file: string): Promise<WorkloadModule> => {
  const path = runnable(resolve(file));
  try {
    const module = (await import(pathToFileURL(path).href)) as Partial<WorkloadModule>;
    if (typeof module.createWorkload === 'function' && typeof module.createOracle === 'function') {
      return { createWorkload: module.createWorkload, createOracle: module.createOracle };
    }
  } catch (cause) {
    throw new GamedayError({
      code: 'workload-broken',
      exitCode: 64,
      message: `${file}: it does not load: ${messageOf(cause)}`,
      hint: 'its imports must be found from its own folder: npm install there what it needs',
      cause,
    });
  }
  throw new GamedayError({
    code: 'workload-incomplete',
    exitCode: 64,
    message: `${file}: expected the named exports createWorkload and createOracle`,
    hint: 'core/workload.ts describes both; scenarios/flash-sale-engine/workload.ts is an example',
  });
};

/** Node strips no types under node_modules: of the published package's own scenarios the compiled file is taken. */
const runnable = (path: string): string => {
  const inside = relative(packageRoot, path);
  const compiled = join(packageRoot, 'dist', inside.replace(/\.ts$/, '.js'));
  return packageRoot.includes('node_modules') && !inside.startsWith('..') && existsSync(compiled)
    ? compiled
    : path;
};
