// cut: the edge is down. New connections are refused, those there were are closed.
import { z } from 'zod';
import type { Context } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { Stack } from '../../stack/stack.ts';
import { answersFresh, edgeNamed, proxyService, upstreamOf } from './edge.ts';
import type { Fault, FaultKind } from './fault.ts';
import { lookUntil, msText, together } from './look.ts';
import { edgeKey } from './toxic-schema.ts';
import { dial, openWitness, type Contact, type Witness } from './witness.ts';

const schema = z.strictObject(edgeKey);
type Config = z.infer<typeof schema>;
type Undo = { readonly edge: string; readonly contact: Contact };

const showsWithinMs = 5000;

const create = ({ edge: name }: Config): Fault<Undo> => {
  let witness: Witness | null = null;
  return {
    async prepare(stack, ctx) {
      const edge = edgeNamed(stack, name);
      const at = { service: proxyService, port: edge.listenPort };
      witness = await openWitness(stack, at, upstreamOf(edge), ctx);
      if (witness === null || !(await stack.edges.enabled(name, ctx))) throw cutAlready(name);
      return { edge: name, contact: witness.contact };
    },
    async inject(undo, stack, ctx) {
      await witness?.renew(ctx);
      await stack.edges.setEnabled(undo.edge, false, ctx);
    },
    async confirm(undo, stack, ctx) {
      const fresh = lookUntil(showsWithinMs, ctx, () => freshRefused(undo.contact, stack, ctx));
      const pooled = lookUntil(showsWithinMs, ctx, () => Promise.resolve(pooledEnded(witness)));
      return together(await Promise.all([fresh, pooled]));
    },
    close: () => Promise.resolve(witness?.close()),
  };
};

export const cut = {
  kind: 'cut',
  schema,
  needs: ['edges'],
  target: ({ edge }) => ({ edge }),
  summary: ({ edge }) => `${edge} cut: connections refused`,
  create,
  heal: ({ edge }, stack, ctx) => stack.edges.setEnabled(edge, true, ctx),
  gone: ({ edge, contact }, stack, ctx) => answersFresh(contact, stack, ctx, edge),
} satisfies FaultKind<Config, Undo>;

const freshRefused = async (contact: Contact, stack: Stack, ctx: Context): Promise<Observation> => {
  const startedMs = ctx.clock.monotonicMs();
  const fresh = await dial(stack, contact, 2000, ctx);
  const afterMs = msText(ctx.clock.monotonicMs() - startedMs);
  if (fresh.line === null) return pass('fresh connection', 'refused', `${fresh.error} after ${afterMs}`);
  fresh.line.destroy();
  return fail('fresh connection', 'refused', `accepted after ${afterMs}`);
};

export const pooledEnded = (witness: Witness | null): Observation => {
  const ended = witness?.pooled().ended() ?? null;
  return (ended === null ? fail : pass)('pooled connection', 'closed', ended ?? 'open');
};

const cutAlready = (edge: string): GamedayError =>
  new GamedayError({
    code: 'fault-target-down',
    message: `${edge}: no connection over this edge before the fault`,
    hint: '`gameday heal` undoes what an earlier run may have left; `gameday ps` shows what runs',
  });
