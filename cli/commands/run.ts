// gameday run: plays a game day and exits as honestly as its verdict.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import type { Permit } from '../../drills/policy/decide.ts';
import { selectGameDay, type GameDaySelection } from '../scenarios.ts';
import { approve, permitOf } from '../run/approve.ts';
import { enterPlace } from '../place.ts';
import { tellForeignSections } from '../run/foreign-sections.ts';
import { printPlan } from '../run/print-plan.ts';
import { playRun } from '../run/play-run.ts';
import { demandRunFolder, makeRunFolder, newRunName } from '../run/run-folder.ts';
import { loadWorkload } from '../run/session-setting.ts';
import { showReport } from '../run/show-report.ts';
import { interruptible } from '../signals.ts';
import { demandImages, missingImages } from '../system-images.ts';

export interface RunArgs {
  readonly what?: readonly string[];
  readonly scenarios?: string;
  readonly engine?: string;
  readonly pace?: number;
  readonly plan: boolean;
  readonly json: boolean;
  readonly out?: string;
  readonly seed?: number;
  readonly watchdog: boolean;
  readonly runbook?: string;
  readonly approve?: readonly string[];
  readonly counterfactual: boolean;
  readonly mutate: boolean;
}

/** The process inside the engine's network plays the run that the one outside has named. */
const runMarker = 'GAMEDAY_RUN';

export const handle = async (args: RunArgs): Promise<number> => {
  const what = args.what === undefined || args.what.length === 0 ? ['default'] : args.what;
  const selection = selectGameDay(what, args.scenarios, args.pace, args.runbook);
  tellForeignSections(selection);
  if (args.plan) {
    const missing = await missingImages(selection.paced.scenario, args.engine);
    return printPlan({ ...selection, permit: permitOf(args.approve ?? []), missing }, args.json);
  }
  const permit = await approve(selection, args.approve ?? []);
  const run = process.env[runMarker] ?? newRunName(systemClock);
  process.env[runMarker] = run;
  // All that is wrong before anything started is told before anything starts.
  demandRunFolder(run, args.out);
  await loadWorkload(selection.paced);
  await demandImages(selection.paced.scenario, args.engine);
  const ctx = { clock: systemClock, signal: interruptible() };
  const place = await enterPlace(
    { engine: args.engine, system: selection.paced.scenario.name, need: 'owned' },
    ctx,
  );
  if ('done' in place) return afterInside(place.done, run, args);
  return await playHere(selection, permit, run, args, place.here, ctx);
};

const playHere = async (
  selection: GameDaySelection,
  permit: Permit,
  run: string,
  args: RunArgs,
  here: Parameters<typeof playRun>[0]['here'],
  ctx: Parameters<typeof playRun>[0]['ctx'],
): Promise<number> => {
  const folder = makeRunFolder(run, args.out);
  const seed = args.seed ?? Math.floor(Math.random() * 2 ** 31);
  const { json, watchdog, counterfactual, mutate } = args;
  const vary = { counterfactual, mutate };
  return await playRun({ selection, permit, run, folder, seed, here, ctx, json, watchdog, vary });
};

/** The process inside was killed: its journal is there, and so is what it says. */
const afterInside = (code: number, run: string, { out, json }: RunArgs): number => {
  const folder = out ?? join('reports', 'runs', run);
  if (code < 128 || !existsSync(join(folder, 'journal.ndjson'))) return code;
  return showReport(folder, json).exitCode;
};
