// kubectl get.
import { askedOf, notFound, type Asked, type Kind } from './k8s-kinds.ts';
import { deploymentsOf, fits, type Deployment } from './k8s-objects.ts';
import { columns, jsonPath, yaml } from './k8s-print.ts';
import { rowOf, type Row } from './k8s-rows.ts';
import type { KubeCall } from './kubectl.ts';
import { told, ToolError, type Outcome, type World } from './tool.ts';

export const get = async ({ flags, words, namespace }: KubeCall, world: World): Promise<Outcome> => {
  if (words.length === 0) {
    throw new ToolError(
      `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\nerror: Required resource not specified.`,
    );
  }
  const asked = askedOf(words);
  const rows = await rowsOf(asked, flags.text('selector'), namespace, world);
  const output = flags.text('output') ?? '';
  const named = asked.every(({ names }) => names.length > 0);
  if (rows.length === 0 && !named && !output.startsWith('json') && output !== 'yaml') {
    world.printError(
      `No resources found${flags.on('all-namespaces') ? '' : ` in ${namespace} namespace`}.\n`,
    );
  } else {
    const single = named && rows.length === 1 ? rows[0] : undefined;
    world.print(
      format(rows, single, {
        output,
        namespace: flags.on('all-namespaces'),
        headers: !flags.on('no-headers'),
        several: asked.length > 1,
        labels: flags.on('show-labels'),
      }),
    );
  }
  if (!flags.on('watch')) return told;
  world.handOver('watched for changes');
  return world.forever();
};

export const rowsOf = async (
  asked: readonly Asked[],
  selector: string | null,
  namespace: string,
  world: World,
): Promise<readonly Row[]> => {
  const deployments = await deploymentsOf(world);
  return asked.flatMap(({ kind, names }) => {
    const all = allOf(kind, deployments, namespace, world).filter(({ labels }) => fits(labels, selector));
    if (names.length === 0) return all;
    return names.map((name) => {
      const found = all.find((row) => row.name === name);
      if (found === undefined) throw notFound(kind, name);
      return found;
    });
  });
};

const allOf = (
  kind: Kind,
  deployments: readonly Deployment[],
  namespace: string,
  world: World,
): readonly Row[] => {
  const make = rowOf(kind, namespace, world.now());
  switch (kind.of) {
    case 'workload':
      return deployments.map((one) => make.workload(one));
    case 'pod':
      return deployments.flatMap(({ pods }) => pods.map((pod) => make.pod(pod)));
    case 'service':
      return deployments.map((one) => make.service(one));
    case 'node':
      return [
        make.fixed(
          'gameday',
          ['STATUS', 'ROLES', 'AGE', 'VERSION'],
          ['Ready', 'control-plane', '1d', 'v1.30.0'],
        ),
      ];
    case 'namespace':
      return [make.fixed(namespace, ['STATUS', 'AGE'], ['Active', '1d'])];
    case 'none':
      return [];
  }
};

interface Style {
  readonly output: string;
  readonly namespace: boolean;
  readonly headers: boolean;
  readonly several: boolean;
  readonly labels: boolean;
}

const format = (rows: readonly Row[], single: Row | undefined, style: Style): string => {
  const { output } = style;
  const object = single?.object ?? {
    apiVersion: 'v1',
    kind: 'List',
    items: rows.map((row) => row.object),
    metadata: { resourceVersion: '' },
  };
  if (output === 'json') return `${JSON.stringify(object, null, 4)}\n`;
  if (output === 'yaml') return yaml(object);
  if (output === 'name') return rows.map(({ kind, name }) => `${kind.prefix}/${name}\n`).join('');
  const template = /^jsonpath=(.*)$/s.exec(output)?.[1];
  if (template !== undefined) return jsonPath(template, object);
  if (output !== '' && output !== 'wide') {
    throw new ToolError(
      `error: unable to match a printer suitable for the output format "${output}", allowed formats are: json,name,wide,yaml,jsonpath`,
    );
  }
  // Kinds have columns of their own: one table each.
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  return kinds
    .map((kind) =>
      table(
        rows.filter((row) => row.kind === kind),
        style,
      ),
    )
    .join('\n');
};

const table = (rows: readonly Row[], { output, namespace, headers, several, labels }: Style): string => {
  const wide = output === 'wide';
  const line = (
    cells: readonly string[],
    more: readonly string[],
    name: string,
    space: string,
    tags: string,
  ): readonly string[] => [
    ...(namespace ? [space] : []),
    name,
    ...cells,
    ...(wide ? more : []),
    ...(labels ? [tags] : []),
  ];
  const head = rows.slice(0, 1).map((row) => line(row.heads, row.wideHeads, 'NAME', 'NAMESPACE', 'LABELS'));
  const tagsOf = (row: Row): string =>
    Object.entries(row.labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
  const body = rows.map((row) =>
    line(
      row.cells,
      row.wideCells,
      several ? `${row.kind.prefix}/${row.name}` : row.name,
      row.namespace,
      tagsOf(row),
    ),
  );
  return columns(headers ? [...head, ...body] : body);
};
