// The chain npx → sh → launcher → program: whichever link is killed, the program and everything between is gone at once.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { identify, readStat, type ProcessIdentity } from '../stack/processes.ts';
import { root } from './cli.ts';

const project = mkdtempSync(join(tmpdir(), 'gameday-chain-'));
const pidFile = join(project, 'pid');
const startsWithinMs = 30_000;
const goneWithinMs = 2_000;

/** The innermost program: says who it is, and stays. */
const stays = `import { renameSync, writeFileSync } from 'node:fs';
writeFileSync('${pidFile}.new', String(process.pid));
renameSync('${pidFile}.new', '${pidFile}');
setInterval(() => {}, 60_000);
`;

const launchJs = JSON.stringify(join(root, 'bin', 'launch.js'));
const npmLineJs = JSON.stringify(join(root, 'bin', 'npm-line.js'));
const programs = {
  // As under an older Node: bin/gameday.js launches Node 24.
  launched: `#!/usr/bin/env node
import { launch } from ${launchJs};
process.exitCode = await launch([${JSON.stringify(process.execPath)}, 'stays.mjs'], process.env);
`,
  // As under Node 24: bin/gameday.js is the program.
  direct: `#!/usr/bin/env node
import { dieWithNpm } from ${npmLineJs};
dieWithNpm();
await import(${JSON.stringify(join(project, 'stays.mjs'))});
`,
};

beforeAll(() => {
  const bin = join(project, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(project, 'stays.mjs'), stays);
  writeFileSync(join(project, 'script.sh'), 'launched\n');
  for (const [name, text] of Object.entries(programs)) {
    // npx runs what stands in .bin; the package's type tells Node how to read it.
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  writeFileSync(join(bin, 'package.json'), '{"type":"module"}');
  const scripts = { launched: 'launched', direct: 'direct', script: 'sh ./script.sh' };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, scripts }));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const started: ChildProcess[] = [];
afterEach(() => {
  rmSync(pidFile, { force: true });
  for (const { pid } of started.splice(0)) {
    if (pid !== undefined && identify(pid) !== null) process.kill(-pid, 'SIGKILL');
  }
});

interface Link extends ProcessIdentity {
  readonly command: string;
}

/** From what we started down to the innermost program. */
const startChain = async (argv: readonly string[]): Promise<readonly Link[]> => {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { cwd: project, detached: true, stdio: 'ignore' });
  started.push(child);
  await until(() => existsSync(pidFile), startsWithinMs);
  const links: Link[] = [];
  for (let pid = Number(readFileSync(pidFile, 'utf8')); ; pid = readStat(pid)?.parentPid ?? 0) {
    const identity = identify(pid);
    if (identity === null) throw new Error(`no process ${pid}, above ${JSON.stringify(links)}`);
    links.unshift({ ...identity, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') });
    if (pid === child.pid) return links;
  }
};

const isGone = ({ pid, startTicks }: Link): boolean => identify(pid)?.startTicks !== startTicks;

const until = async (met: () => boolean, withinMs: number): Promise<void> => {
  const deadlineMs = systemClock.monotonicMs() + withinMs;
  while (!met()) {
    if (systemClock.monotonicMs() > deadlineMs) throw new Error(`not met within ${withinMs} ms: ${met}`);
    await systemClock.sleep(20);
  }
};

it.each([
  { start: ['npm', 'run', 'launched'], links: 4 },
  { start: ['npx', '--no', 'launched'], links: 4 },
  { start: ['npm', 'run', 'direct'], links: 3 },
  { start: ['npx', '--no', 'direct'], links: 3 },
  { start: ['npm', 'run', 'script'], links: 5 },
])('$start: each link in turn takes the program with it', async ({ start, links: count }) => {
  for (let victim = 0; victim < count; victim += 1) {
    const links = await startChain(start);
    expect(links.map(({ command }) => command)).toHaveLength(count);
    process.kill(links[victim]?.pid ?? 0, 'SIGKILL');
    await until(() => links.every(isGone), goneWithinMs);
    rmSync(pidFile);
  }
});

const runLaunch = (program: string, env: Readonly<Record<string, string>> = {}) =>
  new Promise<{ readonly code: number | null; readonly stderr: string }>((resolve, reject) => {
    const text = `import { launch } from ${launchJs}; process.exitCode = await launch(['sh', '-c', ${JSON.stringify(program)}], process.env);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', text], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stderr }));
  });

it.each([
  { program: 'exit 0', code: 0 },
  { program: 'exit 4', code: 4 },
  { program: 'kill -TERM $$', code: 143 },
])('$program gives exit code $code', async ({ program, code }) => {
  expect(await runLaunch(program)).toEqual({ code, stderr: '' });
});

it('says what to do where setpriv is missing', async () => {
  const { code, stderr } = await runLaunch('exit 0', { PATH: project });
  expect(code).toBe(64);
  expect(stderr).toContain("gameday: setpriv can't be run");
  expect(stderr).toContain('hint: it comes with the package util-linux');
});
