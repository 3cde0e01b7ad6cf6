// gameday run: plays a game day and exits as honestly as its verdict.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import { copyFolder } from '../../core/journal/run-files.ts';
import { selectGameDay, type GameDaySelection } from '../scenarios.ts';
import { approve, permitOf } from '../run/approve.ts';
import { readBaseline, type BaselineArgs } from '../run/baseline.ts';
import { briefOf, type BriefArgs } from '../run/brief.ts';
import { chooseDrills, type ChoiceArgs, type ChosenGameDay } from '../run/choice/choose-drills.ts';
import { copiesOf } from '../run/copies/capacity.ts';
import { ownCopy, partOf, wholeOf, type OwnCopy } from '../run/copies/own-copy.ts';
import { demandCopyable, playCopies, thisMachine } from '../run/copies/play-copies.ts';
import { speakAs } from '../run/copies/speak.ts';
import { usageError } from '../errors.ts';
import { say } from '../output.ts';
import { enterPlace } from '../place.ts';
import { tellForeignSections } from '../run/foreign-sections.ts';
import { tellGithub } from '../run/github.ts';
import { printPlan } from '../run/print-plan.ts';
import { playRun } from '../run/play-run.ts';
import { demandOut, demandRunFolder, makeRunFolder, newRunName, runFolder } from '../run/run-folder.ts';
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
  readonly parallel?: string;
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

export const handle = async (asked: RunArgs): Promise<number> => {
  // Inside an engine's network, or as one of several copies: the parent has chosen, and said it already.
  const isChild = process.env[runMarker] !== undefined;
  const run = process.env[runMarker] ?? newRunName(systemClock);
  const copy = ownCopy(process.env);
  if (copy !== null) speakAs(copy, null);
  const args = copy === null ? asked : argsOfCopy(asked, run, copy);
  const what = args.what === undefined || args.what.length === 0 ? ['default'] : args.what;
  if (args.github && args.json)
    throw usageError(
      '--github and --json: both want standard output',
      'report.json is in the run’s folder (--out)',
    );
  demandOut(args.out);
  demandPerson(args.step, process.stdin.isTTY && process.stderr.isTTY);
  const named = selectGameDay(what, args.scenarios, args.pace, args.runbook);
  const selection = copy === null ? await choose(named, args, isChild) : wholeOf(named, copy);
  const wanted = { baseline: readBaseline(args, selection), brief: briefOf(args) };
  if (!isChild) for (const line of selection.told) say(line);
  if (copy === null) tellForeignSections(selection);
  if (args.plan) {
    const missing = await missingImages(selection.paced.scenario, args.engine);
    return printPlan({ ...selection, permit: permitOf(args.approve ?? []), missing }, args.json);
  }
  const permit = await approve(selection, args.approve ?? []);
  process.env[runMarker] = run;
  // All that is wrong before anything started is told before anything starts.
  demandRunFolder(run, args.out);
  await loadWorkload(selection.paced);
  await demandImages(selection.paced.scenario, args.engine);
  const ctx = { clock: systemClock, signal: interruptible() };
  const seed = copy?.seed ?? args.seed ?? Math.floor(Math.random() * 2 ** 31);
  if (selection.shares.length > 1) {
    const played = await playCopies({ selection, run, out: args.out, seed, json: args.json, ctx });
    if (args.github) tellGithub(played.folder, selection, args.runbook);
    return played.code;
  }
  const place = await enterPlace(
    { engine: args.engine, system: selection.paced.scenario.name, need: 'owned' },
    ctx,
  );
  // What a killed copy has done its parent tells.
  if ('done' in place) return copy === null ? afterInside(place.done, run, selection, args) : place.done;
  const mine = copy === null ? selection : partOf(selection, copy);
  const known = { selection: mine, permit, run, here: place.here, ctx, copy, seed, ...wanted };
  return await playHere(known, args);
};

/** What the whole run tells is its parent's to tell. */
const argsOfCopy = (args: RunArgs, run: string, { index }: OwnCopy): RunArgs => ({
  ...args,
  out: copyFolder(runFolder(run, args.out), index),
  json: false,
  github: false,
});

const choose = async (named: GameDaySelection, args: RunArgs, isChild: boolean): Promise<ChosenGameDay> => {
  if (args.step && args.parallel !== undefined)
    throw usageError(
      '--step and --parallel: who would have to say go for several drills at once?',
      'rehearse one drill after the other',
    );
  const copies = copiesOf(isChild ? undefined : args.parallel, thisMachine());
  const selection = chooseDrills(named, args, copies.count);
  if (selection.shares.length > 1) await demandCopyable(args.engine, selection.paced.scenario.name);
  return copies.told === null ? selection : { ...selection, told: [copies.told, ...selection.told] };
};

type Known = Pick<
  Parameters<typeof playRun>[0],
  'selection' | 'permit' | 'run' | 'here' | 'ctx' | 'copy' | 'seed' | 'baseline' | 'brief'
>;

const playHere = async (known: Known, args: RunArgs): Promise<number> => {
  const folder = makeRunFolder(known.run, args.out);
  const { json, watchdog, step, counterfactual, mutate } = args;
  const vary = { counterfactual, mutate };
  const code = await playRun({ ...known, folder, json, watchdog, step, vary });
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
