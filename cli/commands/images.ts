// gameday images: builds what is missing, and lists the images with source, version and size.
import { systemClock } from '../../core/clock.ts';
import { homedir } from 'node:os';
import { connectEngine } from '../../stack/engine/connect-engine.ts';
import { findEngine } from '../../stack/engine/find-engine.ts';
import { installPackages } from '../../stack/install-packages.ts';
import { missingPackages } from '../../stack/packages.ts';
import { print, printJson, say, tableText } from '../output.ts';
import { theCache } from '../cache.ts';
import { imageRows, prepareImages } from '../prepare-images.ts';
import { interruptible } from '../signals.ts';

interface ImagesArgs {
  readonly engine?: string;
  readonly json: boolean;
}

export const handle = async ({ engine: flag, json }: ImagesArgs): Promise<number> => {
  const ctx = { clock: systemClock, signal: interruptible() };
  const target = await findEngine({ flag: flag ?? null, env: process.env, home: homedir() });
  const engine = target === null ? null : await connectEngine(target);
  if (engine === null) {
    const missing = await missingPackages(['engine'], process.env['PATH'] ?? '');
    await installPackages(missing, ctx, { userId: process.getuid?.() ?? -1, onProgress: say });
  }
  await prepareImages(engine, theCache(), ctx);
  const rows = await imageRows(engine);
  if (json) printJson({ schema: 1, images: rows });
  else {
    const cells = rows.map(({ name, version, source, size, state }) => [name, version, state, size, source]);
    print(tableText([['IMAGE', 'VERSION', 'STATE', 'SIZE', 'SOURCE'], ...cells]));
  }
  return 0;
};
