// The Flash Sale Engine, up on an engine in a cache of the test's own: what the tests of dying runs work on.
import { join } from 'node:path';
import { expect } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { readJournal } from '../../core/journal/read.ts';
import { engineFolder, holderOf, listRecords } from '../../stack/engine/engine-record.ts';
import type { CacheFolders } from '../../stack/cache.ts';
import { gameday, reportOf, startGameday, type CliResult, type RunningCli } from '../cli.ts';
import { outsideOf, ownProcesses, type Outside, type SeenStack } from './outside.ts';
import { makeOwnCache, type OwnCache } from './own-cache.ts';

export const system = 'flash-sale-engine';

export interface UpStack {
  readonly cache: OwnCache;
  readonly outside: Outside;
  gameday(...args: readonly string[]): Promise<CliResult>;
  start(...args: readonly string[]): RunningCli;
  /** The exit code that a run's report gives as its journal is now. */
  exitByReport(out: string): Promise<number>;
  /** Until nothing differs from `before` but the victim, which may have been restarted. Gives the seconds. */
  untilClean(before: SeenStack, victim: string): Promise<number>;
  /** Until the system's own health pages are 200. */
  untilHealthy(): Promise<void>;
  down(): Promise<void>;
}

const cleanWithinMs = 120_000;
const healthyWithinMs = 90_000;

/** `args` for `up`, e.g. other scenarios. */
export const upStack = async (...args: readonly string[]): Promise<UpStack> => {
  const cache = await makeOwnCache();
  const { env, folders } = cache;
  const up = await gameday(['up', system, ...args], { env });
  expect(up.code, up.stderr).toBe(0);
  const [record] = await listRecords(folders);
  if (record === undefined) throw new Error('up left no engine');
  const holderPid = holderOf(engineFolder(folders, record.id)) ?? 0;
  const outside = outsideOf(folders, record.socket, holderPid);
  const stack: UpStack = {
    cache,
    outside,
    gameday: (...args) => gameday(args, { env }),
    start: (...args) => startGameday(args, { env }),
    async exitByReport(out) {
      const { code, stderr } = await gameday(['report', out], { env });
      expect(code, stderr).toBe(0);
      return reportOf(out).exitCode;
    },
    async untilClean(before, victim) {
      const startMs = systemClock.monotonicMs();
      const left = async (): Promise<readonly string[]> => [
        ...changes(before, await outside.look(), (name) => name === `${system}-${victim}-1`),
        ...leftProcesses(folders),
      ];
      await untilEmpty(left, cleanWithinMs);
      return (systemClock.monotonicMs() - startMs) / 1000;
    },
    untilHealthy: () => untilEmpty(() => unhealthy(outside), healthyWithinMs),
    down: () => cache.remove(),
  };
  await stack.untilHealthy();
  expect(changes(await outside.look(), await outside.look(), () => false)).toEqual([]);
  return stack;
};

export const untilEmpty = async (look: () => Promise<readonly string[]>, withinMs: number): Promise<void> => {
  const deadline = systemClock.deadline(withinMs);
  for (;;) {
    const found = await look();
    if (found.length === 0) return;
    if (deadline.aborted) expect(found).toEqual([]);
    await systemClock.sleep(250);
  }
};

/** Of runs and healers. */
export const leftProcesses = (cache: CacheFolders): readonly string[] =>
  ownProcesses(cache).map(({ pid, command }) => `process ${pid}: ${command}`);

const unhealthy = async (outside: Outside): Promise<readonly string[]> => {
  const pages = [
    { service: 'gateway', port: 8080 },
    { service: 'processor', port: 9090 },
  ];
  const asked = pages.map(async ({ service, port }) => {
    const status = await outside.status(service, port, '/health');
    return status === 200 ? [] : [`${service}: ${status}`];
  });
  return (await Promise.all(asked)).flat();
};

/** Whether a run's gate was passed. Its verdict says more: whether the machine was quiet enough for all that followed. */
export const gatePassed = (out: string): boolean =>
  readJournal(join(out, 'journal.ndjson')).events.some(
    (event) =>
      event.type === 'gate.judged' &&
      event.when === 'before' &&
      event.checks.every(({ verdict }) => verdict === 'pass'),
  );

/** What is not as it was. Victims may have been started again, or be new containers of the same name. */
export const changes = (
  before: SeenStack,
  now: SeenStack,
  isVictim: (name: string) => boolean,
): readonly string[] => [
  ...before.containers.flatMap((was) => {
    const is = now.containers.find(({ id, name }) => id === was.id || (name === was.name && isVictim(name)));
    if (is === undefined) return [`${was.name}: this container is gone`];
    return [
      ...(is.status === 'running' ? [] : [`${is.name} is ${is.status}`]),
      ...(is.startedAt === was.startedAt || isVictim(is.name) ? [] : [`${is.name} was restarted`]),
      ...(is.limitBytes === was.limitBytes
        ? []
        : [`${is.name}: memory limit ${was.limitBytes} → ${is.limitBytes}`]),
      ...(is.frozen ? [`${is.name} is frozen`] : []),
      ...is.stopped.map((command) => `${is.name}: stopped: ${command}`),
    ];
  }),
  ...now.containers
    .filter(
      ({ id, name }) =>
        !before.containers.some((was) => was.id === id || (was.name === name && isVictim(name))),
    )
    .map(({ name }) => `new: ${name}`),
  ...now.proxies.filter((proxy) => !/^\S+ true \[\]$/.test(proxy)).map((proxy) => `proxy ${proxy}`),
  ...now.commands.map((command) => `still at work: ${command}`),
];
