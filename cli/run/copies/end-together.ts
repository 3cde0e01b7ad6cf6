// `--fail-fast` over several copies: what ends one of them ends the others, each after the drill that it plays.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `folder`: of this copy's part; the copies meet beside it. Null: go on. */
export const endTogether = (folder: string, ownReason: string | null): string | null => {
  const file = join(dirname(folder), 'fail-fast.txt');
  if (existsSync(file)) return ownReason ?? readFileSync(file, 'utf8');
  if (ownReason !== null) writeFileSync(file, ownReason);
  return ownReason;
};
