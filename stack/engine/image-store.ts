// A private engine's first data: the images of the store, without copying their layers.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Context } from '../../core/clock.ts';
import { exclusively, type CacheFolders, type ExclusiveOptions } from '../cache.ts';

/**
 * Clones the store into `dataFolder`. Layers are hard-linked: the engine never writes into a layer's file, it copies it up
 * first. The rest (`image`: which layers make an image) is rewritten in place and therefore copied; everything else the
 * engine makes anew. Waits for whoever builds images at the moment.
 */
export const cloneStore = async (
  cache: CacheFolders,
  dataFolder: string,
  ctx: Context,
  onWait?: ExclusiveOptions['onWait'],
): Promise<void> => {
  const options = { purpose: 'reads the image store', ...(onWait === undefined ? {} : { onWait }) };
  await exclusively(cache.storeLock, ctx, options, async () => {
    if (!existsSync(join(cache.store, 'image'))) return;
    await execa('cp', ['-al', join(cache.store, 'overlay2'), dataFolder], { cancelSignal: ctx.signal });
    await execa('cp', ['-a', join(cache.store, 'image'), dataFolder], { cancelSignal: ctx.signal });
  });
};
