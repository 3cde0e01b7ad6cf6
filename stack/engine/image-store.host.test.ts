// Clones share the store's files, and nothing that an engine does to its images reaches the store.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { importTinyImage, tinyImage } from '../../test/tiny-image.ts';
import { cacheFolders, exclusively } from '../cache.ts';
import { runToEnd } from './fixtures/containers.ts';
import { startPrivateEngine } from './private-engine.ts';

const ctx = { clock: systemClock, signal: new AbortController().signal };

const checksum = (folder: string): string =>
  execFileSync('bash', ['-c', 'find overlay2 image -type f | sort | xargs sha256sum | sha256sum'], {
    cwd: folder,
    encoding: 'utf8',
  });

it('an engine has the store’s images without copying them, and changes only its own', async () => {
  const cache = cacheFolders(mkdtempSync(join(tmpdir(), 'gameday-store-')));
  try {
    await exclusively(cache.storeLock, ctx, { purpose: 'builds images' }, async () => {
      const builder = await startPrivateEngine(cache, ctx, { life: 'owned', images: 'store' });
      await importTinyImage(new Docker({ socketPath: builder.socket }));
      await builder.stop();
    });
    const before = checksum(cache.store);
    const [one, two] = await Promise.all([
      startPrivateEngine(cache, ctx, { life: 'owned', images: 'clone' }),
      startPrivateEngine(cache, ctx, { life: 'owned', images: 'clone' }),
    ]);
    const docker = new Docker({ socketPath: one.socket });
    // The running container has written over a file of the image: a copy of it, in its own layer.
    expect(
      (await runToEnd(docker, 'echo changed >/bin/ls; echo more >>/bin/cat; echo done')).output,
    ).toContain('done');
    await docker.getImage(tinyImage).remove();
    expect(await docker.listImages()).toEqual([]);
    expect(await new Docker({ socketPath: two.socket }).listImages()).toHaveLength(1);
    expect((await runToEnd(new Docker({ socketPath: two.socket }), 'ls / && echo fine')).output).toContain(
      'fine',
    );
    await Promise.all([one.stop(), two.stop()]);
    expect(checksum(cache.store)).toBe(before);
  } finally {
    rmSync(cache.root, { recursive: true });
  }
});
