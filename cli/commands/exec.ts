// gameday exec: a command in a container of a system that is up.
import { onStack } from '../compose-client.ts';
import { usageError } from '../errors.ts';

interface ExecArgs {
  readonly scenario: string;
  readonly service: string;
  readonly argv?: readonly string[];
  /** What stood after `--`. */
  readonly '--'?: readonly string[];
  readonly engine?: string;
}

const monitoring = ['toxiproxy', 'prometheus', 'alertmanager', 'receiver', 'operator'];

export const handle = (args: ExecArgs): Promise<number> => {
  const argv = [...(args.argv ?? []), ...(args['--'] ?? [])];
  if (argv.length === 0) throw usageError('expected a command after the service, e.g. -- cat /etc/hostname');
  const project = monitoring.includes(args.service) ? `${args.scenario}-gameday` : args.scenario;
  const terminal = process.stdin.isTTY ? ['-it'] : ['-i'];
  return onStack(args, 'docker', ['exec', ...terminal, `${project}-${args.service}-1`, ...argv]);
};
