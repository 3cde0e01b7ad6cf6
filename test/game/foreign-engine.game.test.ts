// A Docker Engine that is somebody's own, given by DOCKER_HOST: gameday leaves it as it found it, but for its images.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { startSleeper } from '../../stack/engine/fixtures/containers.ts';
import { startPrivateEngine, type PrivateEngine } from '../../stack/engine/private-engine.ts';
import { runInside } from '../../stack/engine/reexec.ts';
import { reportOf, root } from '../cli.ts';
import { importTinyImage } from '../tiny-image.ts';
import { ownProcesses } from './outside.ts';
import { makeOwnCache, type OwnCache } from './own-cache.ts';

/** Over two minutes: only in `npm run test:full`. */
const full = process.env['GAMEDAY_FULL'] !== undefined;
const folder = join(root, 'reports', 'test', 'foreign-engine');
let cache: OwnCache;
let engine: PrivateEngine;
let docker: Docker;

beforeAll(async () => {
  if (!full) return;
  mkdirSync(folder, { recursive: true });
  cache = await makeOwnCache();
  const ctx = { clock: systemClock, signal: systemClock.deadline(120_000) };
  // Its images are those of the store: that gameday builds what is missing is seen elsewhere.
  engine = await startPrivateEngine(cache.folders, ctx, { life: 'owned', images: 'clone' });
  docker = new Docker({ socketPath: engine.socket });
  await importTinyImage(docker);
  await docker.createNetwork({ Name: 'somebodys-network' });
  await docker.createVolume({ Name: 'somebodys-volume' });
  await startSleeper(docker, 'somebodys-container', 'somebodys-network');
});
afterAll(async () => {
  if (full) await cache.remove();
});

/** All that is on the engine, but images. */
const look = async () => {
  const containers = await docker.listContainers({ all: true });
  const inspected = await Promise.all(containers.map(({ Id }) => docker.getContainer(Id).inspect()));
  const networks = await docker.listNetworks();
  const volumes = await docker.listVolumes();
  return {
    containers: inspected.map(({ Id, Name, State }) => `${Name} ${Id} ${State.Status} ${State.StartedAt}`),
    networks: networks.map(({ Id, Name }) => `${Name} ${Id}`).toSorted(),
    volumes: volumes.Volumes.map(({ Name }) => Name).toSorted(),
  };
};

const gamedayThere = (...args: readonly string[]): Promise<number> =>
  runInside(engine.holderPid, [process.execPath, join(root, 'bin/gameday.js'), ...args], {
    // No GAMEDAY_PRIVATE_ENGINE: to gameday it is an engine of the user's, whose network it shares.
    env: { ...process.env, ...cache.env, DOCKER_HOST: `unix://${engine.socket}` },
    signals: process,
  });

it.runIf(full)('plays the default game day and leaves the engine as it was', async () => {
  const before = await look();
  expect(before.containers).toEqual([expect.stringMatching(/^\/somebodys-container \w+ running /)]);
  const out = join(folder, 'default');
  expect(await gamedayThere('run', 'default', '--out', out)).toBe(0);
  const report = reportOf(out);
  expect(report.engine.kind).toBe('docker-host');
  expect(report.drills.map(({ verdict, cleanup }) => `${verdict} ${cleanup}`)).toEqual([
    'pass clean',
    'pass clean',
  ]);
  expect(await look()).toEqual(before);
  expect(ownProcesses(cache.folders)).toEqual([]);
  // It started none of its own.
  expect(readdirSync(cache.folders.engines)).toEqual([engine.id]);
});

it.runIf(full)('up, a run that uses it, down: then the engine is as it was', async () => {
  const before = await look();
  expect(await gamedayThere('up', 'flash-sale-engine')).toBe(0);
  const up = await look();
  expect(up.containers.length).toBe(before.containers.length + 9);
  expect(await gamedayThere('run', 'flash-sale-engine/placebo', '--out', join(folder, 'placebo'))).toBe(0);
  expect(await look()).toEqual(up);
  expect(await gamedayThere('up', 'flash-sale-engine')).toBe(64);
  expect(await gamedayThere('down', 'flash-sale-engine')).toBe(0);
  expect(await look()).toEqual(before);
});
