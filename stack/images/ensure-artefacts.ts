// Puts artefacts into the cache, each once, whoever asks at the same time.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../core/clock.ts';
import { exclusively, type CacheFolders } from '../cache.ts';
import { installPackages } from '../install-packages.ts';
import { findCommand, hostPackages, type HostPackage } from '../packages.ts';
import type { Artefact, Workshop } from './artefact.ts';
import { artefacts, type ArtefactName } from './artefacts.ts';
import { runCommand } from './run-command.ts';

export interface Host {
  readonly cache: CacheFolders;
  /** The PATH on which the machine's commands are looked for. */
  readonly path: string;
  readonly userId: number;
  /** Told what is installed, fetched and built, why, and how long it took. */
  readonly report: (line: string) => void;
}

/** The folder of an artefact, made or not. Its name says what decides its content. */
export const artefactFolder = (cache: CacheFolders, artefact: Artefact): string => {
  const hash = createHash('sha256').update(JSON.stringify(artefact.inputs())).digest('hex');
  return join(cache.downloads, `${artefact.name}-${hash.slice(0, 12)}`);
};

export const ensureArtefacts = async (
  names: readonly ArtefactName[],
  host: Host,
  ctx: Context,
): Promise<void> => {
  const missing = [...new Set(names)]
    .map((name) => artefacts[name])
    .filter((artefact) => !existsSync(artefactFolder(host.cache, artefact)));
  if (missing.length === 0) return;
  const list = missing.map(({ name }) => name).join(', ');
  host.report(`to be fetched or built once, then kept in ${host.cache.root}: ${list}`);
  await installCommandsOf(missing, host, ctx);
  await allOrFirstError(missing, ctx, (artefact, inner) => ensureArtefact(artefact, host, inner));
};

/** The `docker-compose` that gameday itself calls, and `docker` for people, as links in the cache's bin. Gives the former's path. */
export const ensureCompose = async (host: Host, ctx: Context): Promise<string> => {
  await ensureArtefacts(['docker-tools'], host, ctx);
  const folder = artefactFolder(host.cache, artefacts['docker-tools']);
  await Promise.all(['docker', 'docker-compose'].map((name) => linkInBin(host.cache, folder, name)));
  return join(host.cache.bin, 'docker-compose');
};

const linkInBin = async (cache: CacheFolders, folder: string, name: string): Promise<void> => {
  const file = join(cache.bin, name);
  // A link can't be replaced in place, a rename over it can.
  const fresh = `${file}.${process.pid}`;
  await rm(fresh, { force: true });
  await symlink(join(folder, name), fresh);
  await rename(fresh, file);
};

const installCommandsOf = async (missing: readonly Artefact[], host: Host, ctx: Context): Promise<void> => {
  const wanted = new Set(missing.flatMap(({ commands }) => commands));
  const absent: HostPackage[] = [];
  for (const hostPackage of hostPackages) {
    const needed = hostPackage.commands.filter((command) => wanted.has(command));
    const found = await Promise.all(needed.map((command) => findCommand(command, host.path)));
    if (found.includes(null)) absent.push(hostPackage);
  }
  await installPackages(absent, ctx, { userId: host.userId, onProgress: host.report });
};

/** One of them; the table above names those of gameday. */
export const ensureArtefact = async (artefact: Artefact, host: Host, ctx: Context): Promise<void> => {
  const { cache, report } = host;
  const lock = join(cache.state, `artefact-${artefact.name}.lock`);
  const onWait = (): void => report(`waiting for another gameday that makes ${artefact.name}`);
  await exclusively(lock, ctx, { purpose: `makes ${artefact.name}`, onWait }, async () => {
    const folder = artefactFolder(cache, artefact);
    if (existsSync(folder)) return;
    const startedMs = ctx.clock.monotonicMs();
    report(`making ${artefact.name} ${artefact.version}: ${artefact.source}`);
    await make(artefact, folder, host, ctx);
    report(`made ${artefact.name} in ${((ctx.clock.monotonicMs() - startedMs) / 1000).toFixed(1)} s`);
  });
};

const make = async (
  artefact: Artefact,
  folder: string,
  { cache, path }: Host,
  ctx: Context,
): Promise<void> => {
  const unfinished = join(cache.downloads, `.${artefact.name}`);
  // Under the lock nobody else works there: it is what a killed run left.
  await removeTree(unfinished);
  const workshop: Workshop = {
    folder: join(unfinished, 'folder'),
    scratch: join(unfinished, 'scratch'),
    run: (command, args, options) => {
      const purpose = { what: artefact.name, remedy: artefact.remedy, scratch: workshop.scratch };
      return runCommand(command, args, purpose, ctx, { ...options, env: { PATH: path, ...options?.env } });
    },
    ctx,
  };
  await mkdir(workshop.folder, { recursive: true });
  await mkdir(workshop.scratch);
  try {
    await artefact.make(workshop);
    await rename(workshop.folder, folder);
  } finally {
    await removeTree(unfinished);
  }
};

const removeTree = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 3 });

/** All at once; the first failure stops the others, and nobody is still at work when it is thrown. */
const allOrFirstError = async <Item>(
  items: readonly Item[],
  { clock, signal }: Context,
  work: (item: Item, ctx: Context) => Promise<void>,
): Promise<void> => {
  const failure = new AbortController();
  const inner: Context = { clock, signal: AbortSignal.any([signal, failure.signal]) };
  let first: { readonly error: unknown } | null = null;
  await Promise.all(
    items.map(async (item) => {
      try {
        await work(item, inner);
      } catch (error) {
        first ??= { error };
        failure.abort(error);
      }
    }),
  );
  if (first !== null) throw (first as { readonly error: unknown }).error;
};
