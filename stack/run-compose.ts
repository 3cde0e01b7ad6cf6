// One call of docker-compose, fed by standard input.
import { execa } from 'execa';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';

export interface ComposeCall {
  /** The docker-compose binary. */
  readonly compose: string;
  readonly socket: string;
  readonly project: string;
  /** As the containers' labels name it; need not be there. */
  readonly folder: string;
  readonly text: string;
  readonly command: readonly string[];
}

const endWithinMs = 120_000;
const lastLines = 20;

/** Throws GamedayError `compose-failed` with the last lines that it wrote. */
export const runCompose = async (call: ComposeCall, ctx: Context): Promise<void> => {
  // No .env of whatever folder this happens to be, and none of the caller's COMPOSE_* or Docker settings.
  const global = [
    '--env-file',
    '/dev/null',
    '--project-directory',
    call.folder,
    '--progress',
    'plain',
    '--ansi',
    'never',
  ];
  const argv = [call.compose, ...global, '-p', call.project, '-f', '-', ...call.command];
  // Dies with its parent: what is killed while starting must not go on starting containers.
  const result = await execa('setpriv', ['--pdeathsig', 'KILL', ...argv], {
    input: call.text,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/nonexistent', DOCKER_HOST: `unix://${call.socket}` },
    extendEnv: false,
    all: true,
    reject: false,
    cancelSignal: ctx.clock.deadline(endWithinMs, ctx.signal),
    forceKillAfterDelay: 1000,
  });
  ctx.signal.throwIfAborted();
  if (!result.failed) return;
  const said = (result.all ?? '').trimEnd().split('\n').slice(-lastLines).join('\n');
  throw new GamedayError({
    code: 'compose-failed',
    message: `docker-compose ${call.command.join(' ')} of ${call.project} failed (${howEnded(result)}):\n${said}`,
    ...(said.includes(' Pulling ')
      ? { hint: 'an image is missing: `gameday images` makes those of gameday' }
      : {}),
    cause: result,
  });
};

const howEnded = ({ exitCode, signal }: { exitCode?: number; signal?: string }): string =>
  exitCode === undefined
    ? `ended by ${signal ?? 'a missing program: is setpriv of util-linux there?'}`
    : `exit code ${exitCode}`;
