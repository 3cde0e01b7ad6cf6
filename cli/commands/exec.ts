// gameday exec: a command in a container of a system that is up.
import { onStack } from '../compose-client.ts';

interface ExecArgs {
  readonly scenario: string;
  readonly service: string;
  readonly argv: readonly string[];
  readonly engine?: string;
}

const monitoring = ['toxiproxy', 'prometheus', 'alertmanager', 'receiver', 'operator'];

export const handle = (args: ExecArgs): Promise<number> => {
  const project = monitoring.includes(args.service) ? `${args.scenario}-gameday` : args.scenario;
  const terminal = process.stdin.isTTY ? ['-it'] : ['-i'];
  return onStack(args, 'docker', ['exec', ...terminal, `${project}-${args.service}-1`, ...args.argv]);
};
