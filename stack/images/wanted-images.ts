// Which images this gameday wants: each one's tag is a hash of all that goes into it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CacheFolders } from '../cache.ts';
import { artefacts } from './artefacts.ts';
import { bundle } from './bundle.ts';
import { artefactFolder } from './ensure-artefacts.ts';
import { imageRecipes, type ImageRecipe, type ServiceImage } from './images.ts';

export interface WantedImage {
  readonly recipe: ImageRecipe;
  /** `gameday/NAME:HASH`. */
  readonly tag: string;
  /** The tag of the image it is built on. */
  readonly base: string | null;
  /** What the build context holds: name in it to path. */
  readonly context: Readonly<Record<string, string>>;
}

export const repository = (name: string): string => `gameday/${name}`;

/** The tag that Compose files name; it points to the image that this gameday wants. */
export const localTag = (name: string): string => `${repository(name)}:local`;

/** Reads small files only; of artefacts, what decides them. */
export const wantedImages = async (
  services: readonly ServiceImage[],
  cache: CacheFolders,
): Promise<readonly WantedImage[]> => {
  const wanted = new Map<string, WantedImage>();
  const tagOf = (name: string): string => {
    const tag = wanted.get(name)?.tag;
    if (tag === undefined) throw new Error(`the image ${name} is built after one that is built on it`);
    return tag;
  };
  for (const recipe of imageRecipes(services)) {
    const base = recipe.from === null ? null : tagOf(recipe.from);
    wanted.set(recipe.name, await wantedImage(recipe, base, cache));
  }
  return [...wanted.values()];
};

const wantedImage = async (
  recipe: ImageRecipe,
  base: string | null,
  cache: CacheFolders,
): Promise<WantedImage> => {
  const bundles = await bundlesOf(recipe, cache);
  const files = { ...recipeFiles(recipe.folder), ...recipe.files };
  const folders = recipe.artefacts.map(
    (name) => [artefacts[name].name, artefactFolder(cache, artefacts[name])] as const,
  );
  const hash = createHash('sha256');
  hash.update(JSON.stringify([base, folders.map(([, folder]) => basename(folder)), bundles.map(hashOf)]));
  for (const [name, path] of Object.entries(files).sort())
    hash.update(`${name}\n`).update(readFileSync(path));
  return {
    recipe,
    base,
    tag: `${repository(recipe.name)}:${hash.digest('hex').slice(0, 12)}`,
    context: {
      ...files,
      ...Object.fromEntries(folders),
      ...Object.fromEntries(bundles.map(({ name, file }) => [name, file])),
    },
  };
};

interface NamedBundle {
  readonly name: string;
  readonly file: string;
  readonly hash: string;
}

const bundlesOf = (recipe: ImageRecipe, cache: CacheFolders): Promise<readonly NamedBundle[]> =>
  Promise.all(
    Object.entries(recipe.bundles).map(async ([name, entry]) => ({ name, ...(await bundle(entry, cache)) })),
  );

const hashOf = ({ name, hash }: NamedBundle): string => `${name} ${hash}`;

/** The Dockerfile and what lies beside it, but not the program's source, which comes as a bundle. */
const recipeFiles = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(ts|js|md)$/.test(entry.name))
      .map(({ name }) => [name, join(folder, name)]),
  );
