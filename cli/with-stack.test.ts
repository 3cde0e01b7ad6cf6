// A locked stack, on an engine that only lists and removes: whose it is when its run was overtaken, and who ends it when that died.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '../core/clock.ts';
import { leaseMs, leaseState, takeLease, type Lease } from '../drills/lease.ts';
import { containerOf } from './fixtures/fake-engine.ts';
import { heard } from './fixtures/heard.ts';
import { lockOn, type LockOn } from './fixtures/lock-on.ts';
import { leaseFile } from './lease-files.ts';
import { closeStack, lockStack } from './with-stack.ts';

let folder: string;
let on: LockOn;
const said = heard();
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gameday-locked-'))));
afterEach(async () => {
  await on.engine.close();
  rmSync(folder, { recursive: true });
});

/** Another run takes the lease of one that did not renew it, and starts the same system. */
const overtake = (file: string): Lease => {
  const later: Clock = { ...systemClock, now: () => new Date(Date.now() + leaseMs + 1) };
  const { lease } = takeLease(file, 'run two', 'two.ndjson', later);
  lease.begin(true);
  on.engine.containers.splice(0, Infinity, containerOf(on.system, 'of-run-two'));
  return lease;
};

const up = (): readonly string[] => on.engine.containers.map(({ Id }) => Id);

describe('a run that was suspended past its lease and overtaken', () => {
  it('while its stack started: does not take away what another has started since', async () => {
    let other: Lease | null = null;
    on = await lockOn(folder, (asked) => {
      if (asked !== 'POST /networks/create') return;
      other = overtake(leaseFile(on.options.here, on.system));
      return 500;
    });
    await expect(lockStack(on.options)).rejects.toMatchObject({ code: 'lease-lost' });
    expect(up()).toEqual(['of-run-two']);
    const { check, release } = other as unknown as Lease;
    check();
    release();
  });

  it.each([
    ['when it ends: does not take away what another has started since', true, ['of-run-two']],
    ['by nobody: takes its own stack away', false, []],
  ])('%s', async (_, overtaken, left) => {
    on = await lockOn(folder);
    const file = leaseFile(on.options.here, on.system);
    const { lease } = takeLease(file, 'run one', on.options.journal, systemClock);
    lease.begin(true);
    on.engine.containers.push(containerOf(on.system, 'of-run-one'));
    const other = overtaken ? overtake(file) : null;
    let closed = false;
    const stack = {
      close: () => {
        closed = true;
        return Promise.resolve();
      },
    };
    await closeStack(on.options, stack, false, lease);
    expect([closed, up()]).toEqual([true, left]);
    const overtakenIs = 'this run was overtaken, and leaves the stack to whoever has it now';
    expect(said).toEqual(overtaken ? [`${on.system}: ${overtakenIs}`] : []);
    other?.check();
    other?.release();
  });
});

it('a run that is killed while its stack starts is healed by its watchdog, on the engine that it used', async () => {
  const started = Promise.withResolvers<void>();
  on = await lockOn(folder, async (asked, engine) => {
    if (asked !== 'POST /networks/create') return;
    engine.networks.push({ Id: 'started', Labels: { 'dev.gameday': on.system } });
    started.resolve();
    await Promise.withResolvers<never>().promise;
  });
  const run = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'lock-guarded.ts'), folder], {
    // By these settings another engine would be found, which is not there.
    env: {
      ...process.env,
      GAMEDAY_CACHE: on.options.here.cache.root,
      DOCKER_HOST: `unix://${join(folder, 'no.sock')}`,
    },
    stdio: 'inherit',
  });
  const ended = once(run, 'exit');
  await Promise.race([started.promise, ended.then(() => Promise.reject(new Error('it ended by itself')))]);
  run.kill('SIGKILL');
  await ended;
  const file = leaseFile(on.options.here, on.system);
  const deadline = systemClock.deadline(100_000);
  while (leaseState(file)?.holder !== null) await systemClock.sleep(50, deadline);
  expect(on.engine.networks).toEqual([]);
});
