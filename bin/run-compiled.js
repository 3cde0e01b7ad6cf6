// Runs the bundle with the code that V8 made of it in an earlier run. Node's own cache is written before the program runs,
// and so leaves out nearly all functions: compiling those takes a third of a short run.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';

/** Runs a CommonJS module as it was read, and keeps its code beside it. Returns what the module exports. */
export const runCompiled = ({ file, source, stamp }) => {
  // A regular expression is otherwise compiled twice, at its first use and at its second; this program has thousands.
  // No other flag does: V8 crashes when `--no-regexp-tier-up` comes while some are compiled already.
  v8.setFlagsFromString('--regexp-tier-up-ticks=0');
  const kept = `${file}.code`;
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

const stampLength = 64;

/** V8 itself would take code for another source of the same length. */
const codeFor = (kept, stamp) => {
  try {
    const bytes = readFileSync(kept);
    const isOfSource = bytes.toString('utf8', 0, stampLength) === stamp.padEnd(stampLength);
    return isOfSource ? bytes.subarray(stampLength) : undefined;
  } catch {
    // There is none yet.
    return undefined;
  }
};

const keep = (kept, stamp, script) => {
  const own = `${kept}.${process.pid}`;
  try {
    writeFileSync(own, Buffer.concat([Buffer.from(stamp.padEnd(stampLength)), script.createCachedData()]));
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
