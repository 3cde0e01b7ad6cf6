// A run on a private engine of its own: whichever of its processes is killed, the engine's watchdog sweeps everything away.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { processesNaming, tracesOf } from '../../stack/engine/fixtures/traces.ts';
import { root, startGameday } from '../cli.ts';
import { killLink, untilLine } from './killed-run.ts';
import { ownProcesses } from './outside.ts';
import { makeOwnCache, type OwnCache } from './own-cache.ts';

const full = process.env['GAMEDAY_FULL'] !== undefined;
const folder = join(root, 'reports', 'test', 'own-engine');
const sweptWithinMs = 60_000;
let cache: OwnCache;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  cache = await makeOwnCache();
});
afterAll(() => cache.remove());

// A paused container survives its engine until somebody thaws it; a frozen process dies with it.
const rows = [
  { link: 'both', drill: 'broker-frozen', moment: 'detect', sample: true },
  { link: 'outer', drill: 'broker-killed', moment: 'remediate', sample: false },
  { link: 'inner', drill: 'broker-black-holed', moment: 'inject', sample: false },
  { link: 'both', drill: 'gateway-out-of-memory', moment: 'injecting', sample: false },
] as const;

it.each(rows.filter(({ sample }) => full || sample))(
  'killed ($link process) in $moment of $drill: no process, mount, cgroup, folder is left',
  async ({ link, drill, moment }) => {
    const out = join(folder, `${drill}-${link}`);
    const run = startGameday(['run', `flash-sale-engine/${drill}`, '--out', out], { env: cache.env });
    await untilLine(run, moment);
    const [engine = ''] = readdirSync(cache.folders.engines);
    expect(processesNaming(engine).length).toBeGreaterThan(10);
    killLink(link, run.pid, cache.folders);
    await run.ended;
    const deadline = systemClock.deadline(sweptWithinMs);
    const left = (): readonly string[] => [
      ...tracesOf(engine, cache.folders.root),
      ...ownProcesses(cache.folders).map(({ command }) => command),
    ];
    while (left().length > 0 && !deadline.aborted) await systemClock.sleep(200);
    expect(left()).toEqual([]);
    // The run that ended by itself says how; of a killed one the journal stays, and its report can be made.
    const { code, stderr } = await startGameday(['report', out], { env: cache.env }).ended;
    expect(code, stderr).toBe(0);
  },
);
