// What is written down about a private engine, so that other processes find it and can end it.
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheFolders } from '../cache.ts';
import { liveness, type ProcessIdentity } from '../processes.ts';

/** `owned` dies with the process that started it, `held` lives until somebody ends it. */
export type EngineLife = 'owned' | 'held';

export interface EngineRecord {
  readonly id: string;
  readonly life: EngineLife;
  /** Who started it; while there is no holder yet, its life stands for the engine's. */
  readonly starter: ProcessIdentity;
  readonly socket: string;
  /** As given to `--cgroup-parent`; also the name of the folders in each cgroup hierarchy. */
  readonly cgroupParent: string;
  /** Absolute. In the engine's own folder, or the image store. */
  readonly dataFolder: string;
  readonly logFile: string;
}

/** The processes that make up an engine; null while they have not said who they are. */
export interface EngineProcesses {
  /** In the engine's network namespace; its death ends all the others. */
  readonly holder: ProcessIdentity | null;
  /** Process 1 of the engine's PID namespace: gone when every process of the engine is. */
  readonly init: ProcessIdentity | null;
}

export const engineFolder = (cache: CacheFolders, id: string): string => join(cache.engines, id);

/** The record first and the folder with it, in one step: a folder without a record is nobody's. */
export const createEngineFolder = async (cache: CacheFolders, record: EngineRecord): Promise<void> => {
  const unfinished = join(cache.engines, `.${record.id}.${process.pid}`);
  await mkdir(unfinished);
  await Promise.all(['root', 'sock', 'data'].map((name) => mkdir(join(unfinished, name))));
  await writeFile(join(unfinished, 'engine.json'), JSON.stringify(record, null, 2));
  await rename(unfinished, engineFolder(cache, record.id));
};

/** Null when there is no such engine. */
export const readRecord = (cache: CacheFolders, id: string): EngineRecord | null => {
  const text = readIfThere(join(engineFolder(cache, id), 'engine.json'));
  return text === null ? null : (JSON.parse(text) as EngineRecord);
};

export const listRecords = async (cache: CacheFolders): Promise<readonly EngineRecord[]> => {
  const names = await readdir(cache.engines);
  return names.filter((name) => !name.startsWith('.')).flatMap((name) => readRecord(cache, name) ?? []);
};

export const engineProcesses = (cache: CacheFolders, { id, starter }: EngineRecord): EngineProcesses => {
  const folder = engineFolder(cache, id);
  return {
    holder: identityIn(join(folder, 'holder'), starter),
    init: identityIn(join(folder, 'init'), starter),
  };
};

// `pid start-ticks`, complete once its newline is there; boot and namespace are the starter's.
const identityIn = (file: string, starter: ProcessIdentity): ProcessIdentity | null => {
  const [, pid, startTicks] = /^(\d+) (\d+)\n/.exec(readIfThere(file) ?? '') ?? [];
  return pid === undefined ? null : { ...starter, pid: Number(pid), startTicks: Number(startTicks) };
};

/** The holder of the live private engine that has this folder; null where there is none. */
export const holderOf = (folder: string): number | null => {
  const text = readIfThere(join(folder, 'engine.json'));
  if (text === null) return null;
  const holder = identityIn(join(folder, 'holder'), (JSON.parse(text) as EngineRecord).starter);
  return holder !== null && liveness(holder) === 'alive' ? holder.pid : null;
};

/** Nothing holds it any more, so it and its remains may be removed. */
export const isDead = (cache: CacheFolders, record: EngineRecord): boolean => {
  // Of an owned engine whose starter was killed a moment ago, the holder may still be on its way out.
  const keeper = record.life === 'held' ? engineProcesses(cache, record).holder : null;
  return liveness(keeper ?? record.starter) === 'dead';
};

const readIfThere = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};
