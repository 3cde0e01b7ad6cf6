// Runs a command in a container, and ends it with everything it started when time is up.
import { randomUUID } from 'node:crypto';
import type Dockerode from 'dockerode';
import type { Clock, Context } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import { callEngine, statusOf } from './engine-call.ts';
import { createCollector, streamEnded, type CollectedOutput } from './output-frames.ts';
import type { ExecOptions, ExecResult } from './stack.ts';
import { screenColumns, screenRows } from './terminal-screen.ts';
import { createTerminalText, type TerminalText } from './terminal-text.ts';

export interface ExecRequest extends ExecOptions {
  readonly argv: readonly string[];
  readonly workingDir?: string;
  /** On a pty that stays open and to which nothing is ever typed; its text is `stdout` and `output`. */
  readonly tty?: boolean;
  /** On a pty, while it runs: see `OperatorRunOptions`. */
  readonly onLines?: (lines: readonly string[]) => void;
  /** What it belongs to, so that all of a group can be ended together, its background included. */
  readonly group?: string;
  /** Called when it was ended at the deadline, with the command lines of all its processes. */
  readonly onEnded?: (commandLines: readonly CommandLine[]) => Promise<void>;
}

export type CommandLine = readonly string[];

const defaultOutputBytes = 256 * 1024;
const lookEveryMs = 200;
// Between the end of the output and the engine's word that the command is over.
const settleMs = 5;
const endWithinMs = 10_000;
// What a command left in the background keeps its output open; what is on the way still comes within this.
const lastOutputMs = 150;

/** `ctx.signal` ends the command: that is a result (`timedOut`), not an error. */
export const execIn = async (
  container: Dockerode.Container,
  name: string,
  request: ExecRequest,
  ctx: Context,
): Promise<ExecResult> => {
  const marker = `${request.group ?? ''}${randomUUID()}`;
  const { exitCode, ...output } = await runMarked(container, name, request, marker, ctx);
  if (exitCode === null) {
    const ended = await endMarked(container, name, marker, ctx.clock);
    await request.onEnded?.(ended);
  }
  return { ...output, exitCode, timedOut: exitCode === null };
};

/** Every process that the command starts inherits it, also those that leave its process group. */
const markerName = 'GAMEDAY_EXEC';

/** The exit code is null when the signal came first: then something may still run. */
const runMarked = async (
  container: Dockerode.Container,
  name: string,
  request: ExecRequest,
  marker: string,
  ctx: Context,
): Promise<CollectedOutput & { readonly exitCode: number | null }> => {
  const tty = request.tty ?? false;
  const maxBytes = request.maxOutputBytes ?? defaultOutputBytes;
  const text = tty ? createTerminalText(maxBytes) : null;
  const collector = text ?? createCollector(maxBytes);
  if (ctx.signal.aborted) return { ...collector.finish(), exitCode: null };
  // Creating and starting is never cut off by the caller's deadline: nobody would know whether the command runs.
  const own: Context = { clock: ctx.clock, signal: new AbortController().signal };
  const exec = await callEngine(`exec in ${name}`, own, (abortSignal) =>
    container.exec({ ...execConfig(request, marker), abortSignal }),
  );
  // Hijacked, the connection goes both ways: the pty's input is there, and nothing comes.
  const start = tty ? { Detach: false, Tty: true, hijack: true, stdin: true } : { Detach: false, Tty: false };
  const stream = await callEngine(`exec in ${name}`, own, () => exec.start(start));
  const exitCode = await ended(exec, streamEnded(stream, collector), own, ctx, teller(text, request.onLines));
  stream.destroy();
  return { ...collector.finish(), exitCode };
};

// Stays while the command runs: it leads the process group and keeps the marker, whatever the command does to its environment.
// Its own standard error goes nowhere, or it would add a word of its own when a signal ends the command.
const lead = 'exec 3>&2 2>/dev/null; (exec 2>&3 3>&-; exec "$@"); exit $?';
// The pty ends with its leader. What a command left in the background would be hung up with it, though a terminal goes on.
const leadOnPty = `trap "" HUP; stty rows ${screenRows} cols ${screenColumns} 2>/dev/null; ${lead}`;

const execConfig = (request: ExecRequest, marker: string): Dockerode.ExecCreateOptions => ({
  Cmd: ['sh', '-c', request.tty === true ? leadOnPty : lead, 'sh', ...request.argv],
  Env: [
    ...Object.entries(request.env ?? {}).map(([key, value]) => `${key}=${value}`),
    ...(request.tty === true ? ['TERM=xterm'] : []),
    `${markerName}=${marker}`,
  ],
  Tty: request.tty ?? false,
  AttachStdin: request.tty ?? false,
  AttachStdout: true,
  AttachStderr: true,
  ...(request.user === undefined ? {} : { User: request.user }),
  ...(request.privileged === undefined ? {} : { Privileged: request.privileged }),
  ...(request.workingDir === undefined ? {} : { WorkingDir: request.workingDir }),
});

const toldLines = 4;

/** Tells the last lines where they are others than before. */
const teller = (text: TerminalText | null, onLines: ExecRequest['onLines']): (() => void) => {
  if (text === null || onLines === undefined) return () => undefined;
  let told = '';
  return () => {
    const lines = text.lastLines(toldLines);
    if (lines.join('\n') === told) return;
    told = lines.join('\n');
    onLines(lines);
  };
};

const ended = async (
  exec: Dockerode.Exec,
  streamOver: Promise<void>,
  own: Context,
  ctx: Context,
  tell: () => void,
): Promise<number | null> => {
  const stopped = new Promise<void>((resolve) => {
    ctx.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  let outputOver = false;
  void streamOver.then(() => {
    outputOver = true;
  });
  while (!ctx.signal.aborted) {
    // The stream's end wakes at once; the looks are for commands whose background holds the stream open.
    const wake = outputOver
      ? ctx.clock.sleep(settleMs)
      : Promise.race([streamOver, ctx.clock.sleep(lookEveryMs)]);
    await Promise.race([wake, stopped]);
    tell();
    const state = await callEngine('look at a command', own, (abortSignal) => exec.inspect({ abortSignal }));
    if (state.Running) continue;
    if (!outputOver) await Promise.race([streamOver, ctx.clock.sleep(lastOutputMs)]);
    return state.ExitCode;
  }
  return null;
};

/** Ends the commands of every gameday in a container, or those of a group: what a run that died has left at work. */
export const endCommands = async (
  container: Dockerode.Container,
  name: string,
  clock: Clock,
  group = '',
): Promise<void> => {
  await endMarked(container, name, group, clock);
};

// Held first, all of them: a shell whose child is ended before it would go on with its next command. Then again and again,
// because what is being ended may have forked meanwhile; with KILL, since a frozen process heeds nothing else.
const endScript = `
for round in hold 1 2 3 4 5 6 7 8 9 10; do
  found=
  for environ in /proc/[0-9]*/environ; do
    grep -q "${markerName}=$1" "$environ" 2>/dev/null || continue
    grep -q "${markerName}=$2" "$environ" 2>/dev/null && continue
    found=yes
    pid=\${environ#/proc/}; pid=\${pid%/environ}
    signal=KILL
    if [ $round = hold ]; then
      signal=STOP
      cat "/proc/$pid/cmdline" 2>/dev/null && printf '\\0\\001\\0'
    fi
    kill -s $signal -- "-$pid" 2>/dev/null
    kill -s $signal "$pid" 2>/dev/null
  done
  [ -n "$found" ] || exit 0
done
exit 1`;

/** Gives the command lines of what it found. */
const endMarked = async (
  container: Dockerode.Container,
  name: string,
  marker: string,
  clock: Clock,
): Promise<readonly CommandLine[]> => {
  // Its own processes carry a marker too.
  const own = randomUUID();
  const request = { argv: ['sh', '-c', endScript, 'sh', marker, own], user: '0' };
  const ctx: Context = { clock, signal: clock.deadline(endWithinMs) };
  try {
    const { exitCode, stdout, stderr } = await runMarked(container, name, request, own, ctx);
    if (exitCode !== 0) throw notEnded(name, stderr.trim() || `exit code ${exitCode ?? 'none'}`, null);
    return stdout.split('\0\u0001\0').map((line) => line.split('\0').slice(0, -1));
  } catch (error) {
    // A container that is gone took its processes along.
    if (statusOf(error) === 404 || messageOf(error).includes('is not running')) return [];
    throw error instanceof GamedayError ? error : notEnded(name, messageOf(error), error);
  }
};

const notEnded = (name: string, why: string, cause: unknown): GamedayError =>
  new GamedayError({
    code: 'exec-not-ended',
    message: `a command in ${name} ran over its time and could not be ended: ${why}`,
    cause,
  });
