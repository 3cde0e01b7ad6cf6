// Prometheus, Alertmanager and their tools: the binaries out of Debian's packages, without installing these.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Artefact, Workshop } from '../artefact.ts';
import { debianRelease, debianRemedy, refreshLists } from './debian.ts';

/** `paths` of the package's files, kept where they are: programs look for their templates there. */
const fromPackage = (name: string, version: string, paths: readonly string[]): Artefact => ({
  name,
  source: `Debian package ${name}`,
  version,
  commands: ['apt-get', 'dpkg-deb'],
  inputs: () => [debianRelease(), process.arch, ...paths],
  make: async ({ folder, scratch, run }) => {
    await download(name, { scratch, run });
    const [file = ''] = readdirSync(scratch).filter((entry) => entry.endsWith('.deb'));
    await run('dpkg-deb', ['-x', file, 'unpacked']);
    for (const path of paths)
      cpSync(join(scratch, 'unpacked', path), join(folder, path), { recursive: true });
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

export const prometheusServer = fromPackage('prometheus', '2.42 in Debian 12', [
  'usr/bin/prometheus',
  'usr/bin/promtool',
]);
export const alertmanagerServer = fromPackage('prometheus-alertmanager', '0.25 in Debian 12', [
  'usr/bin/prometheus-alertmanager',
  'usr/bin/amtool',
  'usr/share/prometheus/alertmanager/default.tmpl',
  'usr/share/prometheus/alertmanager/email.tmpl',
]);
