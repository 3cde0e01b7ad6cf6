// gameday logs: what the services of a system that is up have printed.
import { onStack } from '../compose-client.ts';

interface LogsArgs {
  readonly scenario: string;
  readonly service?: string;
  readonly engine?: string;
  readonly tail: number;
  readonly follow: boolean;
}

export const handle = (args: LogsArgs): Promise<number> =>
  onStack(args, 'docker-compose', [
    ...['-p', args.scenario, 'logs', '--tail', String(args.tail)],
    ...(args.follow ? ['--follow'] : []),
    ...(args.service === undefined ? [] : [args.service]),
  ]);
