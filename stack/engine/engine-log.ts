// What an engine's log says about a start that failed.
import { readFile } from 'node:fs/promises';
import { GamedayError } from '../../core/errors.ts';

const remedies: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [
    /Operation not permitted|unshare failed/,
    'gameday must be root, and may not be confined (in a container: --privileged)',
  ],
  [
    /overlay/,
    'the cache must be on a file system that overlayfs can use (ext4, xfs): set GAMEDAY_CACHE to a folder there',
  ],
  [
    /iptables|nf_tables|netfilter/i,
    'the kernel lacks netfilter modules: see the log, or start a Docker Engine yourself',
  ],
  [/No space left|no space/, 'the disk is full: `gameday images --prune` or a GAMEDAY_CACHE elsewhere'],
  [/not found/, '`gameday doctor` says what is missing'],
];

export const failedStart = async (logFile: string, what: string): Promise<GamedayError> => {
  const text = await readFile(logFile, 'utf8');
  const lines = text.trim().split('\n').slice(-10).join('\n');
  const [, hint] = remedies.find(([pattern]) => pattern.test(lines)) ?? [];
  return new GamedayError({
    code: 'engine-not-up',
    message: `the private Docker Engine did not come up: ${what}; the end of ${logFile}:\n${lines}`,
    hint: hint ?? `read ${logFile}, or give an engine that runs with --engine or DOCKER_HOST`,
  });
};
