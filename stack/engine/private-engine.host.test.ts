// A private engine as its containers see it: it works, nothing gets out of it, and dead names fail at once.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { importTinyImage } from '../../test/tiny-image.ts';
import { cacheFolders, type CacheFolders } from '../cache.ts';
import { connectEngine } from './connect-engine.ts';
import { execIn, runToEnd, startSleeper } from './fixtures/containers.ts';
import { interfaces, tracesOf } from './fixtures/traces.ts';
import { startPrivateEngine, type PrivateEngine } from './private-engine.ts';
import { stopPrivateEngine } from './stop-engine.ts';

const ctx = { clock: systemClock, signal: new AbortController().signal };
const interfacesBefore = interfaces();
let cache: CacheFolders;
let engine: PrivateEngine;
let docker: Docker;

beforeAll(async () => {
  cache = cacheFolders(mkdtempSync(join(tmpdir(), 'gameday-engine-')));
  engine = await startPrivateEngine(cache, ctx, { life: 'owned', images: 'empty' });
  docker = new Docker({ socketPath: engine.socket });
  await importTinyImage(docker);
});

afterAll(async () => {
  await engine.stop();
  rmSync(cache.root, { recursive: true });
});

it('runs a container, with init, in a cgroup of the engine', async () => {
  const options = { Init: true, Memory: 64 * 1024 * 1024, CgroupnsMode: 'host' };
  const { output, exitCode } = await runToEnd(docker, 'cat /proc/1/comm /proc/self/cgroup; exit 3', options);
  expect(exitCode).toBe(3);
  expect(output).toMatch(/^(docker-init|tini)/);
  expect(output).toContain(`/gameday-${engine.id}/`);
});

it('has no way out, and says so at once', async () => {
  const startMs = systemClock.monotonicMs();
  const { output, exitCode } = await runToEnd(docker, 'timeout 10 bash -c "echo >/dev/tcp/203.0.113.1/443"');
  expect(exitCode).toBe(1);
  expect(output).toContain('unreachable');
  expect(systemClock.monotonicMs() - startMs).toBeLessThan(5_000);
});

it('shows its private root to a container that mounts /', async () => {
  const look = [
    'ls -1 /host',
    'echo --',
    'ls -1A /host/root',
    'echo --',
    'ls -1 /host/dev',
    'echo --',
    'touch /host/usr/gameday-was-here /host/sys/gameday-was-here || echo refused',
    'cat /host/etc/shadow || echo absent',
  ];
  const { output } = await runToEnd(docker, look.join('\n'), { Binds: ['/:/host'] });
  const [top = '', homes = '', devices = '', attempts = ''] = output.replaceAll('\r', '').split('--\n');
  expect(
    top
      .trim()
      .split('\n')
      .filter((name) => !/^lib|^bin$|^sbin$/.test(name)),
  ).toEqual(['dev', 'etc', 'opt', 'proc', 'root', 'run', 'sys', 'tmp', 'usr', 'var']);
  expect(homes).toBe('');
  expect(devices.trim().split('\n')).toEqual(
    'fd full mqueue null ptmx pts random shm stderr stdin stdout tty urandom zero'.split(' '),
  );
  expect(attempts).toContain('refused');
  expect(attempts).toContain('absent');
});

it('has the socket at the same path inside, for containers that are given it', async () => {
  const { output } = await runToEnd(docker, 'ls -l /engine.sock', {
    Binds: [`${engine.socket}:/engine.sock`],
  });
  expect(output).toMatch(/^s/);
});

it('fails the name of a killed container in under 100 ms, and records the question', async () => {
  const network = await docker.createNetwork({ Name: 'dns-test' });
  const asker = await startSleeper(docker, 'asker', 'dns-test');
  const victim = await startSleeper(docker, 'victim', 'dns-test');
  // Refused: the name is known, and nothing listens there.
  expect(await execIn(asker, 'echo >/dev/tcp/victim/80')).toContain('refused');
  await victim.kill();
  const timed =
    'start=${EPOCHREALTIME/./}; echo >/dev/tcp/victim/80; echo took $((${EPOCHREALTIME/./} - start))';
  const answer = await execIn(asker, timed);
  expect(answer).toMatch(/not known/);
  expect(Number(/took (\d+)/.exec(answer)?.[1]) / 1000).toBeLessThan(100);
  expect(readFileSync(join(cache.engines, engine.id, 'sock', 'dns.jsonl'), 'utf8')).toContain(
    '"name":"victim"',
  );
  await Promise.all([asker.remove({ force: true }), victim.remove({ force: true })]);
  await network.remove();
});

it('leaves no zombie when a container ends', async () => {
  await runToEnd(docker, 'sleep 0.1 & exit 0');
  const zombies = async (): Promise<readonly string[]> => {
    const { output } = await runToEnd(docker, 'cat /proc/[0-9]*/stat', { PidMode: 'host' });
    return output.split('\n').flatMap((line) => /^(\d+ .*\)) Z /.exec(line)?.[1] ?? []);
  };
  // Every process is one for the moment until its parent asks after it: what counts is who stays one.
  const before = await zombies();
  expect((await zombies()).filter((one) => before.includes(one))).toEqual([]);
});

it('is refused from outside its network, where its containers have no address', async () => {
  const target = { kind: 'docker-host', socket: engine.socket, inNamespaceOf: null } as const;
  await expect(connectEngine(target)).rejects.toMatchObject({ code: 'engine-not-supported', exitCode: 64 });
});

it('runs beside a second one, and ending that leaves nothing of it and the first untouched', async () => {
  const sleeper = await startSleeper(docker, 'untouched');
  const second = await startPrivateEngine(cache, ctx, { life: 'owned', images: 'empty' });
  const docker2 = new Docker({ socketPath: second.socket });
  expect(await docker2.listContainers({ all: true })).toEqual([]);
  expect(tracesOf(second.id, cache.root)).not.toEqual([]);
  await second.stop();
  expect(tracesOf(second.id, cache.root)).toEqual([]);
  expect((await sleeper.inspect()).State.Running).toBe(true);
  expect(interfaces()).toEqual(interfacesBefore);
  await sleeper.remove({ force: true });
});

it('is gone for good once stopped: a second stop is success', async () => {
  const second = await startPrivateEngine(cache, ctx, { life: 'held', images: 'empty' });
  await second.stop();
  await stopPrivateEngine(cache, second.id, systemClock);
  expect(tracesOf(second.id, cache.root)).toEqual([]);
});
