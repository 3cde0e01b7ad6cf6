// Drills side by side on copies of a small stack: one report, one Ctrl-C, and nothing is left, whichever process is killed.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { copyFolder, journalsIn } from '../../core/journal/run-files.ts';
import { tracesOf } from '../../stack/engine/fixtures/traces.ts';
import { gameday, reportOf, root, startGameday, type CliResult, type RunningCli } from '../cli.ts';
import { ownProcesses } from './outside.ts';
import { makeOwnCache, type OwnCache } from './own-cache.ts';

const folder = join(root, 'reports', 'test', 'side-by-side');
const goneWithinMs = 60_000;
const injectedWithinMs = 120_000;
let cache: OwnCache;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cache = await makeOwnCache();
});
afterAll(() => cache.remove());

const argsOf = (gameDay: string, out: string, more: readonly string[]): readonly string[] => [
  ...['run', gameDay, '--scenarios', 'test/fixtures/side-by-side', '--parallel', '2', '--out', out],
  ...more,
];
const play = (gameDay: string, out: string, ...more: readonly string[]): Promise<CliResult> =>
  gameday(argsOf(gameDay, out, more), { env: cache.env });
const start = (gameDay: string, out: string): RunningCli =>
  startGameday(argsOf(gameDay, out, []), { env: cache.env });

/** Nothing of any engine of this cache, and no process that works in it. */
const untilGone = async (engines: readonly string[]): Promise<void> => {
  const left = (): readonly string[] => [
    ...engines.flatMap((engine) => tracesOf(engine, cache.folders.root)),
    ...readdirSync(cache.folders.engines).map((name) => `folder ${name}`),
    ...ownProcesses(cache.folders).map(({ pid, command }) => `process ${pid}: ${command}`),
  ];
  const deadline = systemClock.deadline(goneWithinMs);
  while (left().length > 0 && !deadline.aborted) await systemClock.sleep(200);
  expect(left()).toEqual([]);
};

/** Until a fault is in on each copy; gives their engines. */
const untilInjected = async (run: RunningCli, out: string): Promise<readonly string[]> => {
  const injected = (): boolean =>
    [1, 2].every((index) => {
      const file = join(copyFolder(out, index), 'journal.ndjson');
      return existsSync(file) && readFileSync(file, 'utf8').includes('"type":"fault.confirmed"');
    });
  let over: CliResult | null = null;
  void run.ended.then((result) => (over = result));
  const deadline = systemClock.deadline(injectedWithinMs);
  while (!injected()) {
    if (over !== null || deadline.aborted) throw new Error(`no fault went in on both:\n${run.stderr()}`);
    await systemClock.sleep(20);
  }
  return readdirSync(cache.folders.engines).filter((name) => !name.startsWith('.'));
};

it('one report in the order of the game day, and nothing else is left', async () => {
  const out = join(folder, 'four');
  const { code, stdout, stderr } = await play('four', out, '--json', '--seed', '7');
  expect(code, stderr).toBe(0);
  const report = reportOf(out);
  expect(JSON.parse(stdout)).toEqual(report);
  expect(report.drills.map(({ drill, attempt, verdict }) => `${drill} ${attempt} ${verdict}`)).toEqual([
    'quiet 1 pass',
    'store-paused 2 pass',
    'quiet 3 pass',
    'store-paused 4 pass',
  ]);
  expect(report).toMatchObject({ copies: 2, seed: 7, gameDay: 'four' });
  expect(journalsIn(out)?.length).toBe(2);
  // Side by side, not one after the other.
  const spans = report.drills.map(({ startedAt, finishedAt }) => [startedAt ?? '', finishedAt ?? '']);
  expect(
    spans.some(([from = ''], at) =>
      spans.some(([a = '', b = ''], other) => other !== at && a < from && from < b),
    ),
  ).toBe(true);
  for (const line of stderr.split('\n').filter((text) => /injecting|steady state/.test(text)))
    expect(line).toMatch(/^(quiet|store-paused) +\|  0:\d\d\.\d {3,}\S/);
  await untilGone([]);
});

it('--fail-fast ends every copy after its drill', async () => {
  const out = join(folder, 'broken');
  const { code, stderr } = await play('broken', out, '--fail-fast');
  expect(code, stderr).toBe(1);
  const { drills } = reportOf(out);
  expect(drills.filter(({ verdict }) => verdict === 'skipped').length).toBeGreaterThan(0);
  expect(drills.find(({ verdict }) => verdict === 'skipped')?.reason).toContain(
    '--fail-fast: tiny/alarm-missed ended as fail',
  );
  await untilGone([]);
});

describe('while a fault is in on both', () => {
  it('one Ctrl-C ends both healed, with one report and 3', async () => {
    const out = join(folder, 'interrupted');
    const run = start('paused', out);
    const engines = await untilInjected(run, out);
    process.kill(run.pid, 'SIGINT');
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(3);
    const { drills } = reportOf(out);
    expect(drills.slice(0, 2).map(({ reasonCode, cleanup }) => `${reasonCode} ${cleanup}`)).toEqual([
      'interrupted clean',
      'interrupted clean',
    ]);
    await untilGone(engines);
  });

  it('kill -9 leaves nothing, and the report can be made from what they wrote', async () => {
    const out = join(folder, 'killed');
    const run = start('paused', out);
    const engines = await untilInjected(run, out);
    expect(engines.length).toBe(2);
    process.kill(run.pid, 'SIGKILL');
    await run.ended;
    await untilGone(engines);
    const { code, stderr } = await gameday(['report', out], { env: cache.env });
    expect(code, stderr).toBe(0);
    const report = reportOf(out);
    expect(report).toMatchObject({ copies: 2, verdict: 'aborted', finishedAt: null });
    expect(report.drills.filter(({ reasonCode }) => reasonCode === 'killed').length).toBe(2);
  });

  it('one copy that dies ends itself alone: the other plays on, and the whole is aborted', async () => {
    const out = join(folder, 'one-dead');
    const run = start('paused', out);
    const engines = await untilInjected(run, out);
    const copies = ownProcesses(cache.folders).filter(({ command }) => /cli\/main\.ts run /.test(command));
    const first = copies.find(({ pid }) => pid !== run.pid);
    process.kill(first?.pid ?? 0, 'SIGKILL');
    const { code, stderr } = await run.ended;
    expect([3, 5], stderr).toContain(code);
    const verdicts = reportOf(out).drills.map(({ verdict }) => verdict);
    expect(verdicts).toContain('aborted');
    expect(verdicts).toContain('pass');
    await untilGone(engines);
  });
});

it('refused where the stack can not be copied', async () => {
  const env = { ...cache.env, DOCKER_HOST: 'unix:///run/nobody.sock' };
  const { code, stderr } = await gameday(argsOf('pair', join(folder, 'refused'), []), { env });
  expect(code).toBe(64);
  expect(stderr).toContain(
    '--parallel: on an engine of yours (/run/nobody.sock) there is one stack of each system',
  );
});
