// gameday run: plays a game day and exits as honestly as its verdict.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import { selectGameDay } from '../scenarios.ts';
import { approve, permitOf } from '../run/approve.ts';
import { readBaseline, type BaselineArgs } from '../run/baseline.ts';
import { briefOf, type BriefArgs } from '../run/brief.ts';
import { chooseDrills, type ChoiceArgs, type ChosenGameDay } from '../run/choice/choose-drills.ts';
import { usageError } from '../errors.ts';
import { say } from '../output.ts';
import { enterPlace } from '../place.ts';
import { tellForeignSections } from '../run/foreign-sections.ts';
import { tellGithub } from '../run/github.ts';
import { printPlan } from '../run/print-plan.ts';
import { playRun } from '../run/play-run.ts';
import { demandRunFolder, makeRunFolder, newRunName } from '../run/run-folder.ts';
import { loadWorkload } from '../run/session-setting.ts';
import { showReport } from '../run/show-report.ts';
import { demandPerson } from '../run/step/stepper.ts';
import { interruptible } from '../signals.ts';
import { demandImages, missingImages } from '../system-images.ts';

export interface RunArgs extends ChoiceArgs, BaselineArgs, BriefArgs {
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
  readonly github: boolean;
  readonly step: boolean;
}

/** The process inside the engine's network plays the run that the one outside has named. */
const runMarker = 'GAMEDAY_RUN';

export const handle = async (args: RunArgs): Promise<number> => {
  const what = args.what === undefined || args.what.length === 0 ? ['default'] : args.what;
  if (args.github && args.json)
    throw usageError(
      '--github and --json: both want standard output',
      'report.json is in the run’s folder (--out)',
    );
  demandPerson(args.step, process.stdin.isTTY && process.stderr.isTTY);
  const named = selectGameDay(what, args.scenarios, args.pace, args.runbook);
  const selection = chooseDrills(named, args);
  const wanted = { baseline: readBaseline(args, selection), brief: briefOf(args) };
  // The process inside an engine's network has a parent that said it already.
  if (process.env[runMarker] === undefined) for (const line of selection.told) say(line);
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
  if ('done' in place) return afterInside(place.done, run, selection, args);
  return await playHere({ selection, permit, run, here: place.here, ctx, ...wanted }, args);
};

type Known = Pick<
  Parameters<typeof playRun>[0],
  'selection' | 'permit' | 'run' | 'here' | 'ctx' | 'baseline' | 'brief'
>;

const playHere = async (known: Known, args: RunArgs): Promise<number> => {
  const folder = makeRunFolder(known.run, args.out);
  const seed = args.seed ?? Math.floor(Math.random() * 2 ** 31);
  const { json, watchdog, step, counterfactual, mutate } = args;
  const vary = { counterfactual, mutate };
  const code = await playRun({ ...known, folder, seed, json, watchdog, step, vary });
  if (args.github) tellGithub(folder, known.selection, args.runbook);
  return code;
};

/** The process inside was killed: its journal is there, and so is what it says. */
const afterInside = (
  code: number,
  run: string,
  selection: ChosenGameDay,
  { out, json, github, runbook }: RunArgs,
): number => {
  const folder = out ?? join('reports', 'runs', run);
  if (code < 128 || !existsSync(join(folder, 'journal.ndjson'))) return code;
  const { exitCode } = showReport(folder, json);
  if (github) tellGithub(folder, selection, runbook);
  return exitCode;
};
