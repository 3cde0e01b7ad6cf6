// A module runs the same with and without code that was kept, whatever became of that code meanwhile.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const runner = join(import.meta.dirname, 'run-compiled.js');

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-compiled-'));
  file = join(folder, 'program.cjs');
  write('one');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (word: string): void =>
  writeFileSync(
    file,
    `const say = () => console.log('${word}', require('node:path').basename(__filename));\nsay();\n`,
  );

const run = (): string => {
  const bundle = { file, stamp: String(statSync(file).mtimeMs), source: readFileSync(file, 'utf8') };
  const script = `import { runCompiled } from ${JSON.stringify(runner)}; runCompiled(${JSON.stringify(bundle)});`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  return `${stdout}${stderr}`;
};

const code = (): string => `${file}.code`;

it('reads what is beyond ASCII', () => {
  write('→');
  expect(run()).toBe('→ program.cjs\n');
  expect(run()).toBe('→ program.cjs\n');
});

it('keeps the code of a run, and runs from it', () => {
  expect(run()).toBe('one program.cjs\n');
  expect(readdirSync(folder)).toEqual(['program.cjs', 'program.cjs.code']);
  const made = readFileSync(code());
  expect(run()).toBe('one program.cjs\n');
  expect(readFileSync(code())).toEqual(made);
});

it('takes no code of another source, be it as long', () => {
  run();
  write('two');
  expect(run()).toBe('two program.cjs\n');
  expect(run()).toBe('two program.cjs\n');
});

it.each([
  { title: 'a folder where the code should be', prepare: () => mkdirSync(code(), { recursive: true }) },
  {
    title: 'code that is none',
    prepare: () => writeFileSync(code(), 'x'.repeat(1000)),
  },
])('runs with $title', ({ prepare }) => {
  prepare();
  expect(run()).toBe('one program.cjs\n');
});
