// What a proof was made with: the hash of all sources that take part in a run, and of the proof itself.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../cli.ts';

const parts = '{bin,cli,core,drills,probes,reports,runbooks,stack,test/game/crash}/**/*.{ts,js,yaml,md}';

export const codeHash = (): string => {
  const files = globSync(parts, { cwd: root })
    .filter((file) => !/\.test\.ts$|fixtures|^reports\/(runs|test)\//.test(file))
    .toSorted();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 12);
};
