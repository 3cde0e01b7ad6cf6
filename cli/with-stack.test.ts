// A locked stack, on an engine that only lists and removes: whose it is when its run was overtaken.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '../core/clock.ts';
import { leaseMs, takeLease, type Lease } from '../drills/lease.ts';
import { cacheFolders } from '../stack/cache.ts';
import { connectEngine } from '../stack/engine/connect-engine.ts';
import { containerOf, serveEngine, type FakeEngine, type Meanwhile } from './fixtures/fake-engine.ts';
import { packageRoot } from './package.ts';
import { pacedScenario } from './scenarios.ts';
import { closeStack, leaseFile, lockStack, type LockOptions } from './with-stack.ts';

const system = 'flash-sale-engine';
const paced = pacedScenario(system, join(packageRoot, 'scenarios'), 1);

let folder: string;
let engine: FakeEngine | null = null;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gameday-locked-'))));
afterEach(async () => {
  await engine?.close();
  rmSync(folder, { recursive: true });
});

const serve = async (meanwhile?: Meanwhile): Promise<LockOptions> => {
  engine = await serveEngine(join(folder, 'docker.sock'), meanwhile);
  const target = { kind: 'flag', socket: engine.socket, inNamespaceOf: null } as const;
  const here = {
    engine: await connectEngine(target),
    cache: cacheFolders(join(folder, 'cache')),
    privateEngine: null,
  };
  const ctx = { clock: systemClock, signal: new AbortController().signal };
  return { here, paced, purpose: 'run one', journal: join(folder, 'journal.ndjson'), ctx };
};

/** Another run takes the lease of one that did not renew it, and starts the same system. */
const overtake = (file: string): Lease => {
  const later: Clock = { ...systemClock, now: () => new Date(Date.now() + leaseMs + 1) };
  const { lease } = takeLease(file, 'run two', 'two.ndjson', later);
  lease.begin(true);
  engine?.containers.splice(0, Infinity, containerOf(system, 'of-run-two'));
  return lease;
};

const up = (): readonly string[] | undefined => engine?.containers.map(({ Id }) => Id);

describe('a run that was suspended past its lease and overtaken', () => {
  it('while its stack started: does not take away what another has started since', async () => {
    let other: Lease | null = null;
    const options = await serve((asked) => {
      if (asked !== 'POST /networks/create') return;
      other = overtake(leaseFile(options.here, system));
      return 500;
    });
    await expect(lockStack(options)).rejects.toMatchObject({ code: 'lease-lost' });
    expect(up()).toEqual(['of-run-two']);
    const { check, release } = other as unknown as Lease;
    check();
    release();
  });

  it.each([
    ['when it ends: does not take away what another has started since', true, ['of-run-two']],
    ['by nobody: takes its own stack away', false, []],
  ])('%s', async (_, overtaken, left) => {
    const options = await serve();
    const file = leaseFile(options.here, system);
    const { lease } = takeLease(file, 'run one', options.journal, systemClock);
    lease.begin(true);
    engine?.containers.push(containerOf(system, 'of-run-one'));
    const other = overtaken ? overtake(file) : null;
    let closed = false;
    const stack = {
      close: () => {
        closed = true;
        return Promise.resolve();
      },
    };
    await closeStack(options, stack, false, lease);
    expect([closed, up()]).toEqual([true, left]);
    other?.check();
    other?.release();
  });
});
