// Recovery by two clocks: the probes, and the promised alerts. Good must hold, not only appear.
import { instantOf } from '../../core/clock.ts';
import type { Evidence } from '../../core/observation.ts';
import { accounted, pollUntil, type DrillRun } from './drill-run.ts';
import { blindSince } from './watched-alerts.ts';

interface Recovery {
  /** The first injection, epoch ms. */
  readonly originMs: number;
  readonly probesMs: number | null;
  readonly alertsMs: number | null;
  /** Why the promised alerts could not be followed until then; null: they could, or there are none. */
  readonly blind: string | null;
}

/** How long after its deadline recovery is still waited for, in probe periods: to say how late it was. */
const lateLooks = 10;

export const recover = async (run: DrillRun, originMs: number): Promise<Recovery> => {
  const beganMs = run.clock.now().getTime();
  const deadlineMs = dueMs(run, originMs) + lateLooks * samplingOf(run);
  const lastLookMs = Math.max(deadlineMs, beganMs + settlingMs(run) + 2 * samplingOf(run));
  await accounted(run, 'component', 'recovery of the service and its alerts', () =>
    pollUntil(run, lastLookMs, () => {
      const probesMs = stableSince(run, originMs, beganMs);
      return probesMs !== null && alertsQuietAt(run, originMs) !== null ? true : null;
    }),
  );
  const recovery = {
    // First: without an answer there is no clock of the alerts.
    blind: await alertsBlind(run, originMs),
    originMs,
    probesMs: stableSince(run, originMs, beganMs),
    alertsMs: alertsQuietAt(run, originMs),
  };
  await tellRecovery(run, recovery);
  return recovery;
};

/** Until each probe has looked once more and what it saw has held. */
const settlingMs = (run: DrillRun): number => run.times.stableMs + samplingOf(run);

/** When it has to have recovered, epoch ms. */
const dueMs = (run: DrillRun, originMs: number): number =>
  originMs + (run.plan.recover?.pacedMs ?? 0) + run.pauses.waitedMs(originMs);

/** Told once more at the end of the drill: a probe that turned bad after it was good has flapped. */
export const tellRecovery = async (run: DrillRun, recovery: Recovery): Promise<void> => {
  const { originMs, probesMs, alertsMs } = recovery;
  const blind = recovery.blind ?? (await alertsBlind(run, originMs));
  const doubts = [
    ...(blind === null ? [] : [{ what: 'alerts', expected: 'followed since the fault', actual: blind }]),
    ...probeDoubts(run, recovery),
  ];
  run.log({
    type: 'recovery.observed',
    probesAt: probesMs === null ? null : instantOf(probesMs),
    alertsAt: alertsMs === null ? null : instantOf(alertsMs),
    flaps: flapsOf(run, probesMs),
    samplingMs: samplingOf(run),
    measurable: doubts.length === 0,
    evidence: [...doubts, ...evidence(run)],
  });
};

const flapsOf = (run: DrillRun, probesMs: number | null): number =>
  probesMs === null ? 0 : run.session.probes.turnsBad(run.plan.gateProbes, probesMs);

/** An alert whose samples end since nobody evaluates it looks resolved. Where none is promised, none is waited for. */
const alertsBlind = async (run: DrillRun, originMs: number): Promise<string | null> =>
  promisedAlerts(run).length === 0 ? null : await blindSince(run, originMs);

/** Looks that measured nothing are a doubt where the verdict hangs on them: it was not seen bad after its time, nor again. */
const probeDoubts = (run: DrillRun, { originMs, probesMs }: Recovery): readonly Evidence[] => {
  const { probes } = run.session;
  const { gateProbes } = run.plan;
  const inTime = probesMs !== null && probesMs <= dueMs(run, originMs);
  const fromMs = inTime ? probesMs : Math.max(originMs, probes.lastFailMs(gateProbes) ?? originMs);
  const decided = inTime ? flapsOf(run, probesMs) > 0 : fromMs > dueMs(run, originMs);
  const doubt = decided ? null : probes.firstDoubt(gateProbes, fromMs);
  if (doubt === null) return [];
  const told = {
    what: doubt.probe,
    expected: 'looks that measure something',
    actual: 'two in a row did not',
  };
  return [told, ...doubt.evidence];
};

/** Nothing recovered when the steps were done: what `endedBy: outside` expects of them. */
export const isHealthy = (run: DrillRun): boolean =>
  run.session.probes.allGoodSince(run.plan.gateProbes) !== null;

/** Good must hold after the last step too: what it stirs up (orders that are played again) is no relapse, and recovery comes after it. */
const stableSince = (run: DrillRun, originMs: number, beganMs: number): number | null => {
  const sinceMs = run.session.probes.allGoodSince(run.plan.gateProbes);
  const nowMs = run.clock.now().getTime();
  if (sinceMs === null || nowMs - sinceMs < run.times.stableMs || nowMs - beganMs < settlingMs(run))
    return null;
  // Never seen bad: recovered from the first instant on.
  return Math.max(sinceMs, originMs);
};

const alertsQuietAt = (run: DrillRun, originMs: number): number | null => {
  const { alerts } = run.session;
  if (alerts.lastError() !== null) return null;
  const promised = promisedAlerts(run);
  if (promised.some((alert) => alerts.active().has(alert))) return null;
  const resolved = alerts
    .edges()
    .filter(({ alert, edge, atMs }) => edge === 'resolved' && promised.includes(alert) && atMs >= originMs);
  return Math.max(originMs, ...resolved.map(({ atMs }) => atMs));
};

const promisedAlerts = (run: DrillRun): readonly string[] =>
  run.plan.signals.filter(({ kind }) => kind === 'alert').map(({ name }) => name);

const evidence = (run: DrillRun): readonly Evidence[] =>
  run.plan.gateProbes
    .map((probe) => run.session.probes.latest(probe))
    .filter((look) => look !== null && look.verdict !== 'pass')
    .flatMap((look) => look?.evidence ?? []);

const samplingOf = (run: DrillRun): number =>
  Math.max(
    run.times.evaluationMs,
    ...run.plan.probes
      .filter(({ name }) => run.plan.gateProbes.includes(name))
      .map(({ every }) => every.pacedMs),
  );
