// node test/with-engine.ts -- COMMAND…: runs it in the network of a private engine of its own that has the store's images.
import { homedir } from 'node:os';
import { systemClock } from '../core/clock.ts';
import { GamedayError, messageOf } from '../core/errors.ts';
import { cacheFolders, cacheRoot, type LockHolder } from '../stack/cache.ts';
import { startPrivateEngine } from '../stack/engine/private-engine.ts';
import { insideEnv, runInside } from '../stack/engine/reexec.ts';
import { sweepEngines } from '../stack/engine/stop-engine.ts';
import { installPackages } from '../stack/install-packages.ts';
import { missingPackages } from '../stack/packages.ts';

const say = (text: string): void => void process.stderr.write(`with-engine: ${text}\n`);

const main = async (argv: readonly string[]): Promise<number> => {
  if (argv.length === 0) {
    say('usage: node test/with-engine.ts -- COMMAND [ARGUMENT…]');
    return 64;
  }
  const ctx = { clock: systemClock, signal: new AbortController().signal };
  const cache = cacheFolders(cacheRoot(process.env, homedir()));
  const missing = await missingPackages(['engine'], process.env['PATH'] ?? '');
  await installPackages(missing, ctx, { userId: process.getuid?.() ?? -1, onProgress: say });
  await sweepEngines(cache, systemClock);
  const onWait = ({ pid, purpose }: LockHolder): void =>
    say(`waiting for pid ${pid ?? '?'}, which ${purpose}`);
  const engine = await startPrivateEngine(cache, ctx, { life: 'owned', images: 'clone', onWait });
  try {
    const env = {
      ...insideEnv(process.env, engine.id),
      DOCKER_HOST: `unix://${engine.socket}`,
      TESTCONTAINERS_RYUK_DISABLED: 'true',
    };
    return await runInside(engine.holderPid, argv, { env, signals: process });
  } finally {
    await engine.stop();
  }
};

const [first, ...rest] = process.argv.slice(2);
try {
  process.exitCode = await main(first === '--' ? rest : process.argv.slice(2));
} catch (error) {
  say(messageOf(error));
  if (error instanceof GamedayError && error.hint !== null) say(`hint: ${error.hint}`);
  process.exitCode = error instanceof GamedayError ? error.exitCode : 70;
}
