// One object as kubectl shows it: the cells of its row, and the object behind them.
import type { Kind } from './k8s-kinds.ts';
import { labelsOf, type Deployment, type Pod } from './k8s-objects.ts';
import { age, secondsSince } from './times.ts';

export interface Row {
  readonly kind: Kind;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly heads: readonly string[];
  readonly cells: readonly string[];
  readonly wideHeads: readonly string[];
  readonly wideCells: readonly string[];
  readonly object: unknown;
}

export interface RowMaker {
  workload(deployment: Deployment): Row;
  pod(pod: Pod): Row;
  service(deployment: Deployment): Row;
  fixed(name: string, heads: readonly string[], cells: readonly string[]): Row;
}

export const rowOf = (kind: Kind, namespace: string, now: Date): RowMaker => {
  const row = (
    name: string,
    labels: Row['labels'],
    rest: Omit<Row, 'kind' | 'name' | 'namespace' | 'labels'>,
  ): Row => ({
    kind,
    name,
    namespace,
    labels,
    ...rest,
  });
  const since = (instant: string): string => age(secondsSince(instant, now));
  return {
    workload: (one) => row(one.name, labelsOf(one.name), workload(one, kind, namespace, since)),
    pod: (one) => row(one.name, labelsOf(one.deployment), pod(one, namespace, since)),
    service: (one) => row(one.name, labelsOf(one.name), service(one, namespace, since)),
    fixed: (name, heads, cells) =>
      row(
        name,
        {},
        {
          heads,
          cells,
          wideHeads: [],
          wideCells: [],
          object: { apiVersion: 'v1', kind: title(kind.word), metadata: { name } },
        },
      ),
  };
};

type Shown = Omit<Row, 'kind' | 'name' | 'namespace' | 'labels'>;
type Since = (instant: string) => string;

const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const proper: Readonly<Record<string, string>> = { statefulset: 'StatefulSet', daemonset: 'DaemonSet' };

const metadata = (name: string, namespace: string, app: string, createdAt: string) => ({
  name,
  namespace,
  labels: labelsOf(app),
  creationTimestamp: createdAt.replace(/\.\d+Z$/, 'Z'),
});

const workload = (one: Deployment, kind: Kind, namespace: string, since: Since): Shown => {
  const ready = one.pods.filter((pod) => pod.ready).length;
  const first = one.containers[0];
  const createdAt = first?.createdAt ?? '';
  const image = first?.image ?? '';
  const counts = kind.word === 'deployment' ? [String(one.pods.length), String(ready)] : [];
  return {
    heads: ['READY', ...(kind.word === 'deployment' ? ['UP-TO-DATE', 'AVAILABLE'] : []), 'AGE'],
    cells: [`${ready}/${one.desired}`, ...counts, since(createdAt)],
    wideHeads: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
    wideCells: [one.name, image, `app=${one.name}`],
    object: {
      apiVersion: 'apps/v1',
      kind: proper[kind.word] ?? title(kind.word),
      metadata: {
        ...metadata(one.name, namespace, one.name, createdAt),
        annotations: { 'deployment.kubernetes.io/revision': String(one.revision) },
      },
      spec: {
        replicas: one.desired,
        selector: { matchLabels: { app: one.name } },
        template: {
          metadata: { labels: labelsOf(one.name) },
          spec: { containers: [{ name: one.name, image }] },
        },
      },
      status: {
        replicas: one.pods.length,
        updatedReplicas: one.pods.length,
        readyReplicas: ready,
        availableReplicas: ready,
        unavailableReplicas: one.desired - ready,
        conditions: [{ type: 'Available', status: ready >= one.desired ? 'True' : 'False' }],
      },
    },
  };
};

const pod = (
  { name, deployment, container, ready, status }: Pod,
  namespace: string,
  since: Since,
): Shown => ({
  heads: ['READY', 'STATUS', 'RESTARTS', 'AGE'],
  cells: [ready ? '1/1' : '0/1', status, String(container.restarts), since(container.startedAt)],
  wideHeads: ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'],
  wideCells: [container.address || '<none>', 'gameday', '<none>', '<none>'],
  object: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(name, namespace, deployment, container.startedAt),
    spec: { nodeName: 'gameday', containers: [{ name: deployment, image: container.image }] },
    status: {
      phase: ready ? 'Running' : container.exitCode === 0 ? 'Succeeded' : 'Failed',
      podIP: container.address,
      startTime: container.startedAt,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [
        {
          name: deployment,
          image: container.image,
          ready,
          restartCount: container.restarts,
          state: ready
            ? { running: { startedAt: container.startedAt } }
            : {
                terminated: {
                  exitCode: container.exitCode,
                  reason: status,
                  finishedAt: container.finishedAt,
                },
              },
        },
      ],
    },
  },
});

const service = (one: Deployment, namespace: string, since: Since): Shown => {
  const first = one.containers[0];
  const ports = (first?.ports ?? []).map((port) => port.toUpperCase());
  const createdAt = first?.createdAt ?? '';
  return {
    heads: ['TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'],
    cells: ['ClusterIP', first?.address || 'None', '<none>', ports.join(',') || '<none>', since(createdAt)],
    wideHeads: ['SELECTOR'],
    wideCells: [`app=${one.name}`],
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(one.name, namespace, one.name, createdAt),
      spec: { type: 'ClusterIP', clusterIP: first?.address ?? 'None', selector: { app: one.name } },
    },
  };
};
