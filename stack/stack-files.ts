// The two Compose files as they are started: labelled, on one network, with the operator added.
import { isMap, isSeq, parseDocument, YAMLMap, type Document } from 'yaml';
import { GamedayError } from '../core/errors.ts';
import type { Engine } from './engine/connect-engine.ts';
import { hashLabel, outlineLabel, paceLabel, projectsOf, systemLabel } from './labels.ts';
import { operatorService } from './operator.ts';
import type { Edge } from './stack.ts';

/** What a scenario gives; both texts are paced already and hold their configs inline. */
export interface StackFiles {
  readonly system: string;
  readonly composeText: string;
  readonly monitoringText: string;
  readonly operator: {
    /** Where the runbook's commands run, and where they find docker-compose.yml. Absolute. */
    readonly cwd: string;
    /** Ports of the operator's own localhost to `service:port`. */
    readonly ports: Readonly<Record<string, string>>;
    /** Names that the stand-ins of ssh and scp know. */
    readonly hosts: readonly string[];
  };
  readonly pace: number;
  readonly hash: string;
}

/** What another process has to know to open a stack; kept on the operator as a label. */
export interface StackOutline {
  readonly services: readonly string[];
  /** Those of gameday's own project. */
  readonly monitoring: readonly string[];
  readonly network: string;
  readonly edges: readonly Edge[];
}

export interface ComposeTexts {
  readonly system: string;
  readonly monitoring: string;
  readonly outline: StackOutline;
}

export const composeTexts = (files: StackFiles, engine: Pick<Engine, 'socketForBindMount'>): ComposeTexts => {
  const system = parsed('the system', files.composeText);
  const monitoring = parsed('the monitoring', files.monitoringText);
  const outline: StackOutline = {
    services: keysOf(system, 'services'),
    monitoring: [...keysOf(monitoring, 'services'), operatorService],
    network: networkName(system, files.system),
    edges: edgesOf(monitoring),
  };
  label(system, files);
  // In the file, as a person's own folder gives it: told by the environment alone, Compose reads no file in `ps`,
  // and lets the name of a service that is not there pass.
  system.set('name', projectsOf(files.system).project);
  const systemText = textOf(system);
  addOperator(monitoring, systemText, files, engine, outline);
  monitoring.setIn(['networks', 'default'], monitoring.createNode({ name: outline.network, external: true }));
  label(monitoring, files);
  return { system: systemText, monitoring: textOf(monitoring), outline };
};

const parsed = (what: string, text: string): Document => {
  const document = parseDocument(text, { merge: true });
  const [error] = document.errors;
  if (error === undefined && isMap(document.contents)) return document;
  throw new GamedayError({
    code: 'invalid-compose',
    exitCode: 64,
    message: `the Compose file of ${what} does not parse: ${error?.message ?? 'it is no mapping'}`,
  });
};

const textOf = (document: Document): string =>
  document.toString({ lineWidth: 0, flowCollectionPadding: false });

const keysOf = (document: Document, section: string): readonly string[] => {
  const map = document.get(section);
  return isMap(map) ? map.items.map(({ key }) => String(key)) : [];
};

const networkName = (document: Document, system: string): string => {
  const name = document.getIn(['networks', 'default', 'name']);
  return typeof name === 'string' ? name : `${system}_default`;
};

/** The config `toxiproxy` is the one source of the edges. */
const edgesOf = (monitoring: Document): readonly Edge[] => {
  const content = monitoring.getIn(['configs', 'toxiproxy', 'content']);
  if (typeof content !== 'string') return [];
  const proxies = JSON.parse(content) as readonly { name: string; listen: string; upstream: string }[];
  return proxies.map(({ name, listen, upstream }) => ({
    name,
    listenPort: Number(listen.slice(listen.lastIndexOf(':') + 1)),
    upstream,
  }));
};

const label = (document: Document, files: StackFiles): void => {
  const labels = {
    [systemLabel]: files.system,
    [paceLabel]: String(files.pace),
    [hashLabel]: files.hash,
  };
  if (!document.hasIn(['networks', 'default']))
    document.setIn(['networks', 'default'], document.createNode({}));
  for (const section of ['services', 'networks', 'volumes']) {
    for (const key of keysOf(document, section)) {
      if (document.getIn([section, key, 'external']) !== true) addLabels(document, [section, key], labels);
    }
  }
};

/** Beside the labels that are there, in either of Compose's two forms. */
const addLabels = (
  document: Document,
  path: readonly string[],
  labels: Readonly<Record<string, string>>,
): void => {
  // `redis-data:` with nothing after it is a volume all the same.
  if (!isMap(document.getIn(path))) document.setIn(path, document.createNode({}));
  const present = document.getIn([...path, 'labels'], true);
  if (isSeq(present)) {
    for (const [key, value] of Object.entries(labels)) present.add(`${key}=${value}`);
    return;
  }
  const map = isMap(present) ? present : new YAMLMap();
  for (const [key, value] of Object.entries(labels)) map.set(key, value);
  document.setIn([...path, 'labels'], map);
};

const composeConfig = 'gameday-system';

const addOperator = (
  monitoring: Document,
  systemText: string,
  { system, operator }: StackFiles,
  engine: Pick<Engine, 'socketForBindMount'>,
  outline: StackOutline,
): void => {
  const forwards = Object.entries(operator.ports).map(([port, target]) => `${port}=${target}`);
  monitoring.setIn(
    ['services', operatorService],
    monitoring.createNode({
      image: 'gameday/operator:local',
      init: true,
      restart: 'no',
      stop_grace_period: '1s',
      working_dir: operator.cwd,
      environment: {
        DOCKER_HOST: 'unix:///var/run/docker.sock',
        GAMEDAY_PROJECT: projectsOf(system).project,
        GAMEDAY_FORWARD: forwards.join(','),
        GAMEDAY_HOSTS: operator.hosts.join(','),
      },
      volumes: [`${engine.socketForBindMount}:/var/run/docker.sock`],
      configs: [{ source: composeConfig, target: `${operator.cwd}/docker-compose.yml` }],
      labels: { [outlineLabel]: JSON.stringify(outline) },
    }),
  );
  // Compose reads `$` in a config's content as the start of a variable; what lands in the file must be the text itself.
  const content = systemText.replaceAll('$', () => '$$');
  monitoring.setIn(['configs', composeConfig], monitoring.createNode({ content }));
};
