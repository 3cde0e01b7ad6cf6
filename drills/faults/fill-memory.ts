// Fills a container's memory through its /dev/shm, which counts as its own.
import type { Context } from '../../core/clock.ts';
import { GamedayError, messageOf } from '../../core/errors.ts';
import type { ExecResult, Stack } from '../../stack/stack.ts';

// The kernel may kill the filler rather than the service: then once more, with a new name.
const mostTurns = 5;

export const fillMemory = async (
  service: string,
  limitBytes: number,
  stack: Stack,
  ctx: Context,
): Promise<void> => {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const result = await fill(service, limitBytes, turn, stack, ctx);
    const { status } = await stack.powers.inspect(service, ctx);
    if (status !== 'running') return;
    if (result?.exitCode === 0 || result?.exitCode === mountFailed) throw notFilled(service, result);
  }
  // Whether it bites is for `confirm` to say.
};

const mountFailed = 32;

const fill = async (
  service: string,
  limitBytes: number,
  turn: number,
  stack: Stack,
  ctx: Context,
): Promise<ExecResult | null> => {
  // Twice the limit, in one file per turn: what earlier turns wrote stays.
  const script = `mount -o remount,size=${4 * limitBytes} /dev/shm || exit ${mountFailed}; head -c ${2 * limitBytes} /dev/zero > /dev/shm/gameday-fill-${turn}`;
  try {
    return await stack.powers.exec(service, ['sh', '-c', script], ctx, { user: '0', privileged: true });
  } catch (error) {
    ctx.signal.throwIfAborted();
    const { status } = await stack.powers.inspect(service, ctx);
    // The container died under the command, which is what it is for.
    if (status !== 'running') return null;
    throw error;
  }
};

const notFilled = (service: string, result: ExecResult): GamedayError =>
  new GamedayError({
    code: 'memory-not-filled',
    message: `${service}: its memory could not be filled beyond the limit: ${messageOf(result.stderr.trim() || 'nothing was killed')}`,
    hint: 'the image needs sh, mount and head; the limit must count /dev/shm',
  });
