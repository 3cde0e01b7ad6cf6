// What is asked of the machine's own Debian: which release it is, and where its packages come from.
import { readFileSync } from 'node:fs';
import { GamedayError } from '../../../core/errors.ts';
import type { Workshop } from '../artefact.ts';

export const debianRemedy =
  'needs Debian or Ubuntu and a package archive that answers (see /etc/apt/sources.list and sources.list.d)';

/** `bookworm` and the like. Images follow the machine's release, since what is built on it must run in them. */
export const debianRelease = (): string => {
  const release = readFileSync('/etc/os-release', 'utf8');
  const id = /^ID=(debian|ubuntu)$/m.exec(release)?.[1];
  const codename = /^VERSION_CODENAME=(\S+)$/m.exec(release)?.[1];
  if (id !== undefined && codename !== undefined) return codename;
  const found = /^PRETTY_NAME="?([^"\n]*)/m.exec(release)?.[1] ?? 'an unknown system';
  throw new GamedayError({
    code: 'not-debian',
    exitCode: 64,
    message: `the images are made from Debian packages, and this machine is ${found}`,
    hint: debianRemedy,
  });
};

/** The lines of the distribution's own archives, as apt has them; what else the machine knows is left out. */
export const debianSources = async (run: Workshop['run']): Promise<readonly string[]> => {
  const format = '$(ORIGIN) deb $(SITE) $(RELEASE) $(COMPONENT)';
  const list = async (): Promise<readonly string[]> => {
    const lines = await run('apt-get', ['indextargets', '--format', format, 'Identifier: Packages']);
    return lines.split('\n').flatMap((line) => /^(?:Debian|Ubuntu) (deb .*)$/.exec(line)?.[1] ?? []);
  };
  const known = await list();
  if (known.length > 0) return known;
  // Origins are known only once the package lists are there.
  await refreshLists(run);
  return list();
};

export const refreshLists = (run: Workshop['run']): Promise<string> =>
  run('apt-get', ['-o', 'DPkg::Lock::Timeout=600', 'update', '-qq']);
