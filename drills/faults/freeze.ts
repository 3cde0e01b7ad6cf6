// freeze: SIGSTOP of the service's own process. Unlike pause the engine takes it for running, so a runbook's restart works.
import { z } from 'zod';
import { fail, pass } from '../../core/observation.ts';
import {
  alive,
  ensureRunning,
  nobodyAnswers,
  openTarget,
  runsAgain,
  stateText,
  type ContainerUndo,
} from './container.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, together } from './look.ts';
import type { Witness } from './witness.ts';

const schema = z.strictObject({ service: z.string() });
type Config = z.infer<typeof schema>;

const showsWithinMs = 5000;

const create = ({ service }: Config): Fault<ContainerUndo> => {
  let witness: Witness | null = null;
  return {
    async prepare(stack, ctx) {
      const target = await openTarget(service, stack, ctx);
      witness = target.witness;
      return target.undo;
    },
    async inject(_undo, stack, ctx) {
      await witness?.renew(ctx);
      await stack.powers.signalMain(service, 'SIGSTOP', ctx);
    },
    confirm: (undo, stack, ctx) =>
      lookUntil(showsWithinMs, ctx, async () => {
        const processes = alive(await stack.kernel.processes(undo.id));
        const stopped = processes.some(({ state }) => state === 'T');
        const judge = stopped ? pass : fail;
        const kernel = judge(`${service}, by the kernel`, 'its process is stopped (T)', stateText(processes));
        if (undo.contact === null || undo.contact.protocol === null || !stopped) return kernel;
        return together([kernel, await nobodyAnswers(undo.contact, witness, stack, ctx)]);
      }),
    close: () => Promise.resolve(witness?.close()),
  };
};

export const freeze = {
  kind: 'freeze',
  schema,
  needs: ['signal', 'lifecycle'],
  target: ({ service }) => ({ service }),
  summary: ({ service }) => `freeze ${service} (SIGSTOP of its process)`,
  create,
  async heal(undo, stack, ctx) {
    const { id, status } = await stack.powers.inspect(undo.service, ctx);
    // A container that the runbook has made anew was never ours to stop.
    const stopped =
      id === undo.id && alive(await stack.kernel.processes(id)).some(({ state }) => state === 'T');
    if (status === 'running' && stopped) await stack.powers.signalMain(undo.service, 'SIGCONT', ctx);
    await ensureRunning(undo, stack, ctx);
  },
  gone: runsAgain,
} satisfies FaultKind<Config, ContainerUndo>;
