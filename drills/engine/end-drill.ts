// The ways out of a drill that could not go on: why it stopped, and healing all the same.
import { GamedayError, messageOf } from '../../core/errors.ts';
import type { JournalEventBody } from '../../core/journal/events.ts';
import { accounted, type DrillRun, type PreparedFault } from './drill-run.ts';
import { healFaults } from './heal-faults.ts';
import { DrillStop, Interruption, isDiskFull, isEngineLost, isLeaseLost, type StopReason } from './stop.ts';

/** Null when the work came to its end; else why it did not, which stands in the journal then, if that can be written. */
export const stopOf = async (run: DrillRun, work: () => Promise<void>): Promise<StopReason | null> => {
  try {
    await work();
    return null;
  } catch (error) {
    const cause = overtaken(run) ?? (run.signal.aborted ? run.signal.reason : error);
    const reason = await reasonOf(run, cause);
    const defect = reason === 'internal-error' && cause instanceof Error && !(cause instanceof GamedayError);
    quietly(run)({
      type: 'drill.stopped',
      reason,
      message: defect ? String(cause.stack) : messageOf(cause),
    });
    return reason;
  }
};

/** Whatever else went wrong: who was overtaken may touch nothing any more. */
const overtaken = ({ lease }: DrillRun): unknown => {
  try {
    lease.check();
    return null;
  } catch (error) {
    return isLeaseLost(error) ? error : null;
  }
};

const reasonOf = async (run: DrillRun, cause: unknown): Promise<StopReason> => {
  if (cause instanceof DrillStop) return cause.reason;
  if (cause instanceof Interruption) return 'interrupted';
  if (isLeaseLost(cause)) return 'lease-lost';
  if (isDiskFull(cause)) return 'disk-full';
  return isEngineLost(cause) || !(await engineAnswers(run)) ? 'engine-lost' : 'internal-error';
};

const engineAnswers = async (run: DrillRun): Promise<boolean> => {
  const ctx = { clock: run.clock, signal: run.clock.deadline(3_000) };
  const service = run.stack.services[0];
  if (service === undefined) return false;
  return await run.stack.powers.inspect(service, ctx).then(
    () => true,
    (error: unknown) => error instanceof GamedayError && error.code === 'unknown-service',
  );
};

/** Undoes what was prepared, last first; true when all of it is proved gone. */
export const healPrepared = async (run: DrillRun, faults: readonly PreparedFault[]): Promise<boolean> => {
  if (faults.length === 0) return true;
  const log = quietly(run);
  const tasks = faults.map(({ id, healing, undo }) => ({ id, healing, undo }));
  const setting = { stack: run.stack, clock: run.clock, by: 'run', log } as const;
  const gone = await accounted({ clock: run.clock, log }, 'component', 'healing, and the proof of it', () =>
    healFaults(tasks, setting),
  );
  run.session.disturbed();
  return gone;
};

export const closeFaults = async (run: DrillRun): Promise<void> => {
  for (const { id, fault } of run.faults) {
    await fault.close().catch((error: unknown) => {
      quietly(run)({ type: 'note', message: `${id}: its control client did not close: ${messageOf(error)}` });
    });
  }
};

const closeStepsMs = 15_000;

export const closeSteps = async (run: DrillRun): Promise<void> => {
  const ending = { ...run, signal: run.clock.deadline(closeStepsMs) };
  await run.steps.close(ending).catch((error: unknown) => {
    quietly(run)({ type: 'note', message: `the terminal of the steps did not close: ${messageOf(error)}` });
  });
};

/** Healing must go on when the journal is lost; the run notices by its next record. */
export const quietly =
  (run: DrillRun) =>
  (body: JournalEventBody): void => {
    try {
      run.log(body);
    } catch {
      // The journal keeps its failure and throws it again at the next record outside healing.
    }
  };
