// Prometheus, Alertmanager and their tools: the binaries out of Debian's packages, without installing these.
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Artefact, Workshop } from '../artefact.ts';
import { debianRelease, debianRemedy, refreshLists } from './debian.ts';

const fromPackage = (name: string, version: string, programs: readonly string[]): Artefact => ({
  name,
  source: `Debian package ${name}`,
  version,
  commands: ['apt-get', 'dpkg-deb'],
  inputs: () => [debianRelease(), process.arch, ...programs],
  make: async ({ folder, scratch, run }) => {
    await download(name, { scratch, run });
    const [file = ''] = readdirSync(scratch).filter((entry) => entry.endsWith('.deb'));
    await run('dpkg-deb', ['-x', file, 'unpacked']);
    for (const program of programs) {
      renameSync(join(scratch, 'unpacked', 'usr', 'bin', program), join(folder, program));
    }
  },
  remedy: debianRemedy,
});

const download = async (name: string, { run }: Pick<Workshop, 'scratch' | 'run'>): Promise<void> => {
  // apt's own user has no access to the cache.
  const command = ['-q', '-o', 'APT::Sandbox::User=root', 'download', name];
  try {
    await run('apt-get', command);
  } catch {
    // Lists that are missing or too old; when they are not the reason, the second try says what is.
    await refreshLists(run);
    await run('apt-get', command);
  }
};

export const prometheusServer = fromPackage('prometheus', '2.42 in Debian 12', ['prometheus', 'promtool']);
export const alertmanagerServer = fromPackage('prometheus-alertmanager', '0.25 in Debian 12', [
  'prometheus-alertmanager',
  'amtool',
]);
