// Has the images built that a run needs, and lists them: those of gameday, and each scenario's own service.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../core/clock.ts';
import type { CacheFolders } from '../stack/cache.ts';
import type { Engine } from '../stack/engine/connect-engine.ts';
import { ensureCompose, type Host } from '../stack/images/ensure-artefacts.ts';
import { ensureImages, ensureStoreImages, storeTags } from '../stack/images/ensure-images.ts';
import { imageRecipes, type ServiceImage } from '../stack/images/images.ts';
import { localTag, wantedImages } from '../stack/images/wanted-images.ts';
import { say } from './output.ts';
import { packageRoot } from './package.ts';
import { theCache } from './cache.ts';

const hostOf = (cache: CacheFolders): Host => ({
  cache,
  path: process.env['PATH'] ?? '',
  userId: process.getuid?.() ?? -1,
  report: say,
});

/** Into the given engine; without one, into the store that private engines start from. */
export const prepareImages = async (
  engine: Engine | null,
  cache: CacheFolders,
  ctx: Context,
): Promise<void> => {
  const options = { ...hostOf(cache), services: serviceImages() };
  if (engine === null) await ensureStoreImages(options, ctx);
  else await ensureImages(engine.docker, options, ctx);
  // After the images, of which one has it too: then it is compiled while the others are fetched.
  await ensureCompose(options, ctx);
};

/** The services that come with gameday's own scenarios. A user's compose.yaml names images of their own. */
const serviceImages = (): readonly ServiceImage[] => {
  const scenarios = join(packageRoot, 'scenarios');
  return readdirSync(scenarios)
    .map((name) => ({ name, folder: join(scenarios, name, 'service') }))
    .filter(({ folder }) => existsSync(join(folder, 'Dockerfile')));
};

/** The tags of all that gameday builds by itself. */
export const ownTags = (): ReadonlySet<string> =>
  new Set(imageRecipes(serviceImages()).map(({ name }) => localTag(name)));

export interface ImageRow {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  readonly state: 'ready' | 'missing';
  readonly size: string;
  /** How it is known to be up, and what to do where it can't be had. */
  readonly detail: string;
}

/** Of the given engine; without one, of the store. */
export const imageRows = async (engine: Engine | null = null): Promise<readonly ImageRow[]> => {
  const cache = theCache();
  const sizes = engine === null ? null : await sizesOf(engine);
  const tags = storeTags(cache);
  const wanted = await wantedImages(serviceImages(), cache);
  return wanted.map(({ recipe, tag }) => {
    const ready = sizes === null ? tags.has(tag) : sizes.has(tag);
    const bytes = sizes?.get(tag);
    return {
      name: localTag(recipe.name),
      version: recipe.version,
      source: recipe.source,
      state: ready ? 'ready' : 'missing',
      size: bytes === undefined ? '-' : `${(bytes / 1e6).toFixed(0)} MB`,
      detail: ready ? `${recipe.version}; up when: ${recipe.up.command.join(' ')}` : recipe.remedy,
    };
  });
};

const sizesOf = async ({ docker }: Engine): Promise<ReadonlyMap<string, number>> => {
  const images = await docker.listImages({ filters: { reference: ['gameday/*'] } });
  return new Map(images.flatMap(({ RepoTags, Size }) => (RepoTags ?? []).map((tag) => [tag, Size] as const)));
};
