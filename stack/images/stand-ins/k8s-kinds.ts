// Kinds of objects: how they are asked for, and how errors name them.
import { ToolError } from './tool.ts';

export interface Kind {
  /** Plural with its group, as errors name it: deployments.apps. */
  readonly plural: string;
  /** As names are prefixed: deployment.apps/x. */
  readonly prefix: string;
  /** As sentences name it. */
  readonly word: string;
  /** What it stands for here; `none` for kinds of which there are no objects. */
  readonly of: 'workload' | 'pod' | 'service' | 'node' | 'namespace' | 'none';
  readonly names: readonly string[];
}

const kind = (plural: string, of: Kind['of'], singular: string, ...short: readonly string[]): Kind => {
  const [name = '', ...group] = plural.split('.');
  const prefix = [singular, ...group].join('.');
  return { plural, of, prefix, word: singular, names: [name, singular, plural, prefix, ...short] };
};

const kinds: readonly Kind[] = [
  kind('pods', 'pod', 'pod', 'po'),
  kind('deployments.apps', 'workload', 'deployment', 'deploy'),
  kind('statefulsets.apps', 'workload', 'statefulset', 'sts'),
  kind('daemonsets.apps', 'workload', 'daemonset', 'ds'),
  kind('services', 'service', 'service', 'svc'),
  kind('nodes', 'node', 'node', 'no'),
  kind('namespaces', 'namespace', 'namespace', 'ns'),
  kind('replicasets.apps', 'none', 'replicaset', 'rs'),
  kind('events', 'none', 'event', 'ev'),
  kind('configmaps', 'none', 'configmap', 'cm'),
  kind('secrets', 'none', 'secret'),
  kind('endpoints', 'none', 'endpoints', 'ep'),
  kind('ingresses.networking.k8s.io', 'none', 'ingress', 'ing'),
  kind('jobs.batch', 'none', 'job'),
  kind('cronjobs.batch', 'none', 'cronjob', 'cj'),
  kind('horizontalpodautoscalers.autoscaling', 'none', 'horizontalpodautoscaler', 'hpa'),
  kind('persistentvolumeclaims', 'none', 'persistentvolumeclaim', 'pvc'),
  kind('persistentvolumes', 'none', 'persistentvolume', 'pv'),
  kind('serviceaccounts', 'none', 'serviceaccount', 'sa'),
];

export const kindOf = (asked: string): Kind => {
  const found = kinds.find(({ names }) => names.includes(asked.toLowerCase()));
  if (found !== undefined) return found;
  throw new ToolError(`error: the server doesn't have a resource type "${asked}"`);
};

export interface Asked {
  readonly kind: Kind;
  readonly names: readonly string[];
}

/** `deploy x y`, `deploy/x pod/y`, `pods,svc`. */
export const askedOf = (words: readonly string[]): readonly Asked[] => {
  const [first = '', ...names] = words;
  if (first.includes('/')) {
    return words.map((word) => {
      const [type = '', name = ''] = word.split('/');
      return { kind: kindOf(type), names: [name] };
    });
  }
  if (first === 'all') return ['pod', 'service', 'deployment'].map((type) => ({ kind: kindOf(type), names }));
  return first.split(',').map((type) => ({ kind: kindOf(type), names }));
};

export const notFound = ({ plural }: Kind, name: string): ToolError =>
  new ToolError(`Error from server (NotFound): ${plural} "${name}" not found`);
