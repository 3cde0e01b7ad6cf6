// Commands that people wait for start from one file: loading hundreds of small modules takes longer than their work.
// The file is made from the sources when they have changed, and kept in the cache beside compiled code.
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Commands that only read and print. What they load must not ask where its own file is, except in cli/package. */
const quickCommands = ['lint', 'parse', 'coverage'];

/** The bundle for these arguments; null where the program itself is to run, or there can be none. */
export const bundleFor = async (args, program, cacheRoot) => {
  if (!quickCommands.includes(args[0])) return null;
  const file = join(cacheRoot, 'bundles', `${program}.cjs`);
  try {
    const kept = readBundle(file);
    if (kept !== null && isFresh(kept)) return kept;
    await build(program, file);
    return readBundle(file);
  } catch {
    // A cache that can't be written, a bundler that isn't there: the sources do as well, only slower.
    return null;
  }
};

/** Time and size are those of what was read, also when another one takes its name meanwhile. */
const readBundle = (file) => {
  let opened;
  try {
    opened = openSync(file);
  } catch {
    // There is none yet.
    return null;
  }
  try {
    const { mtimeMs, size } = fstatSync(opened);
    return { file, stamp: `${mtimeMs} ${size}`, source: readFileSync(opened, 'latin1') };
  } finally {
    closeSync(opened);
  }
};

const head = '// made from ';

/** Its first line lists what it was made from, each file with time and size. */
const isFresh = ({ source }) => {
  const inputs = JSON.parse(source.slice(head.length, source.indexOf('\n')));
  return inputs.every(([path, stamp]) => stampOf(path) === stamp);
};

const stampOf = (path) => {
  const { mtimeMs, size } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return `${mtimeMs} ${size}`;
};

/** A file that was written since we began may be another one than was read: next time it is read again. */
const stampBefore = (path, startMs) => (statSync(path).mtimeMs < startMs ? stampOf(path) : 'changed');

const build = async (program, file) => {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const own = `${file}.${process.pid}`;
  // Before the work: where nothing can be written, nothing needs to be made.
  writeFileSync(own, '');
  try {
    const { buildSync } = await import('esbuild');
    const { outputFiles, metafile } = buildSync(options(program, file));
    const { mtimeMs } = statSync(own);
    const inputs = Object.keys(metafile.inputs).map((path) => [`/${path}`, stampBefore(`/${path}`, mtimeMs)]);
    writeFileSync(own, inAscii(`${head}${JSON.stringify(inputs)}\n${outputFiles[0].text}`));
    renameSync(own, file);
  } finally {
    rmSync(own, { force: true });
  }
};

/**
 * Read and kept by V8 at half the size. esbuild leaves other letters in regular expressions alone, where `\u2013` means the
 * same; in a text that is `String.raw` it would not.
 */
const inAscii = (text) =>
  text.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const options = (program, file) => {
  const cli = dirname(program);
  const type = extname(program);
  const others = readdirSync(join(cli, 'commands'))
    .filter((name) => extname(name) === type && !quickCommands.includes(basename(name, type)))
    .map((name) => `*/commands/${name}`);
  return {
    entryPoints: [program],
    absWorkingDir: '/',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    logLevel: 'silent',
    // Half of it is comments and indents. Names stay, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    external: others,
    // yargs writes its help in every run, whether or not it is asked for; others are loaded for what is seldom asked of them.
    alias: {
      assert: join(import.meta.dirname, 'plain-assert.js'),
      'node:crypto': join(import.meta.dirname, 'crypto-when-asked.js'),
      'string-width': join(import.meta.dirname, 'text-width.js'),
    },
    define: {
      'import.meta.dirname': JSON.stringify(cli),
      'import.meta.filename': JSON.stringify(program),
      'import.meta.url': JSON.stringify(pathToFileURL(file).href),
    },
  };
};
