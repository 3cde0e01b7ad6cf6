// Whom a command that changes something would hit: only what gameday itself created for this stack may be hit, and that is asked each time.
import type { Context } from '../../core/clock.ts';
import type { Invocation, ReadCommand, Wrapper } from '../../runbooks/shell/shell-model.ts';
import { wrapperArgs } from '../../runbooks/tools/calls.ts';
import { guessArgs, readArgs } from '../../runbooks/tools/read-args.ts';
import type { Stack } from '../../stack/stack.ts';
import { standInTools } from '../../stack/stand-in-tools.ts';
import { composeWrites } from './compose-writes.ts';
import { containerTargets, isContainerTool } from './container-targets.ts';
import { hostTargets, lacksHost } from './host-targets.ts';
import { hostsIn, untold, type Target } from './target.ts';
import { variableTargets } from './variable-targets.ts';

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
    untold: () => false,
  };
  const astray = targets.find(({ kind, name }) => !own[kind](name));
  return astray === undefined ? null : complaint(astray, stack);
};

const complaint = ({ kind, name }: Target, { identity }: Owner): string => {
  if (kind === 'untold') return name;
  return kind === 'engine'
    ? `${name} acts on the whole engine, which is not gameday’s own`
    : `${kind} ${name} is not of the stack ${identity.system} that gameday created`;
};

const targetsOf = (invocation: Invocation): readonly Target[] => [
  ...variableTargets(invocation),
  ...composeWrites(invocation),
  ...invocation.wrappers.flatMap((wrapper, index) => wrapped(wrapper, invocation.wrappers.slice(0, index))),
  ...called(invocation),
];

const wrapped = (wrapper: Wrapper, around: readonly Wrapper[]): readonly Target[] => {
  const args = wrapperArgs(wrapper);
  const { kind, target } = wrapper;
  const tool = kind.split(' ')[0] ?? '';
  if (target === null) return [];
  if (isContainerTool(tool)) {
    const named: readonly Target[] = /^\w+ exec$/.test(kind)
      ? [{ kind: 'container', name: target }]
      : /compose (?:exec|run)$/.test(kind)
        ? [{ kind: 'service', name: target }]
        : [];
    return [...named, ...(args === null ? [] : containerTargets(args, false))];
  }
  return kind === 'ssh' && !isStandIn(kind, around) ? hostsIn(target) : [];
};

const called = ({ program, args, wrappers }: Invocation): readonly Target[] => {
  if (program === '' || isStandIn(program, wrappers)) return [];
  const read = readArgs(program, args) ?? guessArgs(program, args);
  const isPiped = wrappers.some(({ kind }) => kind === 'xargs' || kind === 'parallel');
  if (isContainerTool(program)) return containerTargets(read, isPiped);
  if (isElsewhere.test(program))
    return [untold(`${program} acts on machines that are not the stack’s; waive it, or drill it by hand`)];
  return [
    ...hostTargets(read),
    ...(isPiped && lacksHost(read)
      ? [untold(`${program} gets its host from a pipe; name it in the command`)]
      : []),
  ];
};

/** Those of the operator act on the stack, whatever names they are given (docs/stand-ins.md); rpk asks the brokers that it is told. */
const isStandIn = (program: string, around: readonly Wrapper[]): boolean =>
  standInTools.has(program) && program !== 'rpk' && !around.some(({ kind }) => isInside.test(kind));

const isInside = /^(?:docker|podman|nerdctl|kubectl|oc)\b.* (?:exec|run|debug|rsh)$|-compose (?:exec|run)$/;

const isElsewhere =
  /^(?:kubectl|oc|helm|k3s|aws|gcloud|gsutil|az|doctl|flyctl|fly|heroku|eksctl|terraform|tofu|terragrunt|pulumi|ansible|ansible-playbook)$/;

const isLocal = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(host);
