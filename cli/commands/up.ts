// gameday up: starts a system and its monitoring and leaves them up, for people who want to look around.
import { join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import { GamedayError } from '../../core/errors.ts';
import { takeLease } from '../../drills/lease.ts';
import { startStack } from '../../stack/compose.ts';
import { findStack } from '../../stack/find-stack.ts';
import { say } from '../output.ts';
import { enterPlace } from '../place.ts';
import { pacedScenario } from '../scenarios.ts';
import { interruptible } from '../signals.ts';
import { demandImages } from '../system-images.ts';
import { leaseFile } from '../lease-files.ts';
import { stackFiles } from '../with-stack.ts';

interface UpArgs {
  readonly scenario: string;
  readonly scenarios?: string;
  readonly engine?: string;
  readonly pace?: number;
}

export const handle = async (args: UpArgs): Promise<number> => {
  const paced = pacedScenario(args.scenario, args.scenarios, args.pace);
  const system = paced.scenario.name;
  await demandImages(paced.scenario, args.engine);
  const ctx = { clock: systemClock, signal: interruptible() };
  const place = await enterPlace({ engine: args.engine, system, need: 'held' }, ctx);
  if ('done' in place) return place.done;
  const { here } = place;
  // Not only on an engine of the user's: a held private engine has us run in it when it is there already.
  if ((await findStack(here.engine, system, ctx)) !== null) {
    throw new GamedayError({
      code: 'already-up',
      exitCode: 64,
      message: `${system} is up already`,
      hint: `gameday run ${system} uses it; gameday down ${system} ends it`,
    });
  }
  const { lease } = takeLease(leaseFile(here, system), 'up', '', systemClock);
  try {
    const compose = join(here.cache.bin, 'docker-compose');
    const startMs = systemClock.monotonicMs();
    const stack = await startStack({
      engine: here.engine,
      files: stackFiles(paced),
      compose,
      held: true,
      ctx,
      report: say,
      demandOurs: () => lease.check(),
    });
    await stack.close();
    say(
      `${system} is up at pace ${paced.pace} after ${((systemClock.monotonicMs() - startMs) / 1000).toFixed(1)} s`,
    );
    say(`  gameday run ${system}   gameday ps|logs|shell ${system}   gameday down ${system}`);
    return 0;
  } finally {
    lease.release();
  }
};
