// The lease of a stack: who may take it over, and what the next one learns of who came before.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { fakeClock } from '../core/fake-clock.ts';
import { isLost, leaseMs, leaseState, takeLease } from './lease.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-lease-'));
  file = join(folder, 'shop.lease');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is held by one at a time, and free when it was given back', () => {
  const clock = fakeClock();
  const { lease, left } = takeLease(file, 'run one', 'one.ndjson', clock);
  expect(left).toBeNull();
  lease.begin(false);
  expect(() => takeLease(file, 'run two', 'two.ndjson', clock)).toThrow(
    `the stack is in use: run one (pid ${process.pid}) holds its lock`,
  );
  lease.release();
  expect(leaseState(file)?.holder).toBeNull();
  expect(takeLease(file, 'run two', 'two.ndjson', clock).left).toBeNull();
});

it('left: the next one heals from its journal, also when that one dies before it has healed', () => {
  const clock = fakeClock();
  const first = takeLease(file, 'run one', 'one.ndjson', clock).lease;
  first.begin(true);
  first.record();
  first.leave();
  const second = takeLease(file, 'run two', 'two.ndjson', clock);
  expect(second.left).toMatchObject({ purpose: 'run one', journal: 'one.ndjson', ownsStack: true });
  second.lease.leave();
  const third = takeLease(file, 'run three', 'three.ndjson', clock);
  expect(third.left).toMatchObject({ purpose: 'run two', journal: 'one.ndjson', ownsStack: true });
  third.lease.begin(false);
  third.lease.record();
  third.lease.leave();
  const { left } = takeLease(file, 'heal', '', clock);
  expect(left).toMatchObject({ purpose: 'run three', journal: 'three.ndjson', ownsStack: false });
});

it('has no journal to heal from before that is on disk', () => {
  const clock = fakeClock();
  const { lease } = takeLease(file, 'run one', 'one.ndjson', clock);
  const journal = (): string | undefined => leaseState(file)?.holder?.journal;
  expect(journal()).toBe('');
  lease.begin(true);
  expect(journal()).toBe('');
  lease.record();
  expect(leaseState(file)?.holder).toMatchObject({ journal: 'one.ndjson', ownsStack: true });
  lease.release();
});

it('runs out when it is not renewed; who was overtaken must not go on, nor give back what is not its own', async () => {
  const clock = fakeClock();
  const { lease } = takeLease(file, 'run one', 'one.ndjson', clock);
  lease.begin(false);
  lease.record();
  const later = fakeClock(clock.now().getTime() + leaseMs + 1);
  const { lease: other, left } = takeLease(file, 'heal', '', later);
  expect(left).toMatchObject({ purpose: 'run one', journal: 'one.ndjson' });
  expect(other.token).toBe(lease.token + 1);
  for (const act of [() => lease.check(), () => lease.begin(false), () => lease.record()]) {
    expect(act).toThrow(expect.objectContaining({ code: 'lease-lost' }) as Error);
  }
  lease.release();
  other.check();
  expect(leaseState(file)?.holder).toMatchObject({ purpose: 'heal' });
});

it('says by itself that it was overtaken, and never after it was given back', async () => {
  const clock = fakeClock();
  const { lease: first } = takeLease(file, 'run one', 'one.ndjson', clock);
  first.begin(false);
  takeLease(file, 'heal', '', fakeClock(clock.now().getTime() + leaseMs + 1)).lease.release();
  expect(first.lost.aborted).toBe(false);
  await clock.advance(leaseMs / 3);
  expect(first.lost.reason).toMatchObject({ code: 'lease-lost' });
  const { lease: second } = takeLease(file, 'run two', 'two.ndjson', clock);
  second.release();
  await clock.advance(leaseMs);
  expect(second.lost.aborted).toBe(false);
});

describe('a holder killed while it renews the lease', () => {
  const module = (path: string): string => JSON.stringify(join(import.meta.dirname, path));
  const renewing = `import { takeLease } from ${module('lease.ts')};
import { systemClock } from ${module('../core/clock.ts')};
const { lease } = takeLease(process.argv[1], 'run one', 'one.ndjson', systemClock);
console.log('renewing');
for (;;) lease.check();`;

  const killRenewing = async (lease: string, afterMs: number): Promise<void> => {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', renewing, lease], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await systemClock.sleep(afterMs);
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  /** SQLite's own journal is there and not ended: its header is zeroed, cut off or removed by a commit. */
  const isHot = (lease: string): boolean =>
    existsSync(`${lease}-journal`) &&
    readFileSync(`${lease}-journal`)
      .subarray(0, 8)
      .some((byte) => byte > 0);

  it('is seen to be lost, also when that cut a write short', async () => {
    let hot = false;
    for (let kill = 0; kill < 60 && !hot; kill += 1) {
      const lease = join(folder, `${kill}.lease`);
      await killRenewing(lease, kill % 7);
      hot = isHot(lease);
      const state = leaseState(lease);
      expect(state).toMatchObject({ token: 1, holder: { purpose: 'run one' } });
      expect(state !== null && isLost(state, systemClock)).toBe(true);
    }
    expect(hot).toBe(true);
  });
});
