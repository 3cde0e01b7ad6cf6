// What kubectl changes: replicas, rollouts, pods.
import { parseSpan } from './times.ts';
import { askedOf, notFound, type Kind } from './k8s-kinds.ts';
import {
  deploymentsOf,
  fits,
  keptName,
  labelsOf,
  type Deployment,
  type Kept,
  type Pod,
} from './k8s-objects.ts';
import type { KubeCall, KubeCommand } from './kubectl.ts';
import { told, ToolError, type Outcome, type World } from './tool.ts';

interface Target {
  readonly kind: Kind;
  readonly deployment: Deployment;
}

const targetsOf = async ({ words, flags }: KubeCall, world: World): Promise<readonly Target[]> => {
  if (words.length === 0) throw new ToolError('error: required resource not specified');
  const deployments = await deploymentsOf(world);
  return askedOf(words).flatMap(({ kind, names }) => {
    const chosen = deployments.filter(({ name }) => fits(labelsOf(name), flags.text('selector')));
    if (names.length === 0 && flags.text('selector') === null && !flags.on('all'))
      throw new ToolError('error: resource(s) were provided, but no name was specified');
    if (kind.of !== 'workload')
      throw new ToolError(`error: no kind "${kind.word}" can be scaled or rolled out`);
    if (names.length === 0) return chosen.map((deployment) => ({ kind, deployment }));
    return names.map((name) => {
      const deployment = deployments.find((one) => one.name === name);
      if (deployment === undefined) throw notFound(kind, name);
      return { kind, deployment };
    });
  });
};

const keep = (world: World, { name, revision, desired }: Deployment, change: Kept): void => {
  const before = world.recall<Kept>(keptName(name)) ?? {};
  world.keep(keptName(name), { replicas: desired, revision, ...before, ...change });
};

const scale: KubeCommand = async (call, world) => {
  const replicas = call.flags.number('replicas');
  if (replicas === null) throw new ToolError('error: required flag(s) "replicas" not set');
  if (replicas < 0)
    throw new ToolError(
      'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
    );
  const effects: string[] = [];
  for (const { kind, deployment } of await targetsOf(call, world)) {
    const current = call.flags.number('current-replicas');
    if (current !== null && current !== deployment.desired)
      throw new ToolError(`error: Expected replicas to be ${current}, was ${deployment.desired}`);
    await scaleTo(deployment, replicas, world);
    keep(world, deployment, { replicas });
    world.print(`${kind.prefix}/${deployment.name} scaled\n`);
    effects.push(`scaled the service ${deployment.name} from ${deployment.desired} to ${replicas}`);
  }
  return { exitCode: 0, effect: effects.join(', ') };
};

const scaleTo = async ({ name, containers }: Deployment, replicas: number, world: World): Promise<void> => {
  if (replicas === 0) {
    // Stopped and not removed: a service without containers could not be found again.
    for (const container of containers) await world.engine.act(container, 'stop');
    return;
  }
  if (replicas !== containers.length) {
    const compose = ['docker-compose', '--progress', 'quiet', 'up', '-d', '--no-deps', '--no-recreate'];
    // The first process stands in the folder of the scenario's Compose file.
    const exitCode = await world.run([...compose, '--scale', `${name}=${replicas}`, name], {
      cwd: '/proc/1/cwd',
      env: world.env,
    });
    if (exitCode !== 0) throw new ToolError(`error: the service ${name} can't be scaled to ${replicas}`);
  }
  for (const container of containers.slice(0, replicas)) await world.engine.act(container, 'start');
};

const rollout: KubeCommand = async (call, world) => {
  const [verb = '', ...words] = call.words;
  const run = rollouts[verb];
  if (run === undefined)
    throw new ToolError(
      `error: unknown command "${['rollout', verb].join(' ').trim()}"\nSee 'kubectl rollout -h' for help and examples`,
    );
  const effects: string[] = [];
  for (const target of await targetsOf({ ...call, words }, world)) {
    const { exitCode, effect } = await run(target, call, world);
    if (exitCode !== 0) return { exitCode, effect };
    if (effect !== 'none') effects.push(effect);
  }
  return { exitCode: 0, effect: effects.join(', ') || 'none' };
};

type Rollout = (target: Target, call: KubeCall, world: World) => Promise<Outcome> | Outcome;

const again = async ({ deployment }: Target, world: World): Promise<void> => {
  for (const { container } of deployment.pods) await world.engine.act(container, 'restart');
  keep(world, deployment, { revision: deployment.revision + 1 });
};

const restart: Rollout = async (target, _, world) => {
  await again(target, world);
  world.print(`${target.kind.prefix}/${target.deployment.name} restarted\n`);
  return { exitCode: 0, effect: `restarted the service ${target.deployment.name}` };
};

const undo: Rollout = async (target, { flags }, world) => {
  const { name, revision } = target.deployment;
  const to = flags.number('to-revision') ?? revision - 1;
  if (revision < 2) throw new ToolError(`error: no rollout history found for ${target.kind.word} "${name}"`);
  if (to < 1 || to > revision)
    throw new ToolError(`error: unable to find specified revision ${to} in history`);
  await again(target, world);
  world.print(`${target.kind.prefix}/${name} rolled back\n`);
  return { exitCode: 0, effect: `restarted the service ${name}, whose image stays as it is` };
};

const history: Rollout = ({ kind, deployment: { name, revision } }, _, world) => {
  const lines = Array.from({ length: revision }, (__, index) => `${String(index + 1).padEnd(10)}<none>\n`);
  world.print(`${kind.prefix}/${name} \nREVISION  CHANGE-CAUSE\n${lines.join('')}\n`);
  return told;
};

const lookEveryMs = 500;

const status: Rollout = async ({ kind, deployment: { name } }, { flags }, world) => {
  const limitMs = parseSpan(flags.text('timeout') ?? '0s');
  const startedMs = world.now().getTime();
  let said = '';
  for (;;) {
    const now = (await deploymentsOf(world)).find((one) => one.name === name);
    const ready = now?.pods.filter((pod) => pod.ready).length ?? 0;
    if (now !== undefined && ready >= now.desired) {
      world.print(`${kind.word} "${name}" successfully rolled out\n`);
      return told;
    }
    const text = `Waiting for ${kind.word} "${name}" rollout to finish: ${ready} of ${now?.desired ?? 1} updated replicas are available...\n`;
    if (text !== said) world.print(text);
    said = text;
    if (flags.text('watch') === 'false') return told;
    if (limitMs > 0 && world.now().getTime() - startedMs >= limitMs)
      throw new ToolError('error: timed out waiting for the condition');
    await world.sleep(lookEveryMs);
  }
};

const noted =
  (words: string): Rollout =>
  ({ kind, deployment: { name } }, _, world) => {
    world.print(`${kind.prefix}/${name} ${words}\n`);
    return { exitCode: 0, effect: `written down only: ${name} ${words}` };
  };

const rollouts: Readonly<Record<string, Rollout>> = {
  restart,
  undo,
  history,
  status,
  pause: noted('paused'),
  resume: noted('resumed'),
};

const remove: KubeCommand = async ({ words, flags }, world) => {
  const [{ kind, names } = { kind: null, names: [] }] = words.length === 0 ? [] : askedOf(words);
  if (kind === null)
    throw new ToolError('error: You must provide one or more resources by argument or filename.');
  if (kind.of !== 'pod') {
    world.printError(
      `error: this kubectl is a stand-in of gameday and deletes no ${kind.plural}: the call was written down and not made\n`,
    );
    return { exitCode: 1, effect: `written down only: delete ${words.join(' ')}` };
  }
  const pods = (await deploymentsOf(world)).flatMap((one) => one.pods);
  const selector = flags.text('selector');
  if (names.length === 0 && selector === null && !flags.on('all'))
    throw new ToolError('error: resource(s) were provided, but no name was specified');
  const asked = words.some((word) => word.includes('/')) ? askedOf(words).flatMap((one) => one.names) : names;
  const chosen =
    asked.length === 0
      ? pods.filter(({ deployment }) => fits(labelsOf(deployment), selector))
      : asked.map((name) => pods.find((pod) => pod.name === name) ?? name);
  const hard = flags.on('force') || flags.on('now') || flags.number('grace-period') === 0;
  if (hard)
    world.printError(
      'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
    );
  let exitCode = 0;
  const effects: string[] = [];
  for (const pod of chosen) {
    if (typeof pod === 'string') {
      exitCode = flags.on('ignore-not-found') ? exitCode : 1;
      if (!flags.on('ignore-not-found')) world.printError(`${notFound(kind, pod).message}\n`);
    } else {
      await replace(pod, hard, world);
      world.print(`pod "${pod.name}" ${hard ? 'force deleted' : 'deleted'}\n`);
      effects.push(`${hard ? 'killed and started' : 'restarted'} ${pod.container.name}`);
    }
  }
  return { exitCode, effect: effects.join(', ') || 'none' };
};

/** Its deployment makes another: the same container, started anew. */
const replace = async ({ container, ready }: Pod, hard: boolean, { engine }: World): Promise<void> => {
  if (!hard || !ready) return engine.act(container, 'restart');
  await engine.act(container, 'kill');
  await engine.act(container, 'start');
};

export const changes: Readonly<Record<string, KubeCommand>> = { scale, rollout, delete: remove };
