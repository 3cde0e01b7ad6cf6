// What breaks in mid-run on the real thing: the engine is gone, the disk is full. And two runs at once on one machine.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { leaseState } from '../../drills/lease.ts';
import type { Report } from '../../reports/schema.ts';
import { cacheFolders, cacheRoot } from '../../stack/cache.ts';
import { engineFolder, holderOf } from '../../stack/engine/engine-record.ts';
import { gameday, reportOf, root, startGameday } from '../cli.ts';
import { eventually } from '../mini-stack.ts';

const folder = join(root, 'reports', 'test', 'failures');
const drill = 'flash-sale-engine/broker-killed';
const full = process.env['GAMEDAY_FULL'] !== undefined;

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});

const journalHas = (out: string, text: string): boolean => {
  const file = join(out, 'journal.ndjson');
  return existsSync(file) && readFileSync(file, 'utf8').includes(text);
};

/** The private engine on which that run plays, from its journal's first record. */
const engineOf = (out: string): string => {
  const [first = ''] = readFileSync(join(out, 'journal.ndjson'), 'utf8').split('\n');
  const { stack } = JSON.parse(first) as { readonly stack: { readonly privateEngine: string } };
  return stack.privateEngine.replace(/^gameday-/, '');
};

it('the engine dies under a drill: error within seconds, and the report says so', async () => {
  const out = join(folder, 'engine');
  const run = startGameday(['run', drill, '--out', out]);
  await eventually('the fault is in', () => Promise.resolve(journalHas(out, '"fault.confirmed"')), 120_000);
  const cache = cacheFolders(cacheRoot(process.env, homedir()));
  const holder = holderOf(engineFolder(cache, engineOf(out)));
  expect(holder).not.toBe(null);
  const killedMs = systemClock.monotonicMs();
  process.kill(holder ?? 0, 'SIGKILL');
  const { code, stderr } = await run.ended;
  expect(systemClock.monotonicMs() - killedMs, stderr).toBeLessThan(60_000);
  const [played] = reportOf(out).drills;
  expect(`${played?.verdict} ${played?.reasonCode} ${played?.cleanup} ${code}`, stderr).toBe(
    'error engine-lost unknown 5',
  );
  expect(played?.reason).toMatch(/the engine can't be reached/);
});

it('the disk fills up under a drill: healed, verdict from memory', async () => {
  const out = join(folder, 'disk');
  mkdirSync(out);
  // In a mount namespace of its own, so that nothing of it stays: room for the start of a journal, and no more.
  const shell = `mount -t tmpfs -o size=192k tmpfs "$OUT" && exec "$NODE" bin/gameday.js run ${drill} --json --out "$OUT"`;
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', '-m', 'sh', '-c', shell], {
    cwd: root,
    env: { ...process.env, OUT: out, NODE: process.execPath },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const report = JSON.parse(stdout) as Report;
  const [played] = report.drills;
  expect(`${played?.verdict} ${played?.reasonCode}`, stderr).toBe('error disk-full');
  expect(code, stderr).toBe(played?.cleanup === 'clean' ? 70 : 5);
  expect(played?.faults.filter(({ injectedAt, gone }) => injectedAt !== null && gone !== 'pass')).toEqual([]);
  expect(stderr).toMatch(/the journal can't be written: ENOSPC/);
  expect(stderr).toMatch(/hint: free space on that disk/);
});

describe.runIf(full)('at length', () => {
  it('two runs at once each have an engine of their own', async () => {
    const runs = ['one', 'two'].map(async (name) => {
      const out = join(folder, name);
      const { code, stderr } = await gameday(['run', 'flash-sale-engine/placebo', '--out', out]);
      return { code, stderr, engine: engineOf(out), cleanup: reportOf(out).drills[0]?.cleanup };
    });
    const [one, two] = await Promise.all(runs);
    expect([one?.code, two?.code], `${one?.stderr}\n${two?.stderr}`).toEqual([0, 0]);
    expect(one?.engine).not.toBe(two?.engine);
  });

  it.each([
    // Its parent is there to end the engine and to write the reports.
    { link: 'inner', code: 3 },
    // Nobody but the watchdog is left.
    { link: 'both', code: null },
  ])(
    'a run that is killed ($link) on its private engine: the engine and the faults end with it',
    async (kill) => {
      const out = join(folder, `killed-${kill.link}`);
      const run = startGameday(['run', drill, '--out', out]);
      await eventually(
        'the fault is in',
        () => Promise.resolve(journalHas(out, '"fault.confirmed"')),
        120_000,
      );
      const engine = engineFolder(cacheFolders(cacheRoot(process.env, homedir())), engineOf(out));
      const inner = leaseState(join(engine, 'flash-sale-engine.lease'))?.holder?.process.pid ?? 0;
      if (kill.link === 'both') process.kill(run.pid, 'SIGKILL');
      process.kill(inner, 'SIGKILL');
      const { code, stderr } = await run.ended;
      expect(code, stderr).toBe(kill.code);
      await eventually('its engine is gone', () => Promise.resolve(!existsSync(engine)), 60_000);
      expect((await gameday(['report', out])).code).toBe(0);
      const { exitCode, drills } = reportOf(out);
      expect([exitCode, drills[0]?.verdict, drills[0]?.cleanup, drills[0]?.faults[0]?.goneProof]).toEqual([
        3,
        'aborted',
        'clean',
        expect.stringContaining('the private engine of the run'),
      ]);
    },
  );

  it('a folder that can not be written is refused before anything starts', async () => {
    const before = execFileSync('ls', [cacheFolders(cacheRoot(process.env, homedir())).engines], {
      encoding: 'utf8',
    });
    const { code, stderr } = await gameday(['run', drill, '--out', '/proc/run']);
    expect(code).toBe(64);
    expect(stderr).toMatch(/the run's folder can't be written/);
    expect(
      execFileSync('ls', [cacheFolders(cacheRoot(process.env, homedir())).engines], { encoding: 'utf8' }),
    ).toBe(before);
  });
});
