// Signals to a service's own process, whether Docker's init stands above it or not.
import type Dockerode from 'dockerode';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { callEngine } from './engine-call.ts';
import { execIn } from './exec.ts';

// Init's first child is the service; later ones are orphans that init took over. Shell built-ins only: images may lack procps.
const signalFirstChild = `
read -r children < /proc/1/task/1/children || :
set -- "$1" $children
[ $# -gt 1 ] || { echo "init has no child" >&2; exit 1; }
kill -s "$1" "$2"`;

const signalWithinMs = 10_000;
const killed = 137;

export const signalMainProcess = async (
  container: Dockerode.Container,
  name: string,
  hasInit: boolean,
  signal: string,
  ctx: Context,
): Promise<void> => {
  if (!hasInit) {
    // PID 1 is deaf to its own namespace's STOP and KILL, but not to the engine's, which come from outside.
    await callEngine(`send ${signal} to ${name}`, ctx, (abortSignal) =>
      container.kill({ signal, abortSignal }),
    );
    return;
  }
  const request = { argv: ['sh', '-c', signalFirstChild, 'sh', signal.replace(/^SIG/, '')], user: '0' };
  const own: Context = { clock: ctx.clock, signal: ctx.clock.deadline(signalWithinMs, ctx.signal) };
  const { exitCode, output } = await execIn(container, name, request, own);
  ctx.signal.throwIfAborted();
  // A signal that ends the service ends its container, and this shell with it: then it has been sent.
  if (exitCode === 0 || exitCode === killed) return;
  throw new GamedayError({
    code: 'signal-failed',
    message: `send ${signal} to the main process of ${name}: ${output.trim() || `exit code ${exitCode ?? 'none'}`}`,
    hint: "signals below Docker's init are sent by a shell in the container: its image needs /bin/sh",
  });
};
