// Containers, services and projects that docker, podman, nerdctl and Compose would act on.
import type { ShellWord } from '../../runbooks/shell/shell-model.ts';
import { optionValue, type ReadArgs } from '../../runbooks/tools/read-args.ts';
import { optionValues, untold, type Target } from './target.ts';

export const isContainerTool = (program: string): boolean =>
  /^(?:docker|podman|nerdctl)(?:-compose)?$/.test(program);

export const containerTargets = (read: ReadArgs, isPiped: boolean): readonly Target[] => {
  const { program, subcommand } = read;
  if (program.endsWith('-compose')) return ofCompose(read, subcommand);
  if (subcommand.startsWith('compose ')) return ofCompose(read, subcommand.slice('compose '.length));
  return isPiped
    ? [
        untold(
          `${program} gets the names of containers from a pipe, which may be anybody’s; name the service: docker compose ${subcommand} SERVICE`,
        ),
      ]
    : ofDocker(read);
};

const onContainers = new Set(
  'attach commit exec kill pause rename restart rm start stop unpause update wait'.split(' '),
);
const onTheEngine =
  /(?:^|\s)(?:prune|rmi|load|import)$|^(?:volume|network|image|swarm|plugin) (?:rm|create|disconnect|connect|leave|init)$/;

const ofDocker = ({ program, subcommand, positionals }: ReadArgs): readonly Target[] => {
  if (onTheEngine.test(subcommand)) return [{ kind: 'engine', name: `${program} ${subcommand}` }];
  if (subcommand === 'cp') return copied(positionals, 'container');
  if (!onContainers.has(subcommand)) return [];
  const named = /^(?:commit|exec|rename)$/.test(subcommand) ? positionals.slice(0, 1) : positionals;
  return named.map(({ value }) => ({ kind: 'container', name: value }));
};

/** `container:path`; what has no colon is a file here. */
const copied = (words: readonly ShellWord[], kind: 'container' | 'service'): readonly Target[] =>
  words.flatMap(({ value }) => {
    const name = /^([^/.:][^:]*):/.exec(value)?.[1];
    return name === undefined ? [] : [{ kind, name }];
  });

const onServices = new Set('create kill pause restart rm scale start stop unpause up'.split(' '));

const ofCompose = (read: ReadArgs, verb: string): readonly Target[] => {
  const project = optionValue(read, '--project-name');
  return [
    ...(project === null ? [] : [{ kind: 'project' as const, name: project }]),
    ...otherFiles(read),
    ...servicesOf(read, verb),
  ];
};

/** The folder that the operator starts in holds the stack's own file, and what a runbook writes beside it is held; any other may have the name and the services of another project. */
const own: Readonly<Record<string, RegExp>> = {
  '--file': /^(?:\.\/)?(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/,
  '--env-file': /^(?:\.\/)?\.env$/,
  '--project-directory': /^\.\/?$/,
};

const otherFiles = (read: ReadArgs): readonly Target[] =>
  Object.entries(own).flatMap(([option, isOwn]) =>
    optionValues(read, option)
      .filter((value) => !isOwn.test(value))
      .map((value) =>
        untold(
          `${option} ${value} may be of another project than the stack’s; leave it out, docker-compose.yml is there`,
        ),
      ),
  );

const servicesOf = ({ positionals }: ReadArgs, verb: string): readonly Target[] => {
  if (verb === 'cp') return copied(positionals, 'service');
  const named = verb === 'exec' || verb === 'run' ? positionals.slice(0, 1) : positionals;
  return verb === 'exec' || verb === 'run' || onServices.has(verb)
    ? named.map(({ value }) => ({ kind: 'service', name: value.split('=')[0] ?? value }))
    : [];
};
