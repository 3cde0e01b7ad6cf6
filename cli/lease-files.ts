// Where leases lie: with a private engine in its own folder, which goes with it; for a user's engine in the cache.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CacheFolders } from '../stack/cache.ts';
import { engineFolder } from '../stack/engine/engine-record.ts';
import type { Here } from './place.ts';

const ending = '.lease';

export const leaseFile = ({ engine, cache, privateEngine }: Here, system: string): string =>
  privateEngine === null
    ? join(cache.state, `${engine.id}-${system}${ending}`)
    : privateLease(cache, privateEngine, system);

export const privateLease = (cache: CacheFolders, privateEngine: string, system: string): string =>
  join(engineFolder(cache, privateEngine), `${system}${ending}`);

/** The leases in the folder of a private engine. */
export const leasesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

/** Those of one system (null: of all) on users' engines, whichever they are. */
export const usersLeases = ({ state }: CacheFolders, system: string | null): readonly string[] =>
  leasesIn(state).filter((file) => system === null || file.endsWith(`-${system}${ending}`));

/** The systems of which somebody took the lease on this engine of a user. */
export const systemsLeased = ({ state }: CacheFolders, engine: string): readonly string[] => {
  const prefix = join(state, `${engine}-`);
  return leasesIn(state)
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length, -ending.length));
};
