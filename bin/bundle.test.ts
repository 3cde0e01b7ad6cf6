// The bundle that quick commands start from: made once, made anew when a source changes, done without where it can't be made.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

interface Bundle {
  readonly file: string;
}
type BundleFor = (args: readonly string[], program: string, cacheRoot: string) => Promise<Bundle | null>;
type RunCompiled = (bundle: Bundle) => Record<string, unknown>;
const load = (name: string): Promise<unknown> => import(join(import.meta.dirname, name));
const { bundleFor } = (await load('bundle.js')) as { bundleFor: BundleFor };
const { runCompiled } = (await load('run-compiled.js')) as { runCompiled: RunCompiled };

let folder = '';
let program = '';
let cache = '';

/** Written in the past: what is written while a bundle is made counts as changed. */
const write = (name: string, text: string, secondsAgo = 60): void => {
  const file = join(folder, 'cli', name);
  writeFileSync(file, text);
  const time = new Date().getTime() / 1000 - secondsAgo;
  utimesSync(file, time, time);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-bundle-'));
  mkdirSync(join(folder, 'cli', 'commands'), { recursive: true });
  program = join(folder, 'cli', 'main.ts');
  cache = join(folder, 'cache');
  write(
    'main.ts',
    "import { word } from './word.ts';\nexport const said = `${word} in ${import.meta.dirname}`;\nexport const run = () => import('./commands/run.ts');\n",
  );
  write('word.ts', "export const word: string = 'one';\n");
  write('commands/lint.ts', '');
  write('commands/run.ts', 'this is no TypeScript');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const said = async (): Promise<unknown> => {
  const bundle = await bundleFor(['lint', 'x.md'], program, cache);
  if (bundle === null) throw new Error('there is no bundle');
  expect(bundle.file).toBe(join(cache, 'bundles', `${program}.cjs`));
  return runCompiled(bundle)['said'];
};

it('holds what the command needs, and nothing of the others', async () => {
  expect(await said()).toBe(`one in ${join(folder, 'cli')}`);
});

it('is ASCII, and finds and says what is not', async () => {
  write('word.ts', "export const word = /^[–🔴]ü$/u.test('🔴ü') && /^[–—]$/.test('—') && 'größer – 🔴';\n");
  expect(await said()).toContain('größer – 🔴');
  const { file } = (await bundleFor(['lint'], program, cache)) ?? { file: '' };
  expect(readFileSync(file, 'utf8')).toMatch(/^[\n -~]+$/);
});

it('is made once, and anew when a source changes', async () => {
  await said();
  writeFileSync(join(cache, 'bundles', `${program}.cjs`), "// made from []\nexports.said = 'kept';\n");
  expect(await said()).toBe('kept');
  rmSync(cache, { recursive: true });
  await said();
  write('word.ts', "export const word: string = 'two';\n", 30);
  expect(await said()).toContain('two');
  expect(readdirSync(join(cache, 'bundles', folder, 'cli'))).toEqual(['main.ts.cjs']);
});

it.each([
  { title: 'another command', args: ['run'], prepare: () => undefined },
  { title: 'a cache that is no folder', args: ['lint'], prepare: () => writeFileSync(cache, '') },
  { title: 'a source that is broken', args: ['lint'], prepare: () => write('word.ts', 'const = ;') },
])('is done without for $title', async ({ args, prepare }) => {
  prepare();
  expect(await bundleFor(args, program, cache)).toBeNull();
});
