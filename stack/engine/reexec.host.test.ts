// A program run inside an engine's network: its exit code, its signals, its death with whoever started it.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { cacheFolders, type CacheFolders } from '../cache.ts';
import { identify } from '../processes.ts';
import { startPrivateEngine, type PrivateEngine } from './private-engine.ts';
import { insideEngine, insideEnv } from './reexec.ts';

const ctx = { clock: systemClock, signal: new AbortController().signal };
let cache: CacheFolders;
let engine: PrivateEngine;

beforeAll(async () => {
  cache = cacheFolders(mkdtempSync(join(tmpdir(), 'gameday-reexec-')));
  engine = await startPrivateEngine(cache, ctx, { life: 'owned', images: 'empty' });
});
afterAll(async () => {
  await engine.stop();
  rmSync(cache.root, { recursive: true });
});

const inside = (...argv: readonly string[]): ChildProcess => {
  const runner = join(import.meta.dirname, '..', '..', 'test', 'inside-runner.ts');
  const args = [runner, String(engine.holderPid), ...argv];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
};

const firstOutput = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error('no output to read');
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  return text.toString().trim();
};

it('sees the engine’s network, not the machine’s', async () => {
  const child = inside('readlink', '/proc/self/ns/net');
  const namespace = await firstOutput(child);
  expect(namespace).toBe(readlinkSync(`/proc/${engine.holderPid}/ns/net`));
  expect(namespace).not.toBe(readlinkSync('/proc/self/ns/net'));
});

it.each([
  ['exit 0', 0],
  ['exit 7', 7],
  ['kill -KILL $$', 137],
])('passes on how it ended: %s is %i', async (command, expected) => {
  const [code] = (await once(inside('bash', '-c', command), 'exit')) as [number];
  expect(code).toBe(expected);
});

it('hands a signal on exactly once, also when the whole process group got it', async () => {
  const program =
    'n=0; trap "n=\\$((n + 1))" INT; echo ready; for i in 1 2 3 4 5 6; do sleep 0.1; done; exit $((10 + n))';
  const runner = join(import.meta.dirname, '..', '..', 'test', 'inside-runner.ts');
  const args = [runner, String(engine.holderPid), 'bash', '-c', program];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  await firstOutput(child);
  process.kill(-(child.pid ?? 0), 'SIGINT');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(11);
});

it('dies with whoever started it', async () => {
  const child = inside('bash', '-c', 'echo $$; exec sleep 60');
  const pid = Number(await firstOutput(child));
  expect(identify(pid)).not.toBe(null);
  child.kill('SIGKILL');
  const signal = systemClock.deadline(30_000);
  while (identify(pid) !== null) await systemClock.sleep(10, signal);
});

it('is recognised by its marker only inside the namespace', () => {
  const env = insideEnv({}, engine.id);
  expect(insideEngine({}, cache)).toBe(null);
  expect(insideEngine(env, cache)).toBe(null);
  const program = `
    import { insideEngine } from ${JSON.stringify(new URL('./reexec.ts', import.meta.url).href)};
    import { cacheFolders } from ${JSON.stringify(new URL('../cache.ts', import.meta.url).href)};
    console.log(JSON.stringify(insideEngine(process.env, cacheFolders(${JSON.stringify(cache.root)}))));`;
  const node = [process.execPath, '--input-type=module', '--eval', program];
  const args = ['--target', String(engine.holderPid), '--net', '--', ...node];
  const output = execFileSync('nsenter', args, { encoding: 'utf8', env: { ...process.env, ...env } });
  const expected = { kind: 'private', socket: engine.socket, inNamespaceOf: engine.holderPid };
  expect(JSON.parse(output)).toEqual(expected);
});

it('says so when the engine of its marker is gone', () => {
  expect(() => insideEngine(insideEnv({}, '00000000'), cache)).toThrow(/00000000.*is gone/);
});
