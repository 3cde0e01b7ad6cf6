// Go programs that run in any image. They are built by the machine's Go or, where that is older than they ask for (Debian 12 has
// 1.19), by the release that they ask for, which the module proxy serves as a module: https://go.dev/doc/toolchain
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunOptions, Workshop } from '../artefact.ts';

/** That of docker-tools/go.mod, the newest that is asked for. */
const wanted = '1.24.9';

/** Without the C library of the machine that builds, and without what only a debugger reads, a fifth of the work. */
const env = { CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false -gcflags=all=-dwarf=false', GOWORK: 'off' };

/** `args`: those of the go command. */
export const runGo = async (
  workshop: Workshop,
  args: readonly string[],
  options: RunOptions = {},
): Promise<void> => {
  const own = await workshop.run('go', ['env', 'GOVERSION'], { env: { GOTOOLCHAIN: 'local' } });
  const go = isOlder(own, wanted) ? await fetchGo(workshop) : 'go';
  await workshop.run(go, args, { ...options, env: { ...env, ...options.env } });
};

/** `own`: as `go env GOVERSION` shows it, e.g. `go1.19.8`; what isn't a release is taken as new. */
export const isOlder = (own: string, than: string): boolean => {
  const [, ...has] = /^go(\d+)\.(\d+)(?:\.(\d+))?/.exec(own.trim()) ?? [];
  if (has.length === 0) return false;
  const needs = than.split('.').map(Number);
  const at = needs.findIndex((number, index) => number !== Number(has[index] ?? 0));
  return at >= 0 && Number(has[at] ?? 0) < (needs[at] ?? 0);
};

const fetchGo = async ({ scratch, run }: Workshop): Promise<string> => {
  const platform = `linux-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const module = `golang.org/toolchain@v0.0.1-go${wanted}.${platform}`;
  const modules = join(scratch, 'go-toolchain');
  // In the scratch folder, since its programs have to be made executable; writable, so that it can be thrown away.
  await run('go', ['mod', 'download', '-modcacherw', module], {
    env: { GOMODCACHE: modules, GOWORK: 'off' },
  });
  const root = join(modules, module);
  for (const folder of ['bin', join('pkg', 'tool', platform.replace('-', '_'))])
    for (const file of readdirSync(join(root, folder))) chmodSync(join(root, folder, file), 0o755);
  return join(root, 'bin', 'go');
};
