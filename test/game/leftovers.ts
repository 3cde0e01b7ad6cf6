// What gameday could leave behind on a machine, looked at from outside: processes, mounts, cgroups, interfaces, namespaces, engines.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import { cacheFolders, cacheRoot } from '../../stack/cache.ts';

export interface Leftovers {
  readonly processes: readonly string[];
  readonly mounts: readonly string[];
  readonly cgroups: readonly string[];
  readonly interfaces: readonly string[];
  readonly namespaces: number;
  readonly engines: readonly string[];
}

const settleMs = 10_000;

/** As it is once nothing changes any more: what dies needs a moment. */
export const leftovers = async (): Promise<Leftovers> => {
  const deadlineMs = systemClock.monotonicMs() + settleMs;
  let before = look();
  for (;;) {
    await systemClock.sleep(500);
    const now = look();
    if (JSON.stringify(now) === JSON.stringify(before) || systemClock.monotonicMs() > deadlineMs) return now;
    before = now;
  }
};

const look = (): Leftovers => ({
  processes: commandLines().filter((line) =>
    /dockerd|containerd|redis-server|kafka\.Kafka|toxiproxy-server|prometheus|gameday\.js|cli\/main/.test(
      line,
    ),
  ),
  mounts: readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => /gameday/.test(line)),
  cgroups: globSync('/sys/fs/cgroup/{*,*/*}/gameday-*'),
  interfaces: readdirSync('/sys/class/net').toSorted(),
  namespaces: Number(
    execFileSync('lsns', ['--noheadings', '--type', 'net', '--output', 'NS'], { encoding: 'utf8' })
      .trim()
      .split('\n').length,
  ),
  engines: readdirSync(cacheFolders(cacheRoot(process.env, homedir())).engines),
});

const commandLines = (): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ')];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
