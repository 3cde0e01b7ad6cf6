// What kubectl only tells: descriptions, usage, and where the cluster is.
import { askedOf, notFound } from './k8s-kinds.ts';
import { deploymentsOf, fits, labelsOf, type Deployment, type Pod } from './k8s-objects.ts';
import { columns } from './k8s-print.ts';
import type { KubeCommand } from './kubectl.ts';
import { told, ToolError } from './tool.ts';

const describe: KubeCommand = async ({ words, flags, namespace }, world) => {
  if (words.length === 0)
    throw new ToolError(
      'error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  const deployments = await deploymentsOf(world);
  const pods = deployments.flatMap((one) => one.pods);
  const texts = askedOf(words).flatMap(({ kind, names }) => {
    const podText = (pod: Pod): string => describePod(pod, namespace);
    const all: readonly (readonly [string, string, string])[] =
      kind.of === 'pod'
        ? pods.map((pod) => [pod.name, pod.deployment, podText(pod)] as const)
        : kind.of === 'workload' || kind.of === 'service'
          ? deployments.map((one) => [one.name, one.name, describeDeployment(one, namespace)] as const)
          : [];
    if (names.length === 0)
      return all.filter(([, app]) => fits(labelsOf(app), flags.text('selector'))).map(([, , text]) => text);
    // As kubectl does it: the start of a name is enough to be described.
    return names.map((name) => {
      const found = all.find(([own]) => own === name) ?? all.find(([own]) => own.startsWith(name));
      if (found === undefined) throw notFound(kind, name);
      return found[2];
    });
  });
  world.print(texts.join('\n\n'));
  return told;
};

const fields = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${`${name}:`.padEnd(24)}${value}\n`).join('');

const describePod = ({ name, deployment, container, ready, status }: Pod, namespace: string): string =>
  `${fields([
    ['Name', name],
    ['Namespace', namespace],
    ['Node', 'gameday'],
    ['Start Time', container.startedAt],
    ['Labels', `app=${deployment}`],
    ['Status', ready ? 'Running' : status],
    ['IP', container.address],
  ])}Containers:
  ${deployment}:
    Container ID:   docker://${container.id}
    Image:          ${container.image}
    State:          ${ready ? `Running\n      Started:      ${container.startedAt}` : `Terminated\n      Reason:       ${status}\n      Exit Code:    ${container.exitCode}\n      Finished:     ${container.finishedAt}`}
    Ready:          ${ready ? 'True' : 'False'}
    Restart Count:  ${container.restarts}
Conditions:
  Type    Status
  Ready   ${ready ? 'True' : 'False'}
Events:   <none>
`;

const describeDeployment = (
  { name, desired, revision, pods, containers }: Deployment,
  namespace: string,
): string => {
  const ready = pods.filter((pod) => pod.ready).length;
  return `${fields([
    ['Name', name],
    ['Namespace', namespace],
    ['CreationTimestamp', containers[0]?.createdAt ?? ''],
    ['Labels', `app=${name}`],
    ['Annotations', `deployment.kubernetes.io/revision: ${revision}`],
    ['Selector', `app=${name}`],
    [
      'Replicas',
      `${desired} desired | ${pods.length} updated | ${pods.length} total | ${ready} available | ${desired - ready} unavailable`,
    ],
    ['Image', containers[0]?.image ?? ''],
  ])}Events:                 <none>
`;
};

const top: KubeCommand = async ({ words, flags, namespace }, world) => {
  const [type = '', name] = words;
  const [{ kind } = { kind: null }] = type === '' ? [] : askedOf([type]);
  if (kind?.of !== 'pod' && kind?.of !== 'node')
    throw new ToolError(`error: unknown command "${type}"\nSee 'kubectl top -h' for help and examples`);
  const all = (await deploymentsOf(world)).flatMap((one) => one.pods).filter(({ ready }) => ready);
  const chosen = all.filter((pod) =>
    name === undefined || kind.of === 'node'
      ? fits(labelsOf(pod.deployment), flags.text('selector'))
      : pod.name === name,
  );
  if (chosen.length === 0) {
    if (name !== undefined) throw notFound(kind, name);
    throw new ToolError(`No resources found in ${namespace} namespace.`, 0);
  }
  const used = await Promise.all(chosen.map(({ container }) => world.engine.usage(container)));
  const cells = (cores: number, bytes: number): readonly string[] => [
    `${Math.round(cores * 1000)}m`,
    `${Math.round(bytes / 1024 ** 2)}Mi`,
  ];
  const rows =
    kind.of === 'node'
      ? [['gameday', ...cells(sum(used.map((one) => one.cpuCores)), sum(used.map((one) => one.memoryBytes)))]]
      : chosen.map((pod, at) => [pod.name, ...cells(used[at]?.cpuCores ?? 0, used[at]?.memoryBytes ?? 0)]);
  world.print(columns(flags.on('no-headers') ? rows : [['NAME', 'CPU(cores)', 'MEMORY(bytes)'], ...rows]));
  return told;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const clusterInfo: KubeCommand = (_, world) => {
  world.print(
    "Kubernetes control plane is running at https://127.0.0.1:6443 (stand-in)\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n",
  );
  return told;
};

const config: KubeCommand = ({ words }, world) => {
  const [verb = '', name] = words;
  const context = world.recall<string>('k8s-context') ?? 'gameday';
  if (verb === 'current-context') world.print(`${context}\n`);
  else if (verb === 'get-contexts')
    world.print(
      columns([
        ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'],
        ['*', context, 'gameday', 'gameday', ''],
      ]),
    );
  else if (verb === 'view')
    world.print(`apiVersion: v1\nclusters: []\ncontexts: []\ncurrent-context: ${context}\nkind: Config\n`);
  else if (verb === 'use-context' && name !== undefined) {
    world.keep('k8s-context', name);
    world.print(`Switched to context "${name}".\n`);
    return { exitCode: 0, effect: `written down only: context ${name}` };
  } else if (verb === 'set-context') {
    world.print(`Context "${name ?? context}" modified.\n`);
    return { exitCode: 0, effect: `written down only: ${words.join(' ')}` };
  } else throw new ToolError(`error: unknown command "config ${verb}"`);
  return told;
};

const version: KubeCommand = ({ flags }, world) => {
  world.print(
    `Client Version: v1.30.0-stand-in\n${flags.on('client') ? '' : 'Server Version: v1.30.0-stand-in\n'}`,
  );
  return told;
};

const auth: KubeCommand = (_, world) => {
  world.print('yes\n');
  return told;
};

export const tell: Readonly<Record<string, KubeCommand>> = {
  describe,
  top,
  'cluster-info': clusterInfo,
  config,
  version,
  auth,
};
