// Kubernetes' view of the system: a Compose service is a deployment of that name, its containers are the pods.
import { createHash } from 'node:crypto';
import type { Container } from './engine.ts';
import type { World } from './tool.ts';
import { isUp } from './units.ts';

export interface Deployment {
  readonly name: string;
  readonly desired: number;
  readonly revision: number;
  readonly pods: readonly Pod[];
  /** All containers, those of a deployment that is scaled to nothing too. */
  readonly containers: readonly Container[];
}

export interface Pod {
  readonly name: string;
  readonly deployment: string;
  readonly container: Container;
  readonly ready: boolean;
  readonly status: string;
}

/** What the containers don't show: how many there should be, and how often they were rolled out. */
export interface Kept {
  readonly replicas?: number;
  readonly revision?: number;
}

export const keptName = (deployment: string): string => `k8s-${deployment}`;

export const deploymentsOf = async (world: World): Promise<readonly Deployment[]> => {
  const all = await world.engine.containers();
  return [...new Set(all.map(({ service }) => service))].map((name) => {
    const containers = all.filter(({ service }) => service === name);
    const kept = world.recall<Kept>(keptName(name)) ?? {};
    const desired = kept.replicas ?? containers.length;
    // Scaled to nothing: the containers are kept, stopped, and no pod is seen.
    const pods = desired === 0 ? [] : containers.map(podOf);
    return { name, desired, revision: kept.revision ?? 1, pods, containers };
  });
};

const podOf = (container: Container): Pod => ({
  name: `${container.service}-${letters(`${container.service} ${container.image}`, 10)}-${letters(container.id + container.startedAt, 5)}`,
  deployment: container.service,
  container,
  ready: isUp(container),
  status: statusOf(container),
});

const statusOf = (container: Container): string => {
  if (isUp(container)) return 'Running';
  if (container.state === 'restarting') return 'CrashLoopBackOff';
  if (container.state === 'created') return 'Pending';
  if (container.oomKilled) return 'OOMKilled';
  return container.exitCode === 0 ? 'Completed' : 'Error';
};

// The letters of generated names: another start of a container is another pod.
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
const letters = (seed: string, count: number): string =>
  [...createHash('sha256').update(seed).digest().subarray(0, count)]
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');

export const labelsOf = (deployment: string): Readonly<Record<string, string>> => ({
  app: deployment,
  'app.kubernetes.io/name': deployment,
});

/** `app=x,tier!=y`. */
export const fits = (labels: Readonly<Record<string, string>>, selector: string | null): boolean =>
  (selector ?? '')
    .split(',')
    .filter((part) => part !== '')
    .every((part) => {
      const [, key = '', operator, value] = /^([^=!]+)(!=|==?)?(.*)$/.exec(part) ?? [];
      if (operator === undefined) return key in labels;
      return operator === '!=' ? labels[key] !== value : labels[key] === value;
    });
