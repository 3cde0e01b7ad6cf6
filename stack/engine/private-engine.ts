// Starts a private Docker Engine: the distribution's dockerd in namespaces and a root folder of its own, with no route out.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import type { CacheFolders, ExclusiveOptions } from '../cache.ts';
import { ownIdentity } from '../processes.ts';
import { failedStart } from './engine-log.ts';
import { createEngineFolder, engineFolder, type EngineLife, type EngineRecord } from './engine-record.ts';
import { ping } from './find-engine.ts';
import { cloneStore } from './image-store.ts';
import { launchScript, privateRootScript } from './private-root.ts';
import { stopPrivateEngine } from './stop-engine.ts';

export interface PrivateEngineOptions {
  readonly life: EngineLife;
  /**
   * `clone`: starts with the store's images, changes are its own. `empty`: no images. `store`: works on the image store
   * itself; its caller holds the store's lock for as long as the engine runs.
   */
  readonly images: 'clone' | 'empty' | 'store';
  /** Somebody builds images at the moment. */
  readonly onWait?: ExclusiveOptions['onWait'];
}

export interface PrivateEngine {
  readonly id: string;
  /** For `nsenter --target`. */
  readonly holderPid: number;
  readonly socket: string;
  readonly cgroupParent: string;
  readonly logFile: string;
  stop(): Promise<void>;
}

// About 1 s on an idle machine; 7 s were seen on one with eight processes to a core.
const upWithinMs = 60_000;
// Linux gives a socket's path 108 bytes, the last one for its end.
const longestSocketPath = 107;

export const startPrivateEngine = async (
  cache: CacheFolders,
  ctx: Context,
  options: PrivateEngineOptions,
): Promise<PrivateEngine> => {
  const record = newRecord(cache, options);
  await createEngineFolder(cache, record);
  const stop = (): Promise<void> => stopPrivateEngine(cache, record.id, ctx.clock);
  try {
    if (options.images === 'clone') await cloneStore(cache, record.dataFolder, ctx, options.onWait);
    const holder = launch(cache, record);
    await untilUp(record, holder, ctx);
    const { id, socket, cgroupParent, logFile } = record;
    return { id, holderPid: holder.pid ?? 0, socket, cgroupParent, logFile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const newRecord = (cache: CacheFolders, { life, images }: PrivateEngineOptions): EngineRecord => {
  const id = randomBytes(4).toString('hex');
  const folder = engineFolder(cache, id);
  const socket = join(folder, 'sock', 'docker.sock');
  if (Buffer.byteLength(socket) > longestSocketPath) {
    throw new GamedayError({
      code: 'cache-path-too-long',
      exitCode: 64,
      message: `${socket} is longer than the ${longestSocketPath} bytes that a socket's path can have`,
      hint: 'set GAMEDAY_CACHE to a shorter path',
    });
  }
  return {
    id,
    life,
    starter: ownIdentity(),
    socket,
    cgroupParent: `/gameday-${id}`,
    dataFolder: images === 'store' ? cache.store : join(folder, 'data'),
    logFile: join(cache.log, `engine-${id}.log`),
  };
};

const launch = (cache: CacheFolders, record: EngineRecord): ChildProcess => {
  const folder = engineFolder(cache, record.id);
  const owned = record.life === 'owned';
  const launcher = join(folder, 'launch.sh');
  writeFileSync(launcher, launchScript(folder, owned ? record.starter : null));
  writeFileSync(join(folder, 'inside.sh'), privateRootScript(insidePaths(folder, record)));
  const log = openSync(record.logFile, 'a');
  const [command, ...args] = owned
    ? ['setpriv', '--pdeathsig', 'KILL', 'bash', launcher]
    : ['bash', launcher];
  // A session of its own: Ctrl-C in the terminal is for gameday, not for the engine.
  const holder = spawn(command ?? 'bash', args, { detached: true, cwd: '/', stdio: ['ignore', log, log] });
  closeSync(log);
  holder.unref();
  return holder;
};

const insidePaths = (folder: string, record: EngineRecord) => ({
  id: record.id,
  folder,
  root: join(folder, 'root'),
  dataFolder: record.dataFolder,
  socketFolder: join(folder, 'sock'),
  cgroupParent: record.cgroupParent,
  nodeBinary: process.execPath,
  // The responder has this file's ending: .ts in the checkout, .js in the package.
  dnsResponder: fileURLToPath(new URL(`./dns-responder${extname(import.meta.filename)}`, import.meta.url)),
});

const untilUp = async (record: EngineRecord, holder: ChildProcess, ctx: Context): Promise<void> => {
  let ended: string | null = null;
  holder.once('error', ({ message }) => (ended = message));
  holder.once('exit', (code, signal) => (ended = `it ended with ${signal ?? `exit code ${code}`}`));
  const deadline = ctx.clock.monotonicMs() + upWithinMs;
  while ((await ping(record.socket)) !== 'ok') {
    if (ended !== null) throw await failedStart(record.logFile, ended);
    if (ctx.clock.monotonicMs() > deadline) {
      throw await failedStart(record.logFile, `it does not answer after ${upWithinMs / 1000} s`);
    }
    await ctx.clock.sleep(20, ctx.signal);
  }
};
