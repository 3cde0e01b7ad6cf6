// One run on a stack: lock, journal, watchdog, game day, reports. Its exit code is that of the folded journal.
import { join } from 'node:path';
import type { Context } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { JournalEvent } from '../../core/journal/events.ts';
import { openJournal, type Journal } from '../../core/journal/journal.ts';
import { redactor } from '../../core/redact.ts';
import { exitCodes } from '../../core/verdicts.ts';
import { bindDrill } from '../../drills/bind-drill.ts';
import { playGameDay } from '../../drills/engine/play-game-day.ts';
import { isDiskFull, isEngineLost } from '../../drills/engine/stop.ts';
import { secretsOf } from '../../drills/scenario/secrets.ts';
import type { GameDaySelection } from '../scenarios.ts';
import { foldGameDay } from '../../reports/fold/game-day.ts';
import { errorText } from '../errors.ts';
import { guardLease } from '../guard.ts';
import { print, say } from '../output.ts';
import { packageVersion } from '../package.ts';
import type { Here } from '../place.ts';
import { lockStack, leaseFile, type LockedStack } from '../with-stack.ts';
import { sessionSetting } from './session-setting.ts';
import { showReport, summaryText } from './show-report.ts';
import { followRun } from './view.ts';

export interface RunSetting {
  readonly selection: GameDaySelection;
  readonly run: string;
  readonly folder: string;
  readonly seed: number;
  readonly here: Here;
  readonly ctx: Context;
  readonly json: boolean;
  readonly watchdog: boolean;
}

export const playRun = async (setting: RunSetting): Promise<number> => {
  const { selection, run, folder, here, ctx } = setting;
  const { paced } = selection;
  const journalFile = join(folder, 'journal.ndjson');
  const locked = await lockStack({ here, paced, purpose: `run ${run}`, journal: journalFile, ctx });
  const journal = await openOrLeave(setting, journalFile, locked);
  const events: JournalEvent[] = [];
  journal.subscribe((event) => events.push(event));
  let lost: unknown = null;
  let told = true;
  try {
    if (setting.watchdog && (locked.held || here.privateEngine === null)) {
      guardLease(
        here.cache,
        leaseFile(here, paced.scenario.name),
        locked.lease.token,
        journalFile,
        paced.scenario.name,
      );
    }
    await play(setting, journal, locked);
  } catch (error) {
    lost = error;
    told = tellFailed(journal, error);
  } finally {
    await closeAll(journal, locked).catch((error: unknown) => (lost ??= error));
  }
  if (!told) return reportLost(lost, events, setting.json);
  const { exitCode } = showReport(folder, setting.json);
  if (lost === null) return exitCode;
  say(errorText(lost));
  return exitCode === exitCodes.cleanup ? exitCode : exitCodes.internal;
};

const openOrLeave = async (
  { selection, ctx }: RunSetting,
  file: string,
  locked: LockedStack,
): Promise<Journal> => {
  try {
    return openJournal({ file, clock: ctx.clock, redact: redactor(secretsOf(selection.paced)) });
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

const play = async (setting: RunSetting, journal: Journal, { stack, lease }: LockedStack): Promise<void> => {
  const { selection, run, seed, ctx } = setting;
  const { paced, drills } = selection;
  const view = followRun(journal, paced, drills);
  try {
    journal.append({
      type: 'run.started',
      schema: 1,
      run,
      version: packageVersion(),
      gameDay: selection.name,
      drills: drills.map((name) => `${paced.scenario.name}/${name}`),
      pace: paced.pace,
      seed,
      engine: stack.engine,
      substitutes: paced.scenario.spec.substitutes,
      stack: stack.identity,
    });
    const bound = drills.map((name) => bindDrill(paced, name));
    const session = await sessionSetting(paced, stack, run, seed);
    await playGameDay({
      stack,
      clock: ctx.clock,
      signal: ctx.signal,
      journal,
      lease,
      drills: bound,
      session,
    });
    journal.append({ type: 'run.finished' });
  } finally {
    view.close();
  }
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
