// npm test: installs what is missing, then runs every test runner and adds up their own counts. The last line is `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
const vitest = (project: string, args: readonly string[] = [], name = project): readonly string[] => [
  ...node,
  join(root, 'node_modules/vitest/vitest.mjs'),
  ...[
    'run',
    '--project',
    project,
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${resultFile(name)}`,
  ],
];
const resultFile = (name: string): string => join(folder, `${name}.json`);

/** Needs no engine: it runs while the images are built. */
const unit: Runner = {
  name: 'unit',
  // On two cores vitest by itself takes one.
  argv: vitest('unit', ['--maxWorkers=2']),
  env: full ? { GAMEDAY_FULL: '1' } : {},
};

/** One of two halves of the engine tests, each with an engine of its own: most of their time is waiting. */
const engineHalf = (half: 1 | 2): Runner => {
  const name = `engine-${half}`;
  const argv = vitest('engine', [`--shard=${half}/2`], name);
  return { name, argv: [...node, join(root, 'test/with-engine.ts'), '--', ...argv] };
};

const suffix = '.game.test.ts';
const gameFolder = join(root, 'test', 'game');
const games = readdirSync(gameFolder).flatMap((file) =>
  file.endsWith(suffix) ? [file.slice(0, -suffix.length)] : [],
);
/** These leave the machine to others, and so are played in two lanes. */
const gameLanes = [['crashes', 'kills'], ['flaws']] as const;
/** Of the long proofs (a whole table or matrix, lost engines, full disks) only the full run has the time. */
const alone = full
  ? games.filter((name) => !gameLanes.flat().some((one) => one === name))
  : ['default', 'runbook'];

const game = (names: readonly string[]): Runner => {
  const name = `game-${names[0] ?? ''}`;
  const files = names.map((one) => join(gameFolder, `${one}${suffix}`));
  return { name, argv: vitest('game', files, name), env: full ? { GAMEDAY_FULL: '1' } : {} };
};

/** Its runners come one after the other. */
type Lane = readonly Runner[];

/** One stage after the other; its lanes mostly wait, and so are run side by side. */
const stages: readonly (readonly Lane[])[] = [
  [[engineHalf(1)], [engineHalf(2), { name: 'host', argv: vitest('host') }]],
  gameLanes.map((names) => [game(names)]),
  // Some of these compare the machine before and after.
  [[game(alone)]],
  [
    [
      {
        name: 'browser',
        argv: [...node, join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=line,json'],
        env: { PLAYWRIGHT_JSON_OUTPUT_NAME: resultFile('browser'), GAMEDAY_REPORT: join(folder, 'default') },
      },
    ],
  ],
];

const main = async (): Promise<number> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await installPrograms();
  say('running unit; its output comes when it is done');
  const [unitCounts] = await Promise.all([countedRun(unit, 'kept'), prepare()]);
  let total = unitCounts;
  for (const stage of stages) {
    const names = stage.flat().map(({ name }) => name);
    if (stage.length > 1) say(`running ${names.join(', ')}; output comes when each is done`);
    const counts = await Promise.all(stage.map((lane) => laneRun(lane, stage.length > 1 ? 'kept' : 'live')));
    total = counts.reduce(add, total);
  }
  writeFileSync(join(folder, 'summary.txt'), `${text(total)}\n`);
  process.stdout.write(`${text(total)}\n`);
  return total.failed === 0 ? 0 : 1;
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const ctx = { clock: systemClock, signal: new AbortController().signal };

const installPrograms = async (): Promise<void> => {
  const missing = await missingPackages(['engine', 'tests'], process.env['PATH'] ?? '');
  await installPackages(missing, ctx, { userId: process.getuid?.() ?? -1, onProgress: say });
};

const prepare = (): Promise<void> =>
  prepareImages(null, cacheFolders(cacheRoot(process.env, homedir())), ctx);

/** `kept`: lines of two runners between each other would help nobody. */
type Output = 'live' | 'kept';

const laneRun = async (lane: Lane, shown: Output): Promise<Counts> => {
  let total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const runner of lane) total = add(total, await countedRun(runner, shown));
  return total;
};

const countedRun = async (runner: Runner, shown: Output): Promise<Counts> => {
  const startMs = systemClock.monotonicMs();
  const { code, output } = await run(runner, shown);
  const counts = counted(runner.name, resultFile(runner.name), code);
  const seconds = ((systemClock.monotonicMs() - startMs) / 1000).toFixed(0);
  process.stdout.write(`${output}\n${runner.name}: ${text(counts)} (${seconds} s)\n\n`);
  return counts;
};

const run = (
  { argv, env }: Runner,
  shown: Output,
): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve, reject) => {
    const [command = process.execPath, ...args] = argv;
    const guard = ['--pdeathsig', 'KILL', command, ...args];
    const out = shown === 'live' ? 'inherit' : 'pipe';
    const child = spawn('setpriv', guard, {
      cwd: root,
      stdio: ['ignore', out, out],
      env: { ...process.env, ...env },
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 70, output: Buffer.concat(chunks).toString() }));
  });

const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

const text = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

process.exitCode = await main();
