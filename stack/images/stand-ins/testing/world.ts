// A world for the tests of stand-ins: two services whose containers are only told about, and folders of its own.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Container, Engine } from '../engine.ts';
import { ToolError, type Tool, type World } from '../tool.ts';
import { onTestFinished } from 'vitest';

export interface Played {
  readonly exitCode: number | null;
  /** Standard output and standard error, in order. */
  readonly shown: string;
  readonly effect: string;
}

export interface TestWorld {
  readonly world: World;
  /** What the engine was told to do, e.g. `restart gateway`. */
  readonly acts: readonly string[];
  /** Programs that were run, words joined. */
  readonly runs: readonly string[];
  play(tool: Tool, line: string | readonly string[]): Promise<Played>;
}

const startedAt = '2026-02-14T12:00:00.5Z';

export const container = (service: string, more: Partial<Container> = {}): Container => ({
  id: `${service}0123456789`,
  name: `shop-${service}-1`,
  service,
  number: 1,
  image: `shop/${service}:1`,
  state: 'running',
  exitCode: 0,
  oomKilled: false,
  pid: 4711,
  restarts: 0,
  createdAt: startedAt,
  startedAt,
  finishedAt: '2026-02-14T12:02:00Z',
  address: '10.0.0.5',
  ports: ['8080/tcp'],
  env: [],
  restartPolicy: 'no',
  ...more,
});

export interface WorldOptions {
  readonly containers?: readonly Container[];
  readonly input?: string;
  readonly terminal?: boolean;
  readonly runExitCode?: number;
}

export const createWorld = ({
  containers = [container('gateway'), container('redis', { state: 'exited', exitCode: 0 })],
  input = '',
  terminal = false,
  runExitCode = 0,
}: WorldOptions = {}): TestWorld => {
  const folder = mkdtempSync(join(tmpdir(), 'gameday-stand-in-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['hosts', 's3']) mkdirSync(join(folder, name));
  const kept = new Map<string, unknown>();
  const acts: string[] = [];
  const runs: string[] = [];
  let shown = '';
  let handedOver: string | null = null;
  let nowMs = Date.parse('2026-02-14T12:03:12Z');

  const world: World = {
    env: { PATH: process.env['PATH'], USER: 'root' },
    hosts: ['staging', 'backup-1'],
    hostsFolder: join(folder, 'hosts'),
    bucketsFolder: join(folder, 's3'),
    terminal,
    engine: engineOf(containers, acts),
    print: (text) => void (shown += text.toString()),
    printError: (text) => void (shown += text),
    run: (argv, options) => {
      runs.push(
        [...argv, ...(options?.cwd === undefined ? [] : [`(in ${options.cwd.replace(folder, '')})`])].join(
          ' ',
        ),
      );
      return Promise.resolve(runExitCode);
    },
    input: () => Promise.resolve(Buffer.from(input)),
    now: () => new Date(nowMs),
    sleep: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
    recall: <Value>(name: string) => (kept.get(name) ?? null) as Value | null,
    keep: (name, value) => void kept.set(name, value),
    forever: () => Promise.reject(new Forever()),
    handOver: (effect) => void (handedOver = effect),
  };
  const play = async (tool: Tool, line: string | readonly string[]): Promise<Played> => {
    shown = '';
    handedOver = null;
    const argv = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
    const { exitCode, effect } = await tool(argv, world).catch((error: unknown) => {
      if (error instanceof Forever) return { exitCode: null, effect: 'waits' };
      if (!(error instanceof ToolError)) throw error;
      shown += `${error.message}\n`;
      return { exitCode: error.exitCode, effect: 'none' };
    });
    return { exitCode, shown, effect: handedOver ?? effect };
  };
  return { world, acts, runs, play };
};

/** Containers that do as they are told, at once. */
const engineOf = (containers: readonly Container[], acts: string[]): Engine => {
  const state = new Map(containers.map((one) => [one.id, one]));
  return {
    containers: () => Promise.resolve([...state.values()]),
    act: (one, action, signal) => {
      acts.push([action, ...(signal === undefined ? [] : [signal]), one.service].join(' '));
      const ends = action === 'stop' || (action === 'kill' && signal === undefined);
      if (ends) state.set(one.id, { ...one, state: 'exited', exitCode: action === 'stop' ? 143 : 137 });
      else if (action !== 'kill') state.set(one.id, { ...one, state: 'running' });
      return Promise.resolve();
    },
    usage: () => Promise.resolve({ cpuCores: 0.0125, memoryBytes: 35_651_584 }),
  };
};

class Forever extends Error {}
