// memory: the container gets a limit, and its memory is filled until the kernel kills its process.
import { z } from 'zod';
import { bytesSchema, formatBytes } from '../../core/bytes.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { Context } from '../../core/clock.ts';
import type { Stack } from '../../stack/stack.ts';
import { ensureRunning, openTarget, runsAgain, type ContainerUndo } from './container.ts';
import { staysDead } from './dead.ts';
import type { Fault, FaultKind } from './fault.ts';
import { emptyMemory, fillMemory } from './fill-memory.ts';
import { lookUntil, together } from './look.ts';
import type { Witness } from './witness.ts';

const schema = z
  .strictObject({ service: z.string(), limit: bytesSchema })
  .transform(({ service, limit }) => ({ service, limitBytes: limit }));
type Config = z.infer<typeof schema>;
type Undo = ContainerUndo & {
  /** The limits before; 0 none. */
  readonly limitBytes: number;
  readonly swapBytes: number;
  /** The kernel's counter, and the time (epoch), before. */
  readonly oomKills: number;
  readonly sinceMs: number;
};

const showsWithinMs = 5000;
const oomExitCode = 137;

const create = ({ service, limitBytes }: Config): Fault<Undo> => {
  let witness: Witness | null = null;
  return {
    async prepare(stack, ctx) {
      const { state, undo, witness: opened } = await openTarget(service, stack, ctx);
      witness = opened;
      return {
        ...undo,
        limitBytes: state.memoryLimitBytes,
        swapBytes: state.memorySwapLimitBytes,
        oomKills: await stack.kernel.oomKills(),
        sinceMs: ctx.clock.now().getTime(),
      };
    },
    async inject(_undo, stack, ctx) {
      await witness?.renew(ctx);
      // Memory and swap together: none may go to swap.
      await stack.powers.limitMemory(service, limitBytes, limitBytes, ctx);
      await fillMemory(service, limitBytes, stack, ctx);
    },
    confirm: (undo, stack, ctx) => wasOomKilled(undo, witness, stack, ctx),
    close: () => Promise.resolve(witness?.close()),
  };
};

const wasOomKilled = async (
  undo: Undo,
  witness: Witness | null,
  stack: Stack,
  ctx: Context,
): Promise<Observation> => {
  const dead = await staysDead(undo, witness, stack, ctx);
  const killed = await lookUntil(showsWithinMs, ctx, async () => {
    const { exitCode } = await stack.powers.inspect(undo.service, ctx);
    const kills = await stack.kernel.oomKills();
    const events = await stack.events(undo.sinceMs, ctx);
    const reported = events.some(({ service, action }) => service === undo.service && action === 'oom');
    // The flag OOMKilled survives a later start, so it is no proof; a counter that rose is.
    return together([
      (exitCode === oomExitCode ? pass : fail)('exit code', String(oomExitCode), String(exitCode)),
      (kills > undo.oomKills ? pass : fail)("the kernel's oom_kill", `above ${undo.oomKills}`, String(kills)),
      (reported ? pass : fail)("the engine's oom event", 'reported', reported ? 'reported' : 'none'),
    ]);
  });
  return together([dead, killed]);
};

export const memory = {
  kind: 'memory',
  schema,
  needs: ['memory', 'exec', 'lifecycle'],
  target: ({ service }) => ({ service }),
  summary: ({ service, limitBytes }) =>
    `fill ${service}'s memory up to ${formatBytes(limitBytes)}, until the kernel kills it`,
  create,
  async heal(undo, stack, ctx) {
    const { id } = await stack.powers.inspect(undo.service, ctx);
    // A container that was made anew has the limits of its file.
    if (id === undo.id) {
      await stack.powers.limitMemory(undo.service, undo.limitBytes, undo.swapBytes, ctx);
      await emptyMemory(undo.service, stack, ctx);
    }
    await ensureRunning(undo, stack, ctx);
  },
  gone: async (undo, stack, ctx) => {
    const runs = await runsAgain(undo, stack, ctx);
    const { id } = await stack.powers.inspect(undo.service, ctx);
    const limit = (await stack.kernel.memory(id))?.limitBytes ?? 0;
    if (id !== undo.id) return runs;
    const what = `${undo.service}'s memory limit, by the kernel`;
    const judge = limit === undo.limitBytes ? pass : fail;
    return together([runs, judge(what, limitText(undo.limitBytes), limitText(limit))]);
  },
} satisfies FaultKind<Config, Undo>;

const limitText = (bytes: number): string => (bytes === 0 ? 'none' : formatBytes(bytes));
