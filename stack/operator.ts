// The on-call person's terminal: the runbook's command lines, run as written in the operator's container.
import { containerOf } from './containers.ts';
import type { Engine } from './engine/connect-engine.ts';
import { execIn } from './exec.ts';
import type { Operator } from './stack.ts';

export const operatorService = 'operator';

export const createOperator = (engine: Engine, system: string): Operator => ({
  run: async (commandLine, ctx, options = {}) => {
    // Found under a signal of its own: a deadline that has passed is the command's result, not an error.
    const own = { clock: ctx.clock, signal: new AbortController().signal };
    const { id, name } = await containerOf(engine.docker, system, operatorService, own);
    // The container's working folder is the scenario's (`operator.cwd`), so the command's is too.
    return execIn(
      engine.docker.getContainer(id),
      name,
      { ...options, argv: ['bash', '-c', commandLine] },
      ctx,
    );
  },
});
