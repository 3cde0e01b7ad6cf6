// One drill, phase by phase, from prepare to verify. Heals on every way out.
import { messageOf, GamedayError } from '../../core/errors.ts';
import type { JournalEventBody } from '../../core/journal/events.ts';
import { confirmFaults, injectFaults, prepareFaults } from './inject.ts';
import { detect } from './detect.ts';
import { inPhase, pollUntil, waitPaced, type DrillRun, type PreparedFault } from './drill-run.ts';
import { passGate } from './gate.ts';
import { healFaults } from './heal-faults.ts';
import { isHealthy, recover, tellRecovery, type Recovery } from './recover.ts';
import { DrillStop, Interruption } from './stop.ts';
import { verify } from './verify.ts';

/** Plays it and writes all that it promised and saw to the journal. Throws only when the journal itself is lost. */
export const playDrill = async (run: DrillRun): Promise<void> => {
  run.log({ type: 'drill.started', plan: run.plan });
  let faults: readonly PreparedFault[] = [];
  try {
    faults = await inPhase(run, 'prepare', async () => {
      refuseUndetectable(run);
      return await prepareFaults(run);
    });
    await reachSteadyState(run);
    await (run.plan.type === 'placebo' ? watchNothing(run) : playIncident(run, faults));
  } catch (error) {
    await stopDrill(run, error);
    await healLeft(run, faults, error);
    return finish(run);
  }
  try {
    await inPhase(run, 'verify', () => verify(run));
  } catch (error) {
    await stopDrill(run, error);
  }
  return finish(run);
};

const finish = (run: DrillRun): void => {
  run.log({ type: 'drill.finished' });
};

const refuseUndetectable = ({ undetectable }: DrillRun): void => {
  if (undetectable.length === 0) return;
  const reasons = undetectable.map(({ signal, reason }) => `${signal}: ${reason}`);
  throw new DrillStop('undetectable', reasons.join('; '));
};

const reachSteadyState = async (run: DrillRun): Promise<void> => {
  await inPhase(run, 'warm-up', async () => {
    // Traffic on a system that is still starting would only put its failures into every window.
    await pollUntil(run, run.clock.now().getTime() + run.times.gateMs, () => (isHealthy(run) ? true : null));
    await run.session.loadOn();
    const sinceMs = run.session.undisturbedSinceMs() ?? run.clock.now().getTime();
    await waitPaced(
      run,
      'warm-up: the longest window',
      sinceMs + run.times.windowMs - run.clock.now().getTime(),
    );
  });
  await inPhase(run, 'gate', async () => {
    if (await passGate(run, 'before', run.times.gateMs)) return;
    throw new DrillStop('gate', 'the system was not in a steady state: nothing was injected');
  });
  await inPhase(run, 'baseline', () => waitPaced(run, 'baseline', run.times.stableMs));
};

/** The placebo: nothing is injected, nothing may fire. */
const watchNothing = async (run: DrillRun): Promise<void> => {
  await inPhase(run, 'detect', async () => {
    await waitPaced(run, 'placebo watch', run.times.watchMs);
    const error = run.session.alerts.lastError();
    run.log({
      type: 'detect.ended',
      measurable: error === null,
      message: error ?? 'watched, nothing injected',
    });
  });
  await inPhase(run, 'recover', async () => {
    if (!(await passGate(run, 'after', run.times.gateMs))) {
      run.log({ type: 'note', message: 'the steady state did not last, though nothing was injected' });
    }
  });
};

const playIncident = async (run: DrillRun, faults: readonly PreparedFault[]): Promise<void> => {
  const originMs = await inPhase(run, 'inject', () => {
    for (const [alert, state] of run.session.alerts.active())
      run.log({ type: 'alert.already', alert, state });
    run.session.disturbed();
    return injectFaults(run, faults);
  });
  await inPhase(run, 'confirm', async () => {
    if (await confirmFaults(run, faults)) return;
    throw new DrillStop('confirm', 'the fault was not seen to bite');
  });
  await inPhase(run, 'detect', () => detect(run, originMs));
  await inPhase(run, 'diagnose', () => run.steps.diagnose(run));
  await inPhase(run, 'remediate', () => remediate(run, faults));
  const recovery = await inPhase(run, 'recover', () => recover(run, originMs));
  await inPhase(run, 'heal', () => healAndGate(run, faults, 'run'));
  tellRecovery(run, await lastWord(run, recovery));
};

const lastWord = async (run: DrillRun, recovery: Recovery): Promise<Recovery> => {
  await waitPaced(run, 'recovery holds', run.times.stableMs);
  return recovery;
};

const remediate = async (run: DrillRun, faults: readonly PreparedFault[]): Promise<void> => {
  const acted = await run.steps.remediate(run);
  if (run.plan.endedBy !== 'outside') return;
  await waitPaced(run, 'effect of the steps', run.times.stableMs);
  if (acted) {
    const healthy = isHealthy(run);
    const evidence = run.plan.gateProbes.flatMap((probe) => run.session.probes.latest(probe)?.evidence ?? []);
    run.log({ type: 'remediation.judged', effect: healthy ? 'recovered' : 'without effect', evidence });
  }
  run.lease.check();
  await healFaults(tasksOf(faults), { stack: run.stack, clock: run.clock, by: 'run', log: quietly(run) });
};

const healAndGate = async (run: DrillRun, faults: readonly PreparedFault[], by: 'run'): Promise<void> => {
  run.lease.check();
  await healFaults(tasksOf(faults), { stack: run.stack, clock: run.clock, by, log: quietly(run) });
  run.session.disturbed();
  await closeFaults(run);
  // Alerts with long windows that only went along are waited for here, outside TTR.
  await passGate(run, 'after', run.times.windowMs + run.times.gateMs);
};

/** Healing on the way out of a drill that could not go on. Only a run that was overtaken leaves it to who overtook it. */
const healLeft = async (run: DrillRun, faults: readonly PreparedFault[], cause: unknown): Promise<void> => {
  if (faults.length > 0 && !isLeaseLost(cause)) {
    const log = quietly(run);
    log({ type: 'phase.started', phase: 'heal' });
    await healFaults(tasksOf(faults), { stack: run.stack, clock: run.clock, by: 'run', log });
    run.session.disturbed();
    log({ type: 'phase.finished', phase: 'heal' });
  }
  await closeFaults(run);
};

const tasksOf = (faults: readonly PreparedFault[]) =>
  faults.map(({ id, healing, undo }) => ({ id, healing, undo }));

const closeFaults = async (run: DrillRun): Promise<void> => {
  for (const { id, fault } of run.faults) {
    await fault.close().catch((error: unknown) => {
      quietly(run)({ type: 'note', message: `${id}: its control client did not close: ${messageOf(error)}` });
    });
  }
};

/** Healing must go on when the journal is lost; the run notices by its next record. */
const quietly =
  (run: DrillRun) =>
  (body: JournalEventBody): void => {
    try {
      run.log(body);
    } catch {
      // The journal keeps its failure and throws it again at the next record outside healing.
    }
  };

const isLeaseLost = (error: unknown): boolean => error instanceof GamedayError && error.code === 'lease-lost';

const stopDrill = async (run: DrillRun, error: unknown): Promise<void> => {
  const cause = run.signal.aborted ? run.signal.reason : error;
  const log = quietly(run);
  if (cause instanceof DrillStop)
    return log({ type: 'drill.stopped', reason: cause.reason, message: cause.message });
  if (cause instanceof Interruption)
    return log({ type: 'drill.stopped', reason: 'interrupted', message: cause.message });
  if (isLeaseLost(cause))
    return log({ type: 'drill.stopped', reason: 'lease-lost', message: messageOf(cause) });
  if (cause instanceof GamedayError && cause.code === 'disk-full') {
    return log({ type: 'drill.stopped', reason: 'disk-full', message: cause.message });
  }
  const reason = (await engineAnswers(run)) ? 'internal-error' : 'engine-lost';
  const stack = cause instanceof Error && reason === 'internal-error' && !(cause instanceof GamedayError);
  return log({ type: 'drill.stopped', reason, message: stack ? String(cause.stack) : messageOf(cause) });
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
