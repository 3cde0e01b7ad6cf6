// What is missing on a machine is told by the commands it lacks, whoever installed those that are there.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { installPackages, policyScript } from './install-packages.ts';
import { ownIdentity } from './processes.ts';
import { findCommand, hostPackages, missingPackages } from './packages.ts';

const ctx = { clock: systemClock, signal: new AbortController().signal };
let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gameday-packages-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds a command on the path, in the system folders, or not', async () => {
  const program = join(folder, 'gameday-test-command');
  writeFileSync(program, '#!/bin/sh\n');
  expect(await findCommand('gameday-test-command', folder)).toBe(null);
  chmodSync(program, 0o755);
  expect(await findCommand('gameday-test-command', `/nowhere:${folder}`)).toBe(program);
  expect(await findCommand('ldconfig', '')).toMatch(/sbin\/ldconfig$/);
  mkdirSync(join(folder, 'gameday-test-folder'));
  expect(await findCommand('gameday-test-folder', folder)).toBe(null);
});

it('gives a reason for every package and names none twice', () => {
  expect(new Set(hostPackages.map(({ name }) => name)).size).toBe(hostPackages.length);
  expect(hostPackages.every(({ why, commands }) => why !== '' && commands.length > 0)).toBe(true);
});

it('asks only for what the purpose needs', async () => {
  expect(await missingPackages([], '')).toEqual([]);
});

it('tells a user who is not root what to type', async () => {
  const [docker] = hostPackages;
  const install = installPackages(docker === undefined ? [] : [docker], ctx, { userId: 1000 });
  await expect(install).rejects.toMatchObject({
    code: 'needs-root',
    exitCode: 64,
    message:
      'missing on this machine: docker.io (the Docker Engine that gameday starts for itself; its service stays off); installing needs root, this is user 1000',
    hint: 'start gameday as root, or type: sudo apt-get install --no-install-recommends docker.io',
  });
});

it('does nothing when nothing is missing, whoever asks', async () => {
  await expect(installPackages([], ctx, { userId: 1000 })).resolves.toBeUndefined();
});

it('forbids the daemons of its own installations alone, and goes away when its writer is dead', () => {
  const file = join(folder, 'policy-rc.d');
  const ask = (env: Readonly<Record<string, string>>): number | null =>
    spawnSync('sh', [file, 'docker', 'start'], { env: { ...process.env, ...env } }).status;
  const ours = { GAMEDAY_INSTALLS: 'yes' };
  writeFileSync(file, policyScript(ownIdentity()));
  expect([ask(ours), ask({}), existsSync(file)]).toEqual([101, 0, true]);
  writeFileSync(file, policyScript({ ...ownIdentity(), startTicks: 1 }));
  expect([ask(ours), existsSync(file), ask({}), existsSync(file)]).toEqual([101, true, 0, false]);
});
