// The help that is there at once is the one that yargs would print.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = dirname(import.meta.dirname);

it('bin/help.txt is what `node cli/main.ts --help > bin/help.txt` writes', () => {
  const printed = execFileSync(process.execPath, [join(root, 'cli', 'main.ts'), '--help'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(readFileSync(join(root, 'bin', 'help.txt'), 'utf8')).toBe(printed);
});
