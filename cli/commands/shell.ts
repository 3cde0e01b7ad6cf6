// gameday shell: the on-call person's terminal, as the runbook's commands have it.
import { onStack } from '../compose-client.ts';

export const handle = (args: { readonly scenario: string; readonly engine?: string }): Promise<number> =>
  onStack(args, 'docker', [
    'exec',
    ...(process.stdin.isTTY ? ['-it'] : ['-i']),
    `${args.scenario}-gameday-operator-1`,
    'bash',
  ]);
