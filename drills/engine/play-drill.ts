// One drill, phase by phase, from prepare to verify. Heals on every way out.
import { messageOf } from '../../core/errors.ts';
import { atSteps, comeAndGo, firstInjectionMs } from './come-and-go.ts';
import { detect } from './detect.ts';
import { accounted, inPhase, pollUntil, waitPaced, type DrillRun, type Injected } from './drill-run.ts';
import { closeFaults, closeSteps, healPrepared, quietly, stopOf } from './end-drill.ts';
import { passGate } from './gate.ts';
import { confirmFirst, injectFirst, prepareFirst } from './inject.ts';
import { isHealthy, recover, tellRecovery } from './recover.ts';
import { DrillStop, type StopReason } from './stop.ts';
import { verify } from './verify.ts';
import { blindSince, tellWatchedAlerts } from './watched-alerts.ts';

/**
 * Plays it and writes all that it promised and saw to the journal. Gives why it stopped before its end, or null.
 * Throws only when the journal itself is lost, after healing.
 */
export const playDrill = async (run: DrillRun): Promise<StopReason | null> => {
  run.log({ type: 'drill.started', plan: run.plan });
  const injected: Injected = { left: [], atMs: new Map() };
  let steadyMs = run.clock.now().getTime();
  const stopped = await stopOf(run, () =>
    playToRecovery(run, injected, () => {
      steadyMs = run.clock.now().getTime();
    }),
  );
  if (stopped !== null && stopped !== 'lease-lost') await healLeft(run, injected);
  if (stopped !== 'lease-lost') await closeSteps(run);
  await closeFaults(run);
  // What was acknowledged must be there also where the fault was not seen to bite.
  const judged = stopped === null || stopped === 'confirm';
  const judge = async (): Promise<void> => {
    await verify(run);
    await tellWatchedAlerts(run, firstInjectionMs(injected) ?? steadyMs);
  };
  const end = (judged ? await stopOf(run, () => inPhase(run, 'verify', judge)) : null) ?? stopped;
  if (end === 'stop-condition' || end === 'internal-error') await dropTraffic(run);
  run.log({ type: 'drill.finished' });
  return end;
};

const playToRecovery = async (run: DrillRun, injected: Injected, onSteady: () => void): Promise<void> => {
  await inPhase(run, 'prepare', () => Promise.resolve(refuseUndetectable(run)));
  await reachSteadyState(run, injected);
  onSteady();
  await (run.plan.type === 'placebo' ? watchNothing(run) : playIncident(run, injected));
};

/** Healing on the way out of a drill that could not go on. */
const healLeft = async (run: DrillRun, { left }: Injected): Promise<void> => {
  if (left.length === 0) return;
  const log = quietly(run);
  log({ type: 'phase.started', phase: 'heal' });
  await healPrepared(run, left);
  log({ type: 'phase.finished', phase: 'heal' });
};

/** The next drill is not to answer for this one's operations. */
const dropTraffic = async (run: DrillRun): Promise<void> => {
  await run.session.dropTraffic().catch((error: unknown) => {
    quietly(run)({ type: 'note', message: `its traffic could not be cleared away: ${messageOf(error)}` });
  });
};

const refuseUndetectable = ({ undetectable }: DrillRun): void => {
  if (undetectable.length === 0) return;
  const reasons = undetectable.map(({ signal, reason }) => `${signal}: ${reason}`);
  throw new DrillStop('undetectable', reasons.join('; '));
};

const reachSteadyState = async (run: DrillRun, injected: Injected): Promise<void> => {
  await inPhase(run, 'warm-up', async () => {
    // Traffic on a system that is still starting would only put its failures into every window.
    await accounted(run, 'component', 'the services are up', () =>
      pollUntil(run, run.clock.now().getTime() + run.times.gateMs, () => (isHealthy(run) ? true : null)),
    );
    await run.session.loadOn();
    const sinceMs = run.session.undisturbedSinceMs() ?? run.clock.now().getTime();
    await waitPaced(
      run,
      'warm-up: the longest window',
      sinceMs + run.times.windowMs - run.clock.now().getTime(),
    );
  });
  await inPhase(run, 'gate', () => demandSteadyState(run, run.times.gateMs));
  await inPhase(run, 'baseline', async () => {
    const prepared = await run.steps.prepare(run);
    // Nothing is broken for which nobody has what would mend it: a backup that could not be taken, say.
    if (prepared === 'fail')
      throw new DrillStop('gate', 'what has to be done before the fault failed: nothing was injected');
    if (prepared !== null) {
      // A backup may stop a service: what fires or fails for it is not to be taken for the fault's.
      run.session.disturbed();
      await demandSteadyState(run, run.times.windowMs + run.times.gateMs);
    }
    await waitPaced(run, 'baseline', run.times.stableMs);
    await run.steps.baseline(run);
    // Only now: what traffic has made, and what a backup has started anew, are targets too.
    await prepareFirst(run, injected);
  });
};

const demandSteadyState = async (run: DrillRun, withinMs: number): Promise<void> => {
  if (await passGate(run, 'before', withinMs)) return;
  throw new DrillStop('gate', 'the system was not in a steady state: nothing was injected');
};

/** The placebo: nothing is injected, nothing may fire. */
const watchNothing = async (run: DrillRun): Promise<void> => {
  await inPhase(run, 'detect', async () => {
    const startMs = run.clock.now().getTime();
    await waitPaced(run, 'placebo watch', run.times.watchMs);
    const error = await blindSince(run, startMs);
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

const playIncident = async (run: DrillRun, injected: Injected): Promise<void> => {
  await inPhase(run, 'inject', async () => {
    // Nobody knows how long the gate is past.
    if (run.pauses.waitedMs() > 0) await demandSteadyState(run, run.times.gateMs);
    refuseFiring(run);
    run.session.disturbed();
    await injectFirst(run, injected);
  });
  const sinceMs = firstInjectionMs(injected) ?? run.clock.now().getTime();
  await inPhase(run, 'confirm', async () => {
    if (await confirmFirst(run, injected)) return;
    throw new DrillStop('confirm', 'the fault was not seen to bite');
  });
  await inPhase(run, 'detect', () => detect(run, injected, () => comeAndGo(run, injected)));
  await inPhase(run, 'diagnose', () => run.steps.diagnose(run));
  await inPhase(run, 'remediate', () => remediate(run, injected));
  const recovery = await inPhase(run, 'recover', async () => {
    const seen = await recover(run, sinceMs);
    await run.steps.verify(run);
    return seen;
  });
  const { after } = run.steps;
  await inPhase(run, 'heal', async () => {
    run.lease.check();
    await healPrepared(run, injected.left);
    if (after !== null) {
      // What these steps stop for a moment is no relapse: the gate below says whether it came back.
      await holdRecovery(run, recovery);
      await after(run);
    }
    // Alerts with long windows that only went along are waited for here, outside TTR.
    await passGate(run, 'after', run.times.windowMs + run.times.gateMs);
  });
  if (after === null) await holdRecovery(run, recovery);
};

const holdRecovery = async (run: DrillRun, seen: Awaited<ReturnType<typeof recover>>): Promise<void> => {
  await waitPaced(run, 'recovery holds', run.times.stableMs);
  await tellRecovery(run, seen);
};

/** The gate was quiet, but the baseline took its time: what fires now would be taken for the fault's. */
const refuseFiring = (run: DrillRun): void => {
  const active = [...run.session.alerts.active()];
  for (const [alert, state] of active) run.log({ type: 'alert.already', alert, state });
  const firing = active.filter(([, state]) => state === 'firing').map(([alert]) => alert);
  if (firing.length > 0)
    throw new DrillStop('gate', `${firing.join(', ')} fired before anything was injected`);
};

const remediate = async (run: DrillRun, injected: Injected): Promise<void> => {
  const badBefore = badProbes(run);
  const played = await run.steps.remediate(run, atSteps(run, injected));
  if (run.plan.endedBy !== 'outside') return;
  if (played) {
    // What was started anew gets the time that it needs before anybody says that it changed nothing.
    await waitPaced(run, 'effect of the steps', run.times.realMs + run.times.stableMs);
    judgeRemediation(run, badBefore);
  }
  run.lease.check();
  await healPrepared(run, injected.left);
};

/** Without effect: all that was bad before the steps is bad still. */
const judgeRemediation = (run: DrillRun, badBefore: readonly string[]): void => {
  const looks = badBefore.flatMap((probe) => run.session.probes.counted(probe) ?? []);
  const evidence = looks.flatMap((look) => look.evidence);
  const measured = looks.length > 0 && looks.every(({ verdict }) => verdict !== 'unknown');
  const better = looks.some(({ verdict }) => verdict === 'pass');
  const effect = better ? 'recovered' : measured ? 'without effect' : 'unknown';
  run.log({ type: 'remediation.judged', effect, evidence });
};

const badProbes = (run: DrillRun): readonly string[] =>
  run.plan.gateProbes.filter((probe) => run.session.probes.counted(probe)?.verdict === 'fail');
