// What gameday could leave behind on a machine, looked at from outside: processes, mounts, cgroups, interfaces, namespaces, engines.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import { root } from '../cli.ts';
import { cacheFolders, cacheRoot } from '../../stack/cache.ts';

const settleMs = 10_000;

/** What there is now, one line each; what others have here too, so that `leftBehind` can tell it from ours. */
export const onTheMachine = (): readonly string[] => [
  ...processes(),
  ...lines('mount', readFileSync('/proc/self/mountinfo', 'utf8').match(/.*gameday.*/g) ?? []),
  ...lines('cgroup', globSync('/sys/fs/cgroup/{*,*/*}/gameday-*')),
  ...lines('interface', readdirSync('/sys/class/net')),
  ...lines('network namespace', networkNamespaces()),
  ...lines('engine', readdirSync(cacheFolders(cacheRoot(process.env, homedir())).engines)),
];

/** What was not there before; what dies gets a moment. */
export const leftBehind = async (before: readonly string[]): Promise<readonly string[]> => {
  const deadlineMs = systemClock.monotonicMs() + settleMs;
  for (;;) {
    const left = onTheMachine().filter((line) => !before.includes(line));
    if (left.length === 0 || systemClock.monotonicMs() > deadlineMs) return left;
    await systemClock.sleep(500);
  }
};

const lines = (kind: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${kind} ${name}`);

const networkNamespaces = (): readonly string[] =>
  execFileSync('lsns', ['--noheadings', '--type', 'net', '--output', 'NS'], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);

const engines = /dockerd|containerd|redis-server|kafka\.Kafka|toxiproxy-server|prometheus/;
/** Those of other checkouts are at work for others. */
const isOurs = (command: string): boolean =>
  engines.test(command) || (/gameday\.js|cli\/main/.test(command) && command.includes(`${root}/`));

const processes = (): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ');
        return isOurs(command) ? [`process ${pid} ${command}`] : [];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
