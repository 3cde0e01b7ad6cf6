// The root file system of all images: Debian's essential packages and the tools that runbooks use, by mmdebstrap.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artefact, Workshop } from '../artefact.ts';
import { debianRelease, debianRemedy, debianSources } from './debian.ts';

// usr-is-merged keeps usrmerge out, which would bring 40 MB of Perl; libstdc++6 is for Node.
const packages = [
  'usr-is-merged',
  'curl',
  'jq',
  'procps',
  'iproute2',
  'redis-server',
  'redis-tools',
  'libstdc++6',
  'tzdata',
];
const leftOut = [
  '/usr/share/man/*',
  '/usr/share/doc/*',
  '/usr/share/info/*',
  '/usr/share/locale/*',
  '/usr/share/lintian/*',
  '/usr/share/zoneinfo/*',
  '/usr/lib/*/gconv/*',
];
const kept = ['/usr/share/zoneinfo/Etc/*'];
const emptied = [
  'var/lib/apt/lists/*',
  'var/cache/apt/*',
  'var/cache/debconf/*-old',
  'var/lib/dpkg/*-old',
  'var/log/*',
];

const options = [
  // No apt: nothing is installed into a running container, and there is no route to an archive.
  '--variant=essential',
  `--include=${packages.join(',')}`,
  '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr',
  ...leftOut.map((path) => `--dpkgopt=path-exclude=${path}`),
  ...kept.map((path) => `--dpkgopt=path-include=${path}`),
  `--customize-hook=cd "$1" && rm -rf ${emptied.join(' ')}`,
];

const make = async ({ folder, scratch, run }: Workshop): Promise<void> => {
  const sources = join(scratch, 'sources.list');
  writeFileSync(sources, `${(await debianSources(run)).join('\n')}\n`);
  await run('mmdebstrap', [...options, debianRelease(), join(folder, 'base.tar'), sources]);
};

export const debianBase: Artefact = {
  name: 'debian',
  source: 'Debian packages, by mmdebstrap',
  version: 'the release of this machine',
  commands: ['mmdebstrap'],
  inputs: () => [debianRelease(), process.arch, ...options],
  make,
  remedy: debianRemedy,
};
