// disconnect: the container is taken off the stack's network, and runs on.
import { z } from 'zod';
import { GamedayError } from '../../core/errors.ts';
import { fail, pass, unknown } from '../../core/observation.ts';
import { alive, freshFails, openTarget, runsAgain, stateText, type ContainerUndo } from './container.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, msText, together } from './look.ts';
import { protocolNamed } from './protocols.ts';
import { ping, type Witness } from './witness.ts';

const schema = z.strictObject({ service: z.string() });
type Config = z.infer<typeof schema>;
type Undo = ContainerUndo & { readonly network: string; readonly aliases: readonly string[] };

const showsWithinMs = 5000;
const quietMs = 500;

const create = ({ service }: Config): Fault<Undo> => {
  let witness: Witness | null = null;
  return {
    async prepare(stack, ctx) {
      const target = await openTarget(service, stack, ctx);
      witness = target.witness;
      const member = target.state.networks[stack.network];
      if (member === undefined)
        throw new GamedayError({
          code: 'fault-target-down',
          message: `${service} is not on the network ${stack.network} before the fault`,
          hint: '`gameday heal` undoes what an earlier run may have left',
        });
      return { ...target.undo, network: stack.network, aliases: member.aliases };
    },
    async inject(undo, stack, ctx) {
      await witness?.renew(ctx);
      await stack.powers.disconnect(service, undo.network, ctx);
    },
    confirm: (undo, stack, ctx) =>
      lookUntil(showsWithinMs, ctx, async () => {
        const processes = alive(await stack.kernel.processes(undo.id));
        const judge = processes.length > 0 ? pass : fail;
        const kernel = judge(`${service}, by the kernel`, 'runs', stateText(processes));
        if (undo.contact === null || witness === null)
          return unknown(`connections to ${service}`, 'fail', 'it listened nowhere before the fault');
        const fresh = await freshFails(undo.contact, stack, ctx);
        const { protocol } = undo.contact;
        if (protocol === null) return together([kernel, fresh]);
        // Opened by address before the fault: it needs nobody's word on where the service is.
        const talk = await witness.pooled().talk(protocolNamed(protocol), ping, quietMs, ctx);
        const pooledJudge = talk.ended === 'answered' ? fail : pass;
        const actual = `${talk.ended} after ${msText(talk.ms)}`;
        return together([kernel, fresh, pooledJudge('ping, pooled connection', 'no answer', actual)]);
      }),
    close: () => Promise.resolve(witness?.close()),
  };
};

export const disconnect = {
  kind: 'disconnect',
  schema,
  needs: ['network'],
  target: ({ service }) => ({ service }),
  summary: ({ service }) => `disconnect ${service} from the network`,
  create,
  async heal({ service, network, aliases }, stack, ctx) {
    const { networks } = await stack.powers.inspect(service, ctx);
    if (networks[network] === undefined) await stack.powers.connect(service, network, aliases, ctx);
  },
  // Of a service that listens nowhere, only the engine can say that it is back on the network.
  async gone(undo, stack, ctx) {
    const { networks } = await stack.powers.inspect(undo.service, ctx);
    const connected = networks[undo.network] !== undefined;
    const back = (connected ? pass : fail)(
      undo.service,
      `on ${undo.network}`,
      connected ? 'it is' : 'it is not',
    );
    return together([back, await runsAgain(undo, stack, ctx)]);
  },
} satisfies FaultKind<Config, Undo>;
