// kill and stop share all but the way in which they end the container.
import type { ZodType } from 'zod';
import type { Context } from '../../core/clock.ts';
import type { Power, Stack } from '../../stack/stack.ts';
import { ensureRunning, openTarget, runsAgain, type ContainerUndo } from './container.ts';
import { staysDead } from './dead.ts';
import type { Fault, FaultKind } from './fault.ts';
import type { Witness } from './witness.ts';

interface DyingSpec<Config> {
  readonly kind: string;
  readonly schema: ZodType<Config>;
  readonly needs: readonly Power[];
  summary(config: Config): string;
  end(config: Config, stack: Stack, ctx: Context): Promise<void>;
}

export const dyingKind = <Config extends { readonly service: string }>(spec: DyingSpec<Config>) =>
  ({
    kind: spec.kind,
    schema: spec.schema,
    needs: spec.needs,
    target: ({ service }) => ({ service }),
    summary: spec.summary,
    create: (config) => createDying(spec, config),
    heal: ensureRunning,
    gone: runsAgain,
  }) satisfies FaultKind<Config, ContainerUndo>;

const createDying = <Config extends { readonly service: string }>(
  spec: DyingSpec<Config>,
  config: Config,
): Fault<ContainerUndo> => {
  let witness: Witness | null = null;
  return {
    async prepare(stack, ctx) {
      const target = await openTarget(config.service, stack, ctx);
      witness = target.witness;
      return target.undo;
    },
    async inject(_undo, stack, ctx) {
      await witness?.renew(ctx);
      await spec.end(config, stack, ctx);
    },
    confirm: (undo, stack, ctx) => staysDead(undo, witness, stack, ctx),
    close: () => Promise.resolve(witness?.close()),
  };
};
