// The published package: packed, installed into an empty project, and run there under whatever Node that machine has.
import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from './cli.ts';

const run = promisify(execFile);
const project = mkdtempSync(join(tmpdir(), 'gameday-package-'));
const installed = join(project, 'node_modules', 'gameday');
const setUpWithinMs = 240_000;
// 1.1 MB in November 2026, most of it rules. A jump says that something came in which nobody meant to ship.
const largestBytes = 1_300_000;

// npm test puts its Node 24 first; a user's machine has what it has.
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter);
const there = { cwd: project, env: { ...process.env, PATH: path } };

let tarball = '';

beforeAll(async () => {
  const packed = await run('npm', ['pack', '--pack-destination', project, '--loglevel=error'], {
    ...there,
    cwd: root,
  });
  tarball = join(project, packed.stdout.trim().split('\n').at(-1) ?? '');
  writeFileSync(join(project, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--loglevel=error', tarball], there);
}, setUpWithinMs);
afterAll(() => rmSync(project, { recursive: true, force: true }));

const files = (): readonly string[] =>
  globSync('**/*', { cwd: installed, exclude: ['node_modules'] }).filter((file) =>
    statSync(join(installed, file)).isFile(),
  );

it('is small', () => {
  expect(statSync(tarball).size).toBeLessThan(largestBytes);
});

it('brings what a run needs', () => {
  const wanted = [
    'bin/gameday.js',
    'dist/cli/main.js',
    'dist/stack/engine/dns-responder.js',
    'dist/scenarios/flash-sale-engine/workload.js',
    'scenarios/gamedays.yaml',
    'scenarios/flash-sale-engine/service/main.ts',
    'stack/images/kafka/Dockerfile',
    'stack/images/rpk/main.ts',
    'docs/scenario.schema.json',
    'docker-compose.yml',
  ];
  expect(files()).toEqual(expect.arrayContaining(wanted));
});

it('brings no tests, fixtures or leftovers', () => {
  const odd =
    /\.(test|spec)\.|(^|\/)(fixtures|testing|evidence|runs|reports\/test)\/|\.(tgz|log|map)$|^(test|bench)\//;
  expect(files().filter((file) => odd.test(file))).toEqual([]);
});

it('names neither this machine nor the registry it was built with', async () => {
  const { stdout } = await run('npm', ['config', 'get', 'registry', '--loglevel=error'], there);
  const names = [`${root}/`, `${project}/`, `${homedir()}/`, new URL(stdout.trim()).host];
  const naming = files().filter((file) => {
    const text = readFileSync(join(installed, file), 'utf8');
    return names.some((name) => text.includes(name));
  });
  expect(naming).toEqual([]);
});

const npx = (...args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  run('npx', ['gameday', ...args], there);

it('gives its help', async () => {
  expect((await npx('--help')).stdout).toBe(readFileSync(join(root, 'bin', 'help.txt'), 'utf8'));
});

it('lists its own scenarios', async () => {
  expect((await npx('list')).stdout).toContain('flash-sale-engine/broker-killed');
});

it('plans the default game day', async () => {
  const { stdout } = await npx('run', '--plan');
  expect(stdout).toContain('nothing is touched');
  expect(stdout).toContain('alert CircuitBreakerOpen');
});

it("takes a user's own scenarios, whose workload imports types and connections from it", async () => {
  cpSync(join(installed, 'scenarios'), join(project, 'scenarios'), { recursive: true });
  const folder = join(project, 'scenarios', 'flash-sale-engine');
  for (const file of globSync('*.ts', { cwd: folder })) {
    const text = readFileSync(join(folder, file), 'utf8');
    const own = text
      .replaceAll(/'\.\.\/\.\.\/core\/(workload|redis|kafka)\.ts'/g, "'gameday/$1'")
      .replaceAll(/'\.\.\/\.\.\/core\/(addresses|clock)\.ts'/g, "'gameday/workload'");
    writeFileSync(join(folder, file), own);
  }
  expect((await npx('validate')).stdout).toBe('scenarios/flash-sale-engine: valid\n');

  const workload = join(folder, 'workload.ts');
  const script = `console.log(Object.keys(await import(${JSON.stringify(workload)})).join())`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], there);
  expect(stdout).toBe('createOracle,createWorkload\n');

  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024'];
  const types = ['--lib', 'es2024,esnext.disposable', '--types', 'node', '--allowImportingTsExtensions'];
  const typeRoots = ['--typeRoots', join(root, 'node_modules', '@types'), '--skipLibCheck'];
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await run(process.execPath, [compiler, ...options, ...types, ...typeRoots, workload], there);
});
