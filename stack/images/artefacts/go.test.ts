// Which Go builds: the machine's own, or the release that is asked for.
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../core/clock.ts';
import type { RunOptions, Workshop } from '../artefact.ts';
import { isOlder, runGo } from './go.ts';

it.each([
  ['go1.19.8', '1.24.9', true],
  ['go1.24.8', '1.24.9', true],
  ['go1.24', '1.24.9', true],
  ['go1.24rc2', '1.24.9', true],
  ['go1.24.9\n', '1.24.9', false],
  ['go1.26.8', '1.24.9', false],
  ['go2.0', '1.24.9', false],
  ['devel +3d8f2b1', '1.24.9', false],
])('%s is older than %s: %s', (own, than, older) => {
  expect(isOlder(own, than)).toBe(older);
});

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'gameday-go-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

/** A Go of that release that can download another one; gives what was built, by which program. */
const buildWith = async (version: string): Promise<readonly string[]> => {
  const built: string[] = [];
  const run = async (command: string, args: readonly string[], { env = {} }: RunOptions = {}) => {
    if (args[0] === 'env') return `${version}\n`;
    if (args[0] !== 'mod') built.push(`${command} ${args.join(' ')}`);
    for (const program of ['bin/go', 'pkg/tool/linux_amd64/compile', 'pkg/tool/linux_arm64/compile']) {
      const file = join(env.GOMODCACHE ?? scratch, args.at(-1) ?? '', program);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, '', { mode: 0o444 });
    }
    return '';
  };
  const workshop: Workshop = {
    folder: scratch,
    scratch,
    run,
    ctx: { clock: systemClock, signal: new AbortController().signal },
  };
  await runGo(workshop, ['build', 'x']);
  return built;
};

it('is the machine’s own where that is new enough', async () => {
  expect(await buildWith('go1.26.8')).toEqual(['go build x']);
});

it('is that of the module proxy where it is not, made executable', async () => {
  const [built = ''] = await buildWith('go1.19.8');
  const [program = ''] = built.split(' ');
  expect(program).toMatch(/golang\.org\/toolchain@v0\.0\.1-go1\.24\.9\.linux-\w+\/bin\/go$/);
  expect(statSync(program).mode & 0o111).toBe(0o111);
});
