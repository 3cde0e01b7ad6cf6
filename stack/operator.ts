// The on-call person's terminal: the runbook's command lines, run as written in the operator's container.
import type { Context } from '../core/clock.ts';
import { containerOf } from './containers.ts';
import type { Engine } from './engine/connect-engine.ts';
import { endCommands, execIn, type ExecRequest } from './exec.ts';
import { endOutlived } from './outlived.ts';
import { readStandInCalls } from './stand-in-calls.ts';
import type { OperatorHost } from './operator-host.ts';
import type { ExecResult } from './stack.ts';
import { closing, createTerminal, next, type Terminal } from './terminal.ts';

export const operatorService = 'operator';

export const createOperator = (engine: Engine, system: string): OperatorHost => {
  const { docker } = engine;
  const terminals = new Map<string, Terminal>();

  const exec = async (request: ExecRequest, ctx: Context): Promise<ExecResult> => {
    // Found under a signal of its own: a deadline that has passed is the command's result, not an error.
    const own = { clock: ctx.clock, signal: new AbortController().signal };
    const { id, name } = await containerOf(docker, system, operatorService, own);
    const onEnded: ExecRequest['onEnded'] = (commandLines) => endOutlived(docker, system, commandLines, own);
    // The container's working folder is the scenario's (`operator.cwd`), so the command's is too.
    return execIn(docker.getContainer(id), name, { ...request, onEnded }, ctx);
  };

  return {
    run: async (commandLine, ctx, { session, ...options } = {}) => {
      const request: ExecRequest = { ...options, argv: ['bash', '-c', commandLine] };
      if (session === undefined) return exec(request, ctx);
      const terminal = terminals.get(session) ?? createTerminal();
      terminals.set(session, terminal);
      const { env, state } = next(terminal);
      const result = await exec({ ...request, group: terminal.group, env: { ...request.env, ...env } }, ctx);
      // Ended in the middle: what it may have kept is not what a person would have now.
      if (!result.timedOut) terminals.set(session, { ...terminal, state });
      return result;
    },
    endSession: async (session, ctx) => {
      const terminal = terminals.get(session);
      if (terminal === undefined) return;
      await exec({ argv: closing.argv, group: terminal.group, env: closing.env(terminal) }, ctx);
      const { id, name } = await containerOf(docker, system, operatorService, ctx);
      await endCommands(docker.getContainer(id), name, ctx.clock, terminal.group);
      terminals.delete(session);
    },
    standInCalls: (ctx, skip = 0) => readStandInCalls((request) => exec(request, ctx), skip),
  };
};
