// The watchdog as a process of its own, with leases of runs that died or stalled, on an engine that only lists and removes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock, type Clock } from '../../core/clock.ts';
import { leaseMs, leaseState, takeLease, type Lease } from '../../drills/lease.ts';
import { cacheFolders, type CacheFolders } from '../../stack/cache.ts';
import { ownIdentity } from '../../stack/processes.ts';
import { serveEngine, type FakeEngine } from '../fixtures/fake-engine.ts';

let folder: string;
let cache: CacheFolders;
let lease: string;
let engine: FakeEngine | null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-watchdog-'));
  cache = cacheFolders(join(folder, 'cache'));
  lease = join(cache.state, 'fake-shop.lease');
  engine = null;
});
afterEach(async () => {
  await engine?.close();
  rmSync(folder, { recursive: true });
});

/** Each starts several processes, one after the other, on a machine that may be busy. */
const limitMs = 120_000;

const socket = (): string => join(folder, 'docker.sock');

/** `gameday …` with this cache; by its own settings it would find an engine that is not there. */
const gameday = (...args: readonly string[]) => {
  const main = join(import.meta.dirname, '..', 'main.ts');
  const env = { ...process.env, GAMEDAY_CACHE: cache.root, DOCKER_HOST: `unix://${join(folder, 'no.sock')}` };
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }));
  const untilSaid = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(said)) {
      if (child.exitCode !== null) throw new Error(`never said ${pattern}:\n${said}`);
      await systemClock.sleep(10);
    }
  };
  return { ended, untilSaid };
};

const watchdog = (token: number) =>
  gameday(
    ...['watchdog', '--parent', JSON.stringify(ownIdentity()), '--lease', lease, '--token', String(token)],
    ...['--journal', 'one.ndjson', '--scenario', 'shop', '--socket', socket()],
  );

const takeNow = (clock: Clock = systemClock): Lease => {
  const taken = takeLease(lease, 'run one', 'one.ndjson', clock).lease;
  taken.begin(true);
  return taken;
};

it(
  'heals on the engine that the run used, whichever its own settings would find',
  async () => {
    engine = await serveEngine(socket());
    const run = takeNow();
    run.leave();
    expect(await watchdog(run.token).ended).toMatchObject({ code: 0 });
    expect(leaseState(lease)?.holder).toBeNull();
  },
  limitMs,
);

it(
  'goes on guarding a run that only stalled, and was at work again when healing began',
  async () => {
    // It stands still, so that only the test renews.
    const stalledMs = Date.now() - leaseMs - 1000;
    let now = stalledMs;
    const run = takeNow({
      ...systemClock,
      now: () => new Date(now),
      sleep: () => new Promise(() => undefined),
    });
    engine = await serveEngine(socket(), (asked) => {
      if (asked !== 'GET /info' || now !== stalledMs) return;
      now = Date.now() + 60_000;
      run.check();
    });
    const dog = watchdog(run.token);
    await dog.untilSaid(/is at work, it heals by itself/);
    expect(leaseState(lease)?.token).toBe(run.token);
    run.leave();
    expect(await dog.ended).toMatchObject({ code: 0 });
    expect(leaseState(lease)?.holder).toBeNull();
  },
  limitMs,
);

it(
  'tries again where the engine did not answer, or went away while it was healed',
  async () => {
    const run = takeNow();
    run.leave();
    const dog = watchdog(run.token);
    await dog.untilSaid(/no Docker Engine answers/);
    expect(leaseState(lease)?.token).toBe(run.token);
    let breaks = 1;
    engine = await serveEngine(socket(), (asked) =>
      asked === 'GET /containers/json' && breaks-- > 0 ? 500 : undefined,
    );
    expect(await dog.ended).toMatchObject({ code: 0 });
    expect(breaks).toBeLessThan(0);
    expect(leaseState(lease)?.holder).toBeNull();
  },
  limitMs,
);

it(
  'ends when the run has given the lease back, or another has it',
  async () => {
    const run = takeNow();
    run.release();
    const other = takeNow();
    expect(await watchdog(run.token).ended).toMatchObject({ code: 0, said: '' });
    other.release();
    expect(await watchdog(other.token).ended).toMatchObject({ code: 0, said: '' });
  },
  limitMs,
);

it(
  'healing by hand is no success where a run left its lease on an engine that does not answer',
  async () => {
    const run = takeNow();
    run.leave();
    const { code, said } = await gameday('heal').ended;
    expect([code, said]).toEqual([
      5,
      expect.stringContaining(`run one ended without healing on one: its lease is ${lease}`),
    ]);
    expect((await gameday('heal', 'another-system').ended).code).toBe(64);
  },
  limitMs,
);
