// Runs the bundle with the code that V8 made of it in an earlier run. Node's own cache is written before the program runs,
// and so leaves out nearly all functions: compiling those takes a third of a short run.
import {
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  closeSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import vm from 'node:vm';

/** `file` is a CommonJS module; the code is kept in `folder`. Returns what the module exports. */
export const runCompiled = (file, folder) => {
  const { source, stamp } = read(file);
  const kept = join(folder, `${basename(file)}.code`);
  const cachedData = codeFor(kept, stamp);
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  // A run that only explained a rule compiled little: code that is thin is made anew until it isn't.
  const isThin = cachedData === undefined || script.cachedDataRejected || cachedData.length < source.length;
  if (isThin) process.once('exit', () => keep(kept, stamp, script));
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
};

/** Of one file, also when another one takes its name meanwhile. */
const read = (file) => {
  const opened = openSync(file);
  try {
    const { mtimeMs, size } = fstatSync(opened);
    return {
      source: readFileSync(opened, 'utf8'),
      stamp: Buffer.from(`${mtimeMs} ${size}`.padEnd(stampLength)),
    };
  } finally {
    closeSync(opened);
  }
};

const stampLength = 64;

/** V8 itself would take code for another source of the same length. */
const codeFor = (kept, stamp) => {
  try {
    const bytes = readFileSync(kept);
    return bytes.subarray(0, stampLength).equals(stamp) ? bytes.subarray(stampLength) : undefined;
  } catch {
    // There is none yet.
    return undefined;
  }
};

const keep = (kept, stamp, script) => {
  const own = `${kept}.${process.pid}`;
  try {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(own, Buffer.concat([stamp, script.createCachedData()]));
    replace(own, kept);
  } catch {
    // Without it the next run is slower, nothing else.
  }
};

const replace = (own, kept) => {
  try {
    renameSync(own, kept);
  } finally {
    rmSync(own, { force: true });
  }
};
