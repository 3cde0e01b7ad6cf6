// npm test: installs what is missing, then runs every test runner and adds up their own counts. The last line is `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../core/clock.ts';
import { prepareImages } from '../cli/prepare-images.ts';
import { cacheFolders, cacheRoot } from '../stack/cache.ts';
import { installPackages } from '../stack/install-packages.ts';
import { missingPackages } from '../stack/packages.ts';
import { counted, type Counts } from './counts.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'reports', 'test');
const full = process.argv.includes('--full');

interface Runner {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const node = [process.execPath, '--disable-warning=ExperimentalWarning'];
const vitest = (project: string, files: readonly string[] = []): readonly string[] => [
  ...node,
  join(root, 'node_modules/vitest/vitest.mjs'),
  ...[
    'run',
    '--project',
    project,
    ...files,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${resultFile(project)}`,
  ],
];
const resultFile = (name: string): string => join(folder, `${name}.json`);

const runners: readonly Runner[] = [
  { name: 'unit', argv: vitest('unit'), env: full ? { GAMEDAY_FULL: '1' } : {} },
  { name: 'host', argv: vitest('host') },
  { name: 'engine', argv: [...node, join(root, 'test/with-engine.ts'), '--', ...vitest('engine')] },
  {
    name: 'game',
    // The long proofs (locks, lost engines, full disks, engines of one's own) would not fit into twenty minutes.
    argv: vitest('game', full ? [] : ['test/game/default.game.test.ts', 'test/game/kills.game.test.ts']),
    env: full ? { GAMEDAY_FULL: '1' } : {},
  },
  {
    name: 'browser',
    argv: [...node, join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=line,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: resultFile('browser'), GAMEDAY_REPORT: join(folder, 'default') },
  },
];

const main = async (): Promise<number> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await setUp();
  let total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const runner of runners) {
    const startMs = systemClock.monotonicMs();
    const code = await run(runner);
    const counts = counted(runner.name, resultFile(runner.name), code);
    const seconds = ((systemClock.monotonicMs() - startMs) / 1000).toFixed(0);
    process.stdout.write(`\n${runner.name}: ${text(counts)} (${seconds} s)\n\n`);
    total = add(total, counts);
  }
  writeFileSync(join(folder, 'summary.txt'), `${text(total)}\n`);
  process.stdout.write(`${text(total)}\n`);
  return total.failed === 0 ? 0 : 1;
};

const setUp = async (): Promise<void> => {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const ctx = { clock: systemClock, signal: new AbortController().signal };
  const missing = await missingPackages(['engine', 'tests'], process.env['PATH'] ?? '');
  await installPackages(missing, ctx, { userId: process.getuid?.() ?? -1, onProgress: say });
  await prepareImages(null, cacheFolders(cacheRoot(process.env, homedir())), ctx);
};

const run = ({ argv, env }: Runner): Promise<number> =>
  new Promise((resolve, reject) => {
    const [command = process.execPath, ...args] = argv;
    const guard = ['--pdeathsig', 'KILL', command, ...args];
    const child = spawn('setpriv', guard, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 70));
  });

const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

const text = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

process.exitCode = await main();
