// Builds what is missing: into an engine that is there, or into the store that private engines start from.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import type { Context } from '../../core/clock.ts';
import { exclusively, type CacheFolders } from '../cache.ts';
import { startPrivateEngine } from '../engine/private-engine.ts';
import type { ArtefactName } from './artefacts.ts';
import { buildImage, pointLocalTag } from './build-image.ts';
import { ensureArtefacts, type Host } from './ensure-artefacts.ts';
import type { ServiceImage } from './images.ts';
import { localTag, repository, wantedImages, type WantedImage } from './wanted-images.ts';

export interface ImagesOptions extends Host {
  readonly services: readonly ServiceImage[];
}

/** Into a given engine. Adds and tags our own images, touches nothing else. Needed too on a fresh clone of the store: its `local` tags may be another gameday's. */
export const ensureImages = async (docker: Docker, options: ImagesOptions, ctx: Context): Promise<void> => {
  const wanted = await wantedImages(options.services, options.cache);
  const present = await imageIds(docker);
  const missing = wanted.filter(({ tag }) => !present.has(tag));
  await ensureArtefacts(artefactsOf(missing), options, ctx);
  for (const image of missing) await buildOne(docker, image, options, ctx);
  for (const image of wanted) {
    const id = present.get(image.tag);
    if (id === undefined || present.get(localTag(image.recipe.name)) !== id)
      await pointLocalTag(docker, image);
  }
};

/** Into the store, by an engine that works on it and ends afterwards. Engines that are started as its clones have them. */
export const ensureStoreImages = async (options: ImagesOptions, ctx: Context): Promise<void> => {
  const { cache, report } = options;
  const wanted = await wantedImages(options.services, cache);
  const missing = missingInStore(wanted, cache);
  if (missing.length === 0) return;
  report(`images to build: ${missing.map(({ recipe }) => recipe.name).join(', ')}`);
  // What is fetched is not the store's: others may start engines meanwhile.
  await ensureArtefacts(artefactsOf(missing), options, ctx);
  const onWait = (): void => report('waiting for another gameday that works on the image store');
  await exclusively(cache.storeLock, ctx, { purpose: 'builds images', onWait }, async () => {
    if (missingInStore(wanted, cache).length === 0) return;
    const engine = await startPrivateEngine(cache, ctx, { life: 'owned', images: 'store' });
    try {
      await ensureImages(new Docker({ socketPath: engine.socket }), options, ctx);
    } finally {
      await engine.stop();
    }
  });
};

const buildOne = async (
  docker: Docker,
  image: WantedImage,
  options: ImagesOptions,
  ctx: Context,
): Promise<void> => {
  const startedMs = ctx.clock.monotonicMs();
  await buildImage(docker, image, options.cache, ctx);
  const seconds = ((ctx.clock.monotonicMs() - startedMs) / 1000).toFixed(1);
  options.report(`built ${repository(image.recipe.name)} in ${seconds} s`);
};

const artefactsOf = (images: readonly WantedImage[]): readonly ArtefactName[] =>
  images.flatMap(({ recipe }) => recipe.artefacts);

/** Tags to image ids. */
const imageIds = async (docker: Docker): Promise<ReadonlyMap<string, string>> => {
  const images = await docker.listImages({ filters: { reference: ['gameday/*'] } });
  return new Map(images.flatMap(({ Id, RepoTags }) => (RepoTags ?? []).map((tag) => [tag, Id] as const)));
};

const missingInStore = (wanted: readonly WantedImage[], cache: CacheFolders): readonly WantedImage[] => {
  const tags = storeTags(cache);
  return wanted.filter(({ tag }) => !tags.has(tag));
};

/** From the engine's own file, so that no engine has to be started to see that nothing is missing. */
export const storeTags = (cache: CacheFolders): ReadonlySet<string> => {
  const file = join(cache.store, 'image', 'overlay2', 'repositories.json');
  if (!existsSync(file)) return new Set();
  const { Repositories } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly Repositories: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  return new Set(Object.values(Repositories).flatMap((tags) => Object.keys(tags)));
};
