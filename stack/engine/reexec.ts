// Runs a program in a private engine's network namespace: there containers are reached by their address.
import { spawn, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { readlinkSync } from 'node:fs';
import { GamedayError } from '../../core/errors.ts';
import type { CacheFolders } from '../cache.ts';
import { engineFolder, holderOf, readRecord } from './engine-record.ts';
import type { EngineTarget } from './find-engine.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface InsideOptions {
  readonly env: Env;
  /** `process`, whose signals go on to the program. Only cli/ and programs of their own listen to signals. */
  readonly signals: Pick<NodeJS.Process, 'on' | 'off'>;
  /** Ctrl-Z goes on to the program: it leaves the terminal tidy, and then stops this process and itself. */
  readonly suspendsUs?: boolean;
  /** It reads nothing, and its result is not ours: only what it says for people is passed on. */
  readonly onlyTells?: boolean;
}

/** Tells a program which private engine it runs in. */
const marker = 'GAMEDAY_PRIVATE_ENGINE';

/** The environment for a program that is run inside. */
export const insideEnv = (env: Env, engineId: string): Env => ({ ...env, [marker]: engineId });

/** The private engine in whose network this process was started, or null when it was not. */
export const insideEngine = (env: Env, cache: CacheFolders): EngineTarget | null => {
  const id = env[marker];
  if (!id) return null;
  const record = readRecord(cache, id);
  const holderPid = holderOf(engineFolder(cache, id));
  if (record === null || holderPid === null) {
    throw new GamedayError({
      code: 'engine-gone',
      message: `the private engine ${id}, in which this gameday was started, is gone`,
      hint: `start gameday again; if you set ${marker} yourself, unset it`,
    });
  }
  // The marker was inherited by something that left the namespace: it says nothing there.
  if (readlinkSync('/proc/self/ns/net') !== readlinkSync(`/proc/${holderPid}/ns/net`)) return null;
  return { kind: 'private', socket: record.socket, inNamespaceOf: holderPid };
};

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGWINCH'] as const;
const suspending = ['SIGTSTP', 'SIGCONT'] as const;

// The program must not start when its parent died before that could have become a signal.
const startWithParent = '[ "$PPID" = "$0" ] || exit 1; exec "$@"';

export const runInside = (
  holderPid: number,
  argv: readonly string[],
  options: InsideOptions,
): Promise<number> => runWithUs(['nsenter', '--target', String(holderPid), '--net', '--', ...argv], options);

/**
 * Runs `argv` with this process' standard streams; gives its exit code, 128 + n when signal n ended it. It dies with this
 * process. It has a session of its own: a signal of the terminal's comes here alone, and so reaches it exactly once.
 */
export const runWithUs = (
  argv: readonly string[],
  { env, signals, suspendsUs = false, onlyTells = false }: InsideOptions,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const args = ['--pdeathsig', 'KILL', 'sh', '-c', startWithParent, String(process.pid), ...argv];
    const stdio: StdioOptions = onlyTells ? ['ignore', 'ignore', 'inherit'] : 'inherit';
    const child = spawn('setpriv', args, { stdio, detached: true, env });
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    const passedOn = suspendsUs ? [...forwarded, ...suspending] : forwarded;
    for (const signal of passedOn) signals.on(signal, forward);
    const settle = (): void => {
      for (const signal of passedOn) signals.off(signal, forward);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      settle();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
