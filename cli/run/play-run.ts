// One run on a stack: lock, journal, watchdog, game day, reports. Its exit code is that of the folded journal.
import { join } from 'node:path';
import type { Context } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { Brief, JournalEvent } from '../../core/journal/events.ts';
import { openJournal, type Journal } from '../../core/journal/journal.ts';
import { redactor } from '../../core/redact.ts';
import { exitCodes } from '../../core/verdicts.ts';
import { bindDrill } from '../../drills/bind-drill.ts';
import { makeSecrets } from '../../drills/bindings/values.ts';
import { playGameDay, type BoundDrill } from '../../drills/engine/play-game-day.ts';
import { isDiskFull, isEngineLost } from '../../drills/engine/stop.ts';
import type { Permit } from '../../drills/policy/decide.ts';
import { variationsOf, type Vary } from '../../drills/variations.ts';
import { secretsOf } from '../../drills/scenario/secrets.ts';
import { foldGameDay } from '../../reports/fold/game-day.ts';
import { errorText } from '../errors.ts';
import { print, say } from '../output.ts';
import type { Here } from '../place.ts';
import { lockStack, type LockedStack } from '../with-stack.ts';
import type { Baseline } from './baseline.ts';
import type { ChosenGameDay } from './choice/choose-drills.ts';
import { endTogether } from './copies/end-together.ts';
import type { OwnCopy } from './copies/own-copy.ts';
import { endsGameDay } from './fail-fast.ts';
import { markPlan, withoutBaseline } from './mark-plans.ts';
import { sessionSetting } from './session-setting.ts';
import { showReport, summaryText } from './show-report.ts';
import { readKeys } from './step/keys.ts';
import { nextPhase, type NextPhase } from './step/next-phase.ts';
import { createStepper } from './step/stepper.ts';
import { tellStart } from './tell-start.ts';
import { followRun } from './view.ts';

export interface RunSetting {
  readonly selection: ChosenGameDay;
  readonly baseline: Baseline | null;
  readonly brief: Brief | null;
  readonly permit: Permit;
  readonly run: string;
  readonly folder: string;
  readonly seed: number;
  readonly here: Here;
  readonly ctx: Context;
  readonly json: boolean;
  readonly watchdog: boolean;
  /** Somebody says go before each phase. */
  readonly step: boolean;
  /** Null: this run plays all drills of its game day. */
  readonly copy: OwnCopy | null;
  /** What is played again with changed steps, after all drills. */
  readonly vary: Vary;
}

export const playRun = async (setting: RunSetting): Promise<number> => {
  const { selection, run, folder, here, ctx } = setting;
  const { paced } = selection;
  const journalFile = join(folder, 'journal.ndjson');
  const { watchdog } = setting;
  const locked = await lockStack({ here, paced, purpose: `run ${run}`, journal: journalFile, watchdog, ctx });
  const secrets = makeSecrets(paced.scenario.bindings);
  const journal = await openOrLeave(setting, journalFile, [...secretsOf(paced), ...secrets.values()], locked);
  const events: JournalEvent[] = [];
  journal.subscribe((event) => events.push(event));
  let lost: unknown = null;
  let told = true;
  try {
    await play(setting, secrets, journal, locked, events);
  } catch (error) {
    lost = error;
    told = tellFailed(journal, error);
  } finally {
    await closeAll(journal, locked).catch((error: unknown) => (lost ??= error));
  }
  if (!told) return reportLost(lost, events, setting.json);
  // Of a copy the report is made by the one that knows them all.
  const exitCode = setting.copy === null ? showReport(folder, setting.json).exitCode : exitCodes.pass;
  if (lost === null) return exitCode;
  say(errorText(lost));
  return exitCode === exitCodes.cleanup ? exitCode : exitCodes.internal;
};

const openOrLeave = async (
  { ctx }: RunSetting,
  file: string,
  secrets: readonly string[],
  locked: LockedStack,
): Promise<Journal> => {
  try {
    const journal = openJournal({ file, clock: ctx.clock, redact: redactor(secrets) });
    locked.lease.record();
    return journal;
  } catch (error) {
    await locked.close();
    throw error;
  }
};

/** False when the journal can't take it: then what this process remembers is all there is. */
const tellFailed = (journal: Journal, error: unknown): boolean => {
  try {
    journal.append({ type: 'run.failed', reason: failureOf(error), message: messageOf(error) });
    return true;
  } catch {
    // The journal is what failed; its own error is the one that is told.
    return false;
  }
};

const failureOf = (error: unknown): 'disk-full' | 'engine-lost' | 'internal-error' => {
  if (isDiskFull(error)) return 'disk-full';
  return isEngineLost(error) ? 'engine-lost' : 'internal-error';
};

const play = async (
  setting: RunSetting,
  secrets: ReadonlyMap<string, string>,
  journal: Journal,
  locked: LockedStack,
  events: readonly JournalEvent[],
): Promise<void> => {
  const { stack, lease, guarded } = locked;
  const { selection, run, folder, seed, ctx, baseline, copy, watchdog, step } = setting;
  const { paced, drills, chosen } = selection;
  const view = followRun(journal, paced, drills, { events, ctx, watchdog, guarded, step, copy });
  const keys = step ? readKeys(process.stdin) : null;
  try {
    tellStart(journal, setting, stack);
    const bound = bindAll(setting, secrets);
    for (const id of withoutBaseline(bound, baseline))
      journal.append({
        type: 'note',
        message: `the baseline, run ${baseline?.run ?? ''}, did not play ${id}`,
      });
    const session = await sessionSetting(paced, stack, run, seed);
    await playGameDay({
      stack,
      clock: ctx.clock,
      signal: ctx.signal,
      journal,
      lease,
      drills: bound,
      session,
      ...(keys !== null && { askBefore: createStepper(view, keys, nextPhaseOf(setting, secrets)) }),
      ...(chosen.failFast && {
        endAfter: (drill: string, attempt: number) => {
          const reason = endsGameDay(events, drill, attempt);
          return copy === null ? reason : endTogether(folder, reason);
        },
      }),
    });
    journal.append({ type: 'run.finished' });
  } finally {
    keys?.close();
    await view.close();
  }
};

/** As the journal is written: without secrets. */
const nextPhaseOf = ({ selection, permit }: RunSetting, secrets: ReadonlyMap<string, string>): NextPhase => {
  const redact = redactor([...secretsOf(selection.paced), ...secrets.values()]);
  const next = nextPhase(selection, permit);
  return (phase, plan) => next(phase, plan).map(redact);
};

/** Then the same drills with changed steps, each once. */
const bindAll = (
  { selection, permit, baseline, vary, copy }: RunSetting,
  secrets: ReadonlyMap<string, string>,
): readonly BoundDrill[] => {
  const { paced, drills, runbook, expectedFailures } = selection;
  const steps = { runbook: runbook.name, lenient: runbook.foreign, permit, secrets };
  return [
    ...drills.map((drill) => markPlan(bindDrill(paced, drill, steps), { expectedFailures, baseline })),
    ...(copy?.varied ?? [...new Set(drills)]).flatMap((drill) =>
      variationsOf(paced.scenario, drill, vary).map((one) => bindDrill(paced, drill, steps, one)),
    ),
  ];
};

/** The journal could not be written to its end: the verdict comes from what this process remembers. */
const reportLost = (lost: unknown, events: readonly JournalEvent[], json: boolean): number => {
  const last = events.at(-1);
  if (last === undefined) throw lost;
  const failed: JournalEvent = {
    ...stampOf(last),
    type: 'run.failed',
    reason: failureOf(lost),
    message: messageOf(lost),
  };
  const { report } = foldGameDay({ events: [...events, failed], torn: false });
  say(`${errorText(lost)}\n\n${summaryText(report)}`);
  if (json) print(JSON.stringify(report, null, 2));
  return report.exitCode;
};

const stampOf = ({ at, t, drill, attempt }: JournalEvent) => ({ at, t, drill, attempt });

const closeAll = async (journal: Journal, locked: LockedStack): Promise<void> => {
  try {
    journal.close();
  } finally {
    await locked.close();
  }
};
