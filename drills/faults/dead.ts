// The proof that a container is dead and stays so for a moment: a restart policy would have it back at once.
import type { Context } from '../../core/clock.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { Stack } from '../../stack/stack.ts';
import { alive, freshFails, stateText, type ContainerUndo } from './container.ts';
import { pooledEnded } from './cut.ts';
import { lookUntil, together } from './look.ts';
import type { Witness } from './witness.ts';

const showsWithinMs = 5000;
// The engine's own back-off before a restart begins with 100 ms.
const staysMs = 400;

export const staysDead = async (
  undo: ContainerUndo,
  witness: Witness | null,
  stack: Stack,
  ctx: Context,
): Promise<Observation> => {
  const first = await lookUntil(showsWithinMs, ctx, () => lookDead(undo, witness, stack, ctx));
  if (first.verdict !== 'pass') return first;
  await ctx.clock.sleep(staysMs, ctx.signal);
  const still = await lookDead(undo, witness, stack, ctx);
  return still.verdict === 'pass' ? first : still;
};

const lookDead = async (
  undo: ContainerUndo,
  witness: Witness | null,
  stack: Stack,
  ctx: Context,
): Promise<Observation> => {
  const processes = alive(await stack.kernel.processes(undo.id));
  const judge = processes.length === 0 ? pass : fail;
  const kernel = judge(`${undo.service}, by the kernel`, 'no process', stateText(processes));
  if (undo.contact === null) return kernel;
  const fresh = await freshFails(undo.contact, stack, ctx);
  return together([kernel, fresh, ...(witness === null ? [] : [pooledEnded(witness)])]);
};
