// Installs Debian packages without asking anything and without starting any daemon, now or at the next boot.
import { access, rm, writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { exclusively } from './cache.ts';
import type { HostPackage } from './packages.ts';
import { ownIdentity, type ProcessIdentity } from './processes.ts';

export interface InstallOptions {
  readonly userId: number;
  readonly onProgress?: (text: string) => void;
}

// One for the machine, not one per cache: the policy below is the machine's.
const installLock = '/run/lock/gameday-packages.lock';

export const installPackages = async (
  packages: readonly HostPackage[],
  ctx: Context,
  { userId, onProgress = () => {} }: InstallOptions,
): Promise<void> => {
  if (packages.length === 0) return;
  await demandDebianRoot(packages, userId);
  const names = packages.map(({ name }) => name);
  const onWait = (): void => onProgress('waiting for another gameday that installs packages');
  await exclusively(installLock, ctx, { purpose: 'installs packages', onWait }, async () => {
    onProgress('refreshing the list of Debian packages');
    await aptGet(['update', '-qq'], ctx);
    const added = await packagesToAdd(names, ctx);
    onProgress(`installing ${names.join(', ')} (${added.length} package${added.length === 1 ? '' : 's'})`);
    await withDaemonsForbidden(() => aptGet(['install', '-y', '-qq', ...careful, ...names], ctx));
    await keepOffAtBoot(added, ctx);
  });
};

const demandDebianRoot = async (packages: readonly HostPackage[], userId: number): Promise<void> => {
  const wanted = packages.map(({ name, why }) => `${name} (${why})`).join(', ');
  const command = `apt-get install --no-install-recommends ${packages.map(({ name }) => name).join(' ')}`;
  if (userId !== 0) {
    throw new GamedayError({
      code: 'needs-root',
      exitCode: 64,
      message: `missing on this machine: ${wanted}; installing needs root, this is user ${userId}`,
      hint: `start gameday as root, or type: sudo ${command}`,
    });
  }
  try {
    await access('/usr/bin/apt-get');
    await access('/etc/debian_version');
  } catch (cause) {
    throw new GamedayError({
      code: 'not-debian',
      exitCode: 64,
      message: `missing on this machine: ${wanted}; gameday can install packages on Debian only`,
      hint: 'install what corresponds to them, or start a Docker Engine and gameday will use that',
      cause,
    });
  }
};

const careful = [
  '--no-install-recommends',
  // Never at the expense of what is there: docker-ce and docker.io exclude each other, for one.
  '--no-remove',
  '-o',
  'Dpkg::Options::=--force-confold',
  '-o',
  'Dpkg::Use-Pty=0',
];

const aptGet = async (args: readonly string[], ctx: Context, attempt = 1): Promise<string> => {
  const { all, failed, message } = await execa('apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...args], {
    all: true,
    reject: false,
    stdin: 'ignore',
    // dpkg, once begun, is let finish, also when gameday ends or Ctrl-C is typed: packages half installed are worse.
    detached: true,
    cleanup: false,
    env: aptEnv,
  });
  ctx.signal.throwIfAborted();
  if (!failed) return all;
  // The time-out above holds for dpkg's lock, not for that of the package lists.
  if (/Could not get lock/.test(all) && attempt < 300) {
    await ctx.clock.sleep(2_000, ctx.signal);
    return aptGet(args, ctx, attempt + 1);
  }
  throw new GamedayError({
    code: 'packages-not-installed',
    exitCode: 64,
    message: `apt-get ${args.join(' ')} failed: ${lastLines(all) || message}`,
    hint: 'see that /etc/apt/sources.list names an archive that answers, then start gameday again',
  });
};

// needrestart would restart daemons of the user's. The policy below knows our calls by the last one.
const aptEnv = {
  DEBIAN_FRONTEND: 'noninteractive',
  NEEDRESTART_SUSPEND: '1',
  LC_ALL: 'C.UTF-8',
  GAMEDAY_INSTALLS: 'yes',
};

const lastLines = (text: string): string => text.trim().split('\n').slice(-8).join('\n');

const packagesToAdd = async (names: readonly string[], ctx: Context): Promise<readonly string[]> => {
  const plan = await aptGet(['install', '-s', ...careful, ...names], ctx);
  return [...plan.matchAll(/^Inst (\S+) \(/gm)].flatMap(([, name]) => name ?? []);
};

const policyFile = '/usr/sbin/policy-rc.d';

/** Maintainer scripts ask the policy before they start a daemon, with and without systemd. */
const withDaemonsForbidden = async (install: () => Promise<unknown>): Promise<void> => {
  const ours = await forbidDaemons();
  try {
    await install();
  } finally {
    if (ours) await rm(policyFile, { force: true });
  }
};

const forbidDaemons = async (): Promise<boolean> => {
  try {
    await writeFile(policyFile, policyScript(ownIdentity()), { flag: 'wx', mode: 0o755 });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const { exitCode } = await execa(policyFile, ['docker', 'start'], {
    reject: false,
    stdio: 'ignore',
    env: aptEnv,
  });
  if (exitCode === 101) return false;
  throw new GamedayError({
    code: 'daemons-would-start',
    exitCode: 64,
    message: `${policyFile} allows packages to start their daemons (exit ${exitCode}, wanted 101)`,
    hint: 'install the missing packages yourself, or move that file away for the time of the installation',
  });
};

/**
 * Forbids the daemons of our own calls, which carry their mark in the environment, and nobody else's. When gameday is
 * killed, apt-get goes on under the same policy, which goes away when somebody else asks it.
 */
export const policyScript = ({ pid, startTicks }: ProcessIdentity): string => `#!/bin/sh
# Written by gameday for the time in which it installs packages: their daemons are not to start.
if [ "\${GAMEDAY_INSTALLS:-}" = yes ]; then exit 101; fi
if [ "$(sed 's/.*) //' /proc/${pid}/stat 2>/dev/null | cut -d' ' -f20)" != ${startTicks} ]; then rm -f "$0"; fi
exit 0
`;

/** What we brought must not come up with the machine either; gameday starts its engine itself. */
const keepOffAtBoot = async (added: readonly string[], ctx: Context): Promise<void> => {
  if (added.length === 0) return;
  const options = { reject: false, cancelSignal: ctx.signal, stdin: 'ignore' } as const;
  const { stdout } = await execa('dpkg-query', ['-L', ...added], options);
  const units = stdout
    .split('\n')
    .flatMap((line) => /\/systemd\/system\/([^/@]+\.(?:service|socket))$/.exec(line)?.[1] ?? []);
  if (units.length === 0) return;
  // Without systemctl there is nothing that would start them.
  await execa('systemctl', ['disable', ...new Set(units)], options);
};
