// Commands after which something runs anew.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, type Call } from './calls.ts';
import { comesUp, lifecycleOf, type Lifecycle } from './lifecycle.ts';
import { oncePerPart } from './once.ts';

export interface Rise {
  readonly call: Call;
  readonly lifecycle: Lifecycle;
}

/** The last call of a command that makes something run anew. */
export const riseOf = oncePerPart(
  (document, command: Command): Rise | null =>
    callsIn(document, command)
      .flatMap((call) => {
        const lifecycle = lifecycleOf(call);
        return lifecycle !== null && comesUp(lifecycle) ? [{ call, lifecycle }] : [];
      })
      .at(-1) ?? null,
);

export const isRestart = (document: LintDocument, command: Command): boolean =>
  riseOf(document, command) !== null;
