// pause: the engine freezes all processes of the container. Its ports accept, nobody answers, and the engine refuses to restart it.
import { z } from 'zod';
import { fail, pass } from '../../core/observation.ts';
import { nobodyAnswers, openTarget, runsAgain, type ContainerUndo } from './container.ts';
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
      await stack.powers.pause(service, ctx);
    },
    confirm: (undo, stack, ctx) =>
      lookUntil(showsWithinMs, ctx, async () => {
        const frozen = await stack.kernel.frozen(undo.id);
        const actual = frozen === null ? 'no such container' : frozen ? 'frozen' : 'thawed';
        const kernel = (frozen === true ? pass : fail)(
          `${service}, by the kernel's freezer`,
          'frozen',
          actual,
        );
        if (undo.contact === null || undo.contact.protocol === null || frozen !== true) return kernel;
        return together([kernel, await nobodyAnswers(undo.contact, witness, stack, ctx)]);
      }),
    close: () => Promise.resolve(witness?.close()),
  };
};

export const pause = {
  kind: 'pause',
  schema,
  needs: ['pause', 'lifecycle'],
  target: ({ service }) => ({ service }),
  summary: ({ service }) => `pause ${service}`,
  create,
  async heal({ service }, stack, ctx) {
    const { status } = await stack.powers.inspect(service, ctx);
    if (status === 'paused') await stack.powers.unpause(service, ctx);
    else if (status !== 'running' && status !== 'restarting') await stack.powers.start(service, ctx);
  },
  gone: runsAgain,
} satisfies FaultKind<Config, ContainerUndo>;
