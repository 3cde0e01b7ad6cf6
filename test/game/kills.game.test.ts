// kill -9 of the running game day at random moments: whoever heals, the stack is as it was, seen from outside gameday.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { listRecords } from '../../stack/engine/engine-record.ts';
import { engineFolder, holderOf } from '../../stack/engine/engine-record.ts';
import { gameday, reportOf, root } from '../cli.ts';
import { addRow, chooseSeed, readRows, writePage } from './kill-evidence.ts';
import { planKills, type Kill } from './kill-plan.ts';
import { playKilled } from './killed-run.ts';
import { outsideOf, ownProcesses, type Outside, type SeenStack } from './outside.ts';
import { makeOwnCache, type OwnCache } from './own-cache.ts';

const full = process.env['GAMEDAY_FULL'] !== undefined;
const count = full ? 20 : 3;
const folder = join(root, 'reports', 'test', 'kills');
const evidence = full ? join(root, 'docs', 'evidence') : folder;
const file = join(evidence, 'kills.jsonl');
const seed = chooseSeed(full ? readRows(file) : [], process.env['GAMEDAY_SEED'], count);
const done = new Set(
  full
    ? readRows(file)
        .filter((row) => row.seed === seed)
        .map(({ number }) => number)
    : [],
);
const kills = planKills(seed, count).filter(({ number }) => !done.has(number));

const system = 'flash-sale-engine';
const cleanWithinMs = 120_000;
/** Who may have been restarted: the fault's victim, or the service that the runbook restarts. */
const victims: Readonly<Record<string, string>> = { 'gateway-out-of-memory': 'gateway' };
const victimOf = ({ drill }: Kill): string => `${system}-${victims[drill] ?? 'redpanda'}-1`;

let cache: OwnCache;
let outside: Outside;

beforeAll(async () => {
  process.stdout.write(`kills: GAMEDAY_SEED=${seed}, ${kills.length} of ${count} to go\n`);
  mkdirSync(folder, { recursive: true });
  cache = await makeOwnCache();
  const up = await gameday(['up', system], { env: cache.env });
  expect(up.code, up.stderr).toBe(0);
  const [record] = await listRecords(cache.folders);
  if (record === undefined) throw new Error('up left no engine');
  const holderPid = holderOf(engineFolder(cache.folders, record.id)) ?? 0;
  outside = outsideOf(cache.folders, record.socket, holderPid);
  await systemHealthy();
});
afterAll(async () => {
  const rows = readRows(file);
  if (full && rows.length > 0) writePage(join(evidence, 'kills.md'), rows);
  await cache.remove();
});

it.each(kills)(
  `seed ${seed}, kill $number: $drill, $link process, $delayMs ms after "$moment", by $healedBy`,
  async (kill) => {
    const out = join(folder, `${seed}-${kill.number}`);
    const before = await outside.look();
    expect(problems(before, before, kill)).toEqual([]);
    const watchdog = kill.healedBy === 'watchdog' ? [] : ['--no-watchdog'];
    await playKilled(kill, cache.folders, ['--out', out, ...watchdog], cache.env);
    const killedMs = systemClock.monotonicMs();

    let exitBefore: number | null = null;
    if (kill.healedBy === 'heal') {
      exitBefore = await exitByReport(out);
      expect([3, 5]).toContain(exitBefore);
      const heal = await gameday(['heal', system], { env: cache.env });
      expect(heal.code, heal.stderr).toBe(0);
    }
    await untilClean(before, kill);
    const secondsUntilClean = (systemClock.monotonicMs() - killedMs) / 1000;

    const after = await outside.look();
    const again = await gameday(['heal', system], { env: cache.env });
    expect(again.code, again.stderr).toBe(0);
    expect(await outside.look()).toEqual(after);
    await systemHealthy();

    const exitAfter = await exitByReport(out);
    const { verdict, stopped } = reportOf(out);
    expect({ verdict, exitAfter }).toEqual({ verdict: 'aborted', exitAfter: 3 });
    expect(stopped?.lastRecord).toBeTruthy();
    const at = systemClock.now().toISOString();
    const phase = stopped?.phase ?? null;
    addRow(file, { seed, ...kill, at, phase, exitBefore, verdict, exitAfter, secondsUntilClean });
  },
);

it('after all of that the gate passes: a placebo on the same stack', async () => {
  const out = join(folder, `${seed}-placebo`);
  const { code, stderr } = await gameday(['run', `${system}/placebo`, '--out', out], { env: cache.env });
  expect(code, stderr).toBe(0);
});

const exitByReport = async (out: string): Promise<number> => {
  const { code, stderr } = await gameday(['report', out], { env: cache.env });
  expect(code, stderr).toBe(0);
  return reportOf(out).exitCode;
};

const untilClean = async (before: SeenStack, kill: Kill): Promise<void> => {
  const deadline = systemClock.deadline(cleanWithinMs);
  for (;;) {
    const left = problems(before, await outside.look(), kill);
    if (left.length === 0) return;
    if (deadline.aborted) expect(left).toEqual([]);
    await systemClock.sleep(250);
  }
};

/** What is not as it was. */
const problems = (before: SeenStack, now: SeenStack, kill: Kill): readonly string[] => [
  ...before.containers.flatMap((was) => {
    const is = now.containers.find(({ id }) => id === was.id);
    if (is === undefined) return [`${was.name}: this container is gone`];
    return [
      ...(is.status === 'running' ? [] : [`${is.name} is ${is.status}`]),
      ...(is.startedAt === was.startedAt || is.name === victimOf(kill) ? [] : [`${is.name} was restarted`]),
      ...(is.limitBytes === was.limitBytes
        ? []
        : [`${is.name}: memory limit ${was.limitBytes} → ${is.limitBytes}`]),
      ...(is.frozen ? [`${is.name} is frozen`] : []),
      ...is.stopped.map((command) => `${is.name}: stopped: ${command}`),
    ];
  }),
  ...now.containers
    .filter(({ id }) => !before.containers.some((was) => was.id === id))
    .map(({ name }) => `new: ${name}`),
  ...now.proxies.filter((proxy) => !/^\S+ true \[\]$/.test(proxy)).map((proxy) => `proxy ${proxy}`),
  ...now.commands.map((command) => `still at work: ${command}`),
  ...ownProcesses(cache.folders).map(({ pid, command }) => `process ${pid}: ${command}`),
];

const systemHealthy = async (): Promise<void> => {
  const deadline = systemClock.deadline(90_000);
  for (;;) {
    const gateway = await outside.status('gateway', 8080, '/health');
    const processor = await outside.status('processor', 9090, '/health');
    if (gateway === 200 && processor === 200) return;
    if (deadline.aborted) expect({ gateway, processor }).toEqual({ gateway: 200, processor: 200 });
    await systemClock.sleep(250);
  }
};
