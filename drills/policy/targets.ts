// Whom a command that changes something would hit: only what gameday itself created for this stack may be hit, and that is asked each time.
import type { Context } from '../../core/clock.ts';
import type { Invocation, ReadCommand, ShellWord } from '../../runbooks/shell/shell-model.ts';
import { optionValue, readArgs, type ReadArgs } from '../../runbooks/tools/read-args.ts';
import type { Stack } from '../../stack/stack.ts';

type Owner = Pick<Stack, 'identity' | 'engine' | 'services' | 'ownContainers'>;

/** Null when all of it is the stack's own; otherwise what isn't, for people. A command that only reads may look at anything but other hosts. */
export const checkTargets = async (
  { invocations }: Pick<ReadCommand, 'invocations'>,
  stack: Owner,
  ctx: Context,
  onlyReads = false,
): Promise<string | null> => {
  const targets = invocations
    .flatMap((invocation) => targetsOf(invocation))
    .filter(({ kind }) => !onlyReads || kind === 'host' || kind === 'unknown host');
  if (targets.length === 0) return null;
  const containers = await stack.ownContainers(ctx);
  const ids = containers.flatMap(({ id, name }) => [id, id.slice(0, 12), name]);
  const services = new Set([...stack.services, ...containers.map(({ service }) => service)]);
  const own: Readonly<Record<Target['kind'], (name: string) => boolean>> = {
    container: (name) => ids.includes(name),
    service: (name) => services.has(name),
    project: (name) => name === stack.identity.project,
    host: (name) => isLocal(name) || services.has(name),
    // Gameday's own engine has no route out.
    'unknown host': () => stack.engine.kind === 'private',
    engine: () => stack.engine.kind === 'private',
  };
  const astray = targets.find(({ kind, name }) => !own[kind](name));
  return astray === undefined ? null : complaint(astray, stack);
};

interface Target {
  readonly kind: 'container' | 'service' | 'project' | 'host' | 'unknown host' | 'engine';
  readonly name: string;
}

const complaint = ({ kind, name }: Target, { identity }: Owner): string =>
  kind === 'engine'
    ? `${name} acts on the whole engine, which is not gameday’s own`
    : `${kind} ${name} is not of the stack ${identity.system} that gameday created`;

const targetsOf = (invocation: Invocation): readonly Target[] => [
  ...invocation.wrappers.flatMap(({ kind, target }) => wrapped(kind, target)),
  ...called(invocation),
];

const wrapped = (kind: string, target: string | null): readonly Target[] => {
  if (target === null) return [];
  if (/^(?:docker|podman) exec$/.test(kind)) return [{ kind: 'container', name: target }];
  return /compose (?:exec|run)$/.test(kind) ? [{ kind: 'service', name: target }] : [];
};

const called = ({ program, args }: Invocation): readonly Target[] => {
  const read = readArgs(program, args);
  if (read === null) return [];
  if (program === 'docker-compose') return ofCompose(read, read.subcommand);
  if (program === 'docker' || program === 'podman')
    return read.subcommand.startsWith('compose ')
      ? ofCompose(read, read.subcommand.slice('compose '.length))
      : ofDocker(read);
  if (program === 'curl' || program === 'wget') return read.positionals.flatMap(ofUrl);
  const host = optionValue(read, '--host') ?? (program === 'redis-cli' ? optionValue(read, '-h') : null);
  return host === null ? [] : [{ kind: 'host', name: host }];
};

const onContainers = new Set(
  'attach commit kill pause rename restart rm start stop unpause update wait'.split(' '),
);
const onTheEngine =
  /(?:^|\s)(?:prune|rmi|load|import)$|^(?:volume|network|image|swarm|plugin) (?:rm|create|disconnect|connect|leave|init)$/;

const ofDocker = ({ subcommand, positionals }: ReadArgs): readonly Target[] => {
  if (onTheEngine.test(subcommand)) return [{ kind: 'engine', name: `docker ${subcommand}` }];
  if (onContainers.has(subcommand))
    return positionals.map(({ value }) => ({ kind: 'container', name: value }));
  if (subcommand !== 'cp') return [];
  return positionals.flatMap(({ value }) => {
    const container = /^([^/.:][^:]*):/.exec(value)?.[1];
    return container === undefined ? [] : [{ kind: 'container' as const, name: container }];
  });
};

const onServices = new Set('create kill pause restart rm scale start stop unpause up'.split(' '));

const ofCompose = (read: ReadArgs, verb: string): readonly Target[] => {
  const project = optionValue(read, '--project-name');
  return [
    ...(project === null ? [] : [{ kind: 'project' as const, name: project }]),
    ...(onServices.has(verb)
      ? read.positionals.map(({ value }) => ({
          kind: 'service' as const,
          name: value.split('=')[0] ?? value,
        }))
      : []),
  ];
};

const ofUrl = ({ value }: ShellWord): readonly Target[] => {
  const host = /^(?:\w+:\/\/)?(?:[^@/\s]*@)?(\[[^\]]+\]|[^/:?#\s]+)/.exec(value)?.[1];
  if (host === undefined) return [];
  return [{ kind: /[$`]/.test(host) ? 'unknown host' : 'host', name: host }];
};

const isLocal = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(host);
