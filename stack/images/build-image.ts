// Builds one image by the engine's own builder: a build context of what is in the cache, no network.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { execa } from 'execa';
import type { Context } from '../../core/clock.ts';
import { GamedayError, messageOf } from '../../core/errors.ts';
import type { CacheFolders } from '../cache.ts';
import { localTag, type WantedImage } from './wanted-images.ts';

export const imageLabel = 'gameday.image';

export const buildImage = async (
  docker: Docker,
  image: WantedImage,
  cache: CacheFolders,
  { signal }: Context,
): Promise<void> => {
  const context = await mkdtemp(join(cache.downloads, '.context-'));
  try {
    for (const [name, path] of Object.entries(image.context)) {
      // Artefacts are large and beside it: linked. Recipes may be on another file system: copied.
      const how = path.startsWith(`${cache.root}/`) ? '-alT' : '-aT';
      await execa('cp', [how, path, join(context, name)], { cancelSignal: signal });
    }
    await build(docker, image, context, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof GamedayError) throw error;
    throw failedBuild(image, messageOf(error), error);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
};

const build = async (
  docker: Docker,
  image: WantedImage,
  context: string,
  signal: AbortSignal,
): Promise<void> => {
  // Owned by root whoever packs it, so that one cache gives one image.
  const tar = spawn('tar', ['-C', context, '--owner=0', '--group=0', '--numeric-owner', '-cf', '-', '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  // An error of tar ends the stream early, and the engine then says so; this keeps it from being thrown outside.
  const packed = once(tar, 'close').catch(() => undefined);
  const progress = await docker.buildImage(tar.stdout, {
    t: image.tag,
    buildargs: image.base === null ? {} : { BASE: image.base },
    labels: { [imageLabel]: image.recipe.name, 'gameday.version': image.recipe.version },
    networkmode: 'none',
    // The classic builder: it is part of every engine, and needs no network for what is here.
    version: '1',
    rm: true,
    forcerm: true,
    abortSignal: signal,
  });
  const said = await finished(docker, progress);
  await packed;
  const failure = said.findLast(({ error }) => error !== undefined)?.error;
  if (failure === undefined) return;
  const log = said.map(({ stream = '' }) => stream).join('');
  throw failedBuild(image, `${failure}\n${log.trim().split('\n').slice(-12).join('\n')}`);
};

interface BuildMessage {
  readonly stream?: string;
  readonly error?: string;
}

const finished = (docker: Docker, progress: NodeJS.ReadableStream): Promise<readonly BuildMessage[]> =>
  new Promise((resolve, reject) => {
    docker.modem.followProgress(progress, (error, messages) =>
      error === null || error === undefined ? resolve(messages as readonly BuildMessage[]) : reject(error),
    );
  });

/** `gameday/NAME:local` is what Compose files name. */
export const pointLocalTag = async (docker: Docker, { recipe, tag }: WantedImage): Promise<void> => {
  const [repo, local] = localTag(recipe.name).split(':');
  await docker.getImage(tag).tag({ repo: repo ?? '', tag: local ?? '' });
};

const failedBuild = ({ recipe }: WantedImage, reason: string, cause?: unknown): GamedayError =>
  new GamedayError({
    code: 'image-not-built',
    exitCode: 64,
    message: `the image gameday/${recipe.name} can't be built: ${reason}`,
    hint: recipe.remedy,
    cause,
  });
