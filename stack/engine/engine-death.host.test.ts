// Whoever is killed, and whenever: nothing of a private engine stays, or what stays is removed by the next look.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { importTinyImage } from '../../test/tiny-image.ts';
import { cacheFolders, type CacheFolders } from '../cache.ts';
import { startSleeper } from './fixtures/containers.ts';
import { interfaces, processesNaming, tracesOf } from './fixtures/traces.ts';
import type { PrivateEngine } from './private-engine.ts';
import { stopPrivateEngine, sweepEngines } from './stop-engine.ts';

const interfacesBefore = interfaces();
let cache: CacheFolders;
beforeEach(() => (cache = cacheFolders(mkdtempSync(join(tmpdir(), 'gameday-death-')))));
afterEach(async () => {
  for (const id of readdirSync(cache.engines)) await stopPrivateEngine(cache, id, systemClock);
  rmSync(cache.root, { recursive: true });
});

const startOwner = async (
  life: 'owned' | 'held',
): Promise<{ owner: ChildProcess; engine: PrivateEngine }> => {
  const args = [join(import.meta.dirname, 'fixtures', 'engine-owner.ts'), cache.root, life];
  const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  return { owner, engine: JSON.parse(line.toString()) as PrivateEngine };
};

const kill = async (process: ChildProcess): Promise<void> => {
  process.kill('SIGKILL');
  await once(process, 'exit');
};

const until = async (done: () => boolean): Promise<void> => {
  const signal = systemClock.deadline(30_000);
  while (!done()) await systemClock.sleep(20, signal);
};

it('an owned engine dies with its owner, containers and all', async () => {
  const { owner, engine } = await startOwner('owned');
  const docker = new Docker({ socketPath: engine.socket });
  await importTinyImage(docker);
  await startSleeper(docker, 'one');
  await startSleeper(docker, 'two');
  await kill(owner);
  await until(() => processesNaming(engine.id).length === 0);
  expect(interfaces()).toEqual(interfacesBefore);
  expect(await sweepEngines(cache, systemClock)).toEqual([engine.id]);
  expect(tracesOf(engine.id, cache.root)).toEqual([]);
});

it('a paused container, which the kernel can not kill, does not survive the sweep', async () => {
  const { owner, engine } = await startOwner('owned');
  const docker = new Docker({ socketPath: engine.socket });
  await importTinyImage(docker);
  await (await startSleeper(docker, 'paused')).pause();
  await kill(owner);
  await sweepEngines(cache, systemClock);
  expect(tracesOf(engine.id, cache.root)).toEqual([]);
});

it('a held engine survives its starter and a sweep, and is ended by stop', async () => {
  const { owner, engine } = await startOwner('held');
  await kill(owner);
  expect(await sweepEngines(cache, systemClock)).toEqual([]);
  const docker = new Docker({ socketPath: engine.socket });
  expect((await docker.info()) as unknown).toMatchObject({ Name: `gameday-${engine.id}` });
  await stopPrivateEngine(cache, engine.id, systemClock);
  expect(tracesOf(engine.id, cache.root)).toEqual([]);
});

it.each([0, 40, 80, 120, 200, 300, 400, 600])(
  'an owner killed %i ms into the start leaves nothing',
  async (afterMs) => {
    const args = [join(import.meta.dirname, 'fixtures', 'engine-owner.ts'), cache.root, 'owned'];
    const owner = spawn(process.execPath, args, { stdio: 'ignore' });
    await until(() => readdirSync(cache.engines).length > 0);
    await systemClock.sleep(afterMs);
    const id = readdirSync(cache.engines)[0]?.replace(/^\./, '').slice(0, 8) ?? '';
    await kill(owner);
    await sweepEngines(cache, systemClock);
    await until(() => processesNaming(id).length === 0);
    expect(tracesOf(id, cache.root)).toEqual([]);
  },
);
