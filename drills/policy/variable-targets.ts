// Variables that name whom a tool talks to, wherever a line sets them: in front of a program, by export, with -e, in a file.
import type { Invocation } from '../../runbooks/shell/shell-model.ts';
import { hostsIn, untold, type Target } from './target.ts';

const hosts = new Set(
  'PGHOST PGHOSTADDR MYSQL_HOST RPK_BROKERS REDPANDA_BROKERS RABBITMQ_NODENAME NATS_URL HTTP_PROXY HTTPS_PROXY ALL_PROXY FTP_PROXY'.split(
    ' ',
  ),
);
const files = new Set('PGSERVICE PGSERVICEFILE KCAT_CONFIG COMPOSE_ENV_FILES COMPOSE_FILE'.split(' '));

export const variableTargets = (invocation: Invocation): readonly Target[] => [
  ...invocation.assignments.flatMap(({ name, value }) => named(name, value)),
  ...textsOf(invocation).flatMap((text) =>
    [...text.matchAll(/(?<![\w-])([A-Za-z_]+)=["']?([^\s"';]*)/g)].flatMap(([, name = '', value = '']) =>
      named(name, value),
    ),
  ),
];

const textsOf = ({ args, redirections, wrappers }: Invocation): readonly string[] => [
  ...[...args, ...wrappers.flatMap(({ words }) => words)].map(({ value }) => value),
  ...redirections.flatMap(({ target }) => (target === null ? [] : [target.value])),
];

const named = (written: string, value: string): readonly Target[] => {
  const name = written.toUpperCase();
  if (value === '') return [];
  if (name === 'COMPOSE_PROJECT_NAME') return [{ kind: 'project', name: value }];
  if (hosts.has(name)) return hostsIn(value);
  return files.has(name)
    ? [untold(`${written}=${value}: what that file says decides whom it hits; name it in the command`)]
    : [];
};
