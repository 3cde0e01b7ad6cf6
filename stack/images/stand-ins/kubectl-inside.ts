// kubectl logs and exec: handed to docker, by the container behind the pod.
import { kindOf, notFound } from './k8s-kinds.ts';
import { deploymentsOf, fits, labelsOf, type Pod } from './k8s-objects.ts';
import type { KubeCall, KubeCommand } from './kubectl.ts';
import { ToolError, type World } from './tool.ts';

const podsOf = async (
  word: string | undefined,
  { flags }: KubeCall,
  world: World,
): Promise<readonly Pod[]> => {
  const deployments = await deploymentsOf(world);
  const all = deployments.flatMap(({ pods }) => pods);
  if (word === undefined)
    return all.filter(({ deployment }) => fits(labelsOf(deployment), flags.text('selector')));
  const [type, name = ''] = word.includes('/') ? word.split('/') : ['pod', word];
  const kind = kindOf(type ?? '');
  const found =
    kind.of === 'pod'
      ? all.filter((pod) => pod.name === name)
      : all.filter(({ deployment }) => deployment === name);
  if (found.length > 0) return found;
  if (deployments.some((one) => one.name === name) && kind.of !== 'pod')
    throw new ToolError('error: timed out waiting for the condition');
  throw notFound(kind, name);
};

const demandContainer = ({ flags }: KubeCall, pod: Pod): void => {
  const asked = flags.text('container');
  if (asked !== null && asked !== pod.deployment)
    throw new ToolError(`error: container ${asked} is not valid for pod ${pod.name}`);
};

const logs: KubeCommand = async (call, world) => {
  const { words, flags } = call;
  if (words.length === 0 && flags.text('selector') === null)
    throw new ToolError(
      "error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples",
    );
  const found = await podsOf(words[0], call, world);
  // Of a deployment, one pod's; of a selector, all.
  const pods = words.length === 0 ? found : found.slice(0, 1);
  if (words[1] !== undefined && words[1] !== pods[0]?.deployment)
    throw new ToolError(`error: container ${words[1]} is not valid for pod ${pods[0]?.name ?? ''}`);
  for (const pod of pods) demandContainer(call, pod);
  const effect = 'none';
  if (flags.on('follow'))
    world.handOver(`followed the log of ${pods.map(({ container }) => container.name).join(', ')}`);
  for (const pod of pods)
    await world.run([
      'sh',
      '-c',
      'exec docker logs "$@" 2>&1',
      'sh',
      ...logOptions(call, pod),
      pod.container.name,
    ]);
  return { exitCode: 0, effect };
};

const logOptions = ({ flags, words }: KubeCall, { container, name, deployment }: Pod): readonly string[] => {
  const tail = flags.number('tail') ?? (words.length === 0 ? 10 : null);
  const since = flags.text('since');
  const first = Date.parse(container.startedAt) - Date.parse(container.createdAt) < 10_000;
  if (flags.on('previous') && first)
    throw new ToolError(
      `Error from server (BadRequest): previous terminated container "${deployment}" in pod "${name}" not found`,
    );
  return [
    ...(tail === null || tail < 0 ? [] : ['--tail', String(tail)]),
    ...(since === null ? [] : ['--since', since]),
    ...(flags.on('previous') ? ['--until', container.startedAt] : []),
    ...(flags.on('timestamps') ? ['-t'] : []),
    ...(flags.on('follow') ? ['-f'] : []),
  ];
};

const exec: KubeCommand = async (call, world) => {
  const { words, flags, command } = call;
  if (words.length === 0) throw new ToolError('error: pod, type/name or --filename must be specified');
  if (words.length > 1)
    throw new ToolError(
      "error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
    );
  if (command === null || command.length === 0)
    throw new ToolError('error: you must specify at least one command for the container');
  const [pod] = await podsOf(words[0], call, world);
  if (pod === undefined) throw notFound(kindOf('pod'), words[0] ?? '');
  demandContainer(call, pod);
  if (!pod.ready)
    throw new ToolError(`error: unable to upgrade connection: container not found ("${pod.deployment}")`);
  const tty = flags.on('tty') && world.terminal;
  if (flags.on('tty') && !tty)
    world.printError('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  world.handOver(`ran ${command.join(' ')} in ${pod.container.name}`);
  const options = [...(flags.on('stdin') ? ['-i'] : []), ...(tty ? ['-t'] : [])];
  const exitCode = await world.run(['docker', 'exec', ...options, pod.container.name, ...command]);
  if (exitCode !== 0) world.printError(`command terminated with exit code ${exitCode}\n`);
  return { exitCode, effect: 'none' };
};

export const inside: Readonly<Record<string, KubeCommand>> = { logs, exec };
