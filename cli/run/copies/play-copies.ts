// A game day on several copies of the stack: each is a run of its own on an engine of its own, and dies with this process.
import { availableParallelism, freemem, homedir } from 'node:os';
import type { Context } from '../../../core/clock.ts';
import { GamedayError } from '../../../core/errors.ts';
import { journalsIn } from '../../../core/journal/run-files.ts';
import { exitCodes } from '../../../core/verdicts.ts';
import { worstCode } from '../../../reports/fold/exit.ts';
import { findEngine } from '../../../stack/engine/find-engine.ts';
import { runWithUs } from '../../../stack/engine/reexec.ts';
import { theCache } from '../../cache.ts';
import { sweepDead } from '../../end-engines.ts';
import { usageError } from '../../errors.ts';
import { ownCommand } from '../../package.ts';
import { heldEngine, prepareEngines } from '../../place.ts';
import { whileInside } from '../../signals.ts';
import type { ChosenGameDay } from '../choice/choose-drills.ts';
import { makeRunFolder } from '../run-folder.ts';
import { showReport } from '../show-report.ts';
import type { Machine } from './capacity.ts';
import { deal } from './deal.ts';
import { copyEnv } from './own-copy.ts';

export const thisMachine = (): Machine => ({ cores: availableParallelism(), freeBytes: freemem() });

/** Throws (64) where a stack can't be copied: on an engine of the user's there is one for each system, and one that is up is used as it is. */
export const demandCopyable = async (engineFlag: string | undefined, system: string): Promise<void> => {
  const target = await findEngine({ flag: engineFlag ?? null, env: process.env, home: homedir() });
  if (target !== null)
    throw usageError(
      `--parallel: on an engine of yours (${target.socket}) there is one stack of each system, and nothing fences copies off from each other`,
      'leave out --parallel; or leave out --engine, DOCKER_HOST and the context (DOCKER_CONTEXT=default), and each copy gets a private engine',
    );
  if ((await heldEngine(theCache(), system)) !== null)
    throw usageError(
      `--parallel: ${system} is up, and a run uses the stack that is up`,
      `gameday down ${system} first; then each copy starts a stack of its own`,
    );
};

export interface CopiesSetting {
  readonly selection: ChosenGameDay;
  readonly run: string;
  readonly out: string | undefined;
  readonly seed: number;
  readonly json: boolean;
  readonly ctx: Context;
}

export interface PlayedCopies {
  readonly code: number;
  readonly folder: string;
}

export const playCopies = async ({
  selection,
  run,
  out,
  seed,
  json,
  ctx,
}: CopiesSetting): Promise<PlayedCopies> => {
  const cache = theCache();
  await sweepDead(cache, ctx.clock);
  // Once, before they all want it at the same time.
  await prepareEngines(cache, ctx);
  const folder = makeRunFolder(run, out);
  const copies = deal(selection, seed);
  // Each of them passes signals on.
  process.setMaxListeners(copies.length + process.getMaxListeners());
  const argv = [...ownCommand(), ...process.argv.slice(2)];
  const codes = await whileInside(() =>
    Promise.all(
      copies.map((copy) =>
        runWithUs(argv, {
          env: { ...process.env, ...copyEnv(copy) },
          signals: process,
          onlyTells: true,
        }),
      ),
    ),
  );
  if (journalsIn(folder) === null) {
    ctx.signal.throwIfAborted();
    throw noneBegan(codes);
  }
  const { exitCode } = showReport(folder, json);
  return { code: worstCode([exitCode, ...codes.flatMap(ownTrouble)]), folder };
};

/** What a copy's journal can't tell: that it could not be written, or that the engine would not end. Verdicts are the report's. */
const ownTrouble = (code: number): readonly number[] => {
  // One that was killed has a journal that ends too early: the report counts that.
  if (code === exitCodes.pass || code >= 128) return [];
  return [code === exitCodes.cleanup || code === exitCodes.aborted ? code : exitCodes.internal];
};

const noneBegan = (codes: readonly number[]): GamedayError => {
  const same = new Set(codes).size === 1 ? codes[0] : undefined;
  return new GamedayError({
    code: 'no-copy-began',
    exitCode: same === exitCodes.usage ? exitCodes.usage : exitCodes.internal,
    message: `no copy of the stack came to its first drill (${codes.map((code) => `exit ${code}`).join(', ')})`,
    hint: 'see above what each of them says; without --parallel there is one',
  });
};
