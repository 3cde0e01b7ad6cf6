// Recovery by two clocks: the probes, and the promised alerts. Good must hold, not only appear.
import { instantOf } from '../../core/clock.ts';
import type { Evidence } from '../../core/observation.ts';
import { accounted, pollUntil, type DrillRun } from './drill-run.ts';

interface Recovery {
  readonly probesMs: number | null;
  readonly alertsMs: number | null;
}

/** How long after its deadline recovery is still waited for, in probe periods: to say how late it was. */
const lateLooks = 10;

export const recover = async (run: DrillRun, originMs: number): Promise<Recovery> => {
  const withinMs = run.plan.recover?.pacedMs ?? 0;
  const deadlineMs = originMs + withinMs + run.pauses.waitedMs(originMs) + lateLooks * samplingOf(run);
  const lastLookMs = Math.max(deadlineMs, run.clock.now().getTime() + 2 * samplingOf(run));
  await accounted(run, 'component', 'recovery of the service and its alerts', () =>
    pollUntil(run, lastLookMs, () => {
      const probesMs = stableSince(run, originMs);
      return probesMs !== null && alertsQuietAt(run, originMs) !== null ? true : null;
    }),
  );
  const recovery = { probesMs: stableSince(run, originMs), alertsMs: alertsQuietAt(run, originMs) };
  tellRecovery(run, recovery);
  return recovery;
};

/** Told once more at the end of the drill: a probe that turned bad after it was good has flapped. */
export const tellRecovery = (run: DrillRun, { probesMs, alertsMs }: Recovery): void => {
  const error = run.session.alerts.lastError();
  run.log({
    type: 'recovery.observed',
    probesAt: probesMs === null ? null : instantOf(probesMs),
    alertsAt: alertsMs === null ? null : instantOf(alertsMs),
    flaps: probesMs === null ? 0 : run.session.probes.turnsBad(run.plan.gateProbes, probesMs),
    samplingMs: samplingOf(run),
    measurable: error === null,
    evidence: [
      ...evidence(run),
      ...(error === null ? [] : [{ what: 'alerts', expected: 'an answer', actual: error }]),
    ],
  });
};

/** Nothing recovered when the steps were done: what `endedBy: outside` expects of them. */
export const isHealthy = (run: DrillRun): boolean =>
  run.session.probes.allGoodSince(run.plan.gateProbes) !== null;

const stableSince = (run: DrillRun, originMs: number): number | null => {
  const sinceMs = run.session.probes.allGoodSince(run.plan.gateProbes);
  if (sinceMs === null || run.clock.now().getTime() - sinceMs < run.times.stableMs) return null;
  // Never seen bad: recovered from the first instant on.
  return Math.max(sinceMs, originMs);
};

const alertsQuietAt = (run: DrillRun, originMs: number): number | null => {
  const { alerts } = run.session;
  if (alerts.lastError() !== null) return null;
  const promised = run.plan.signals.filter(({ kind }) => kind === 'alert').map(({ name }) => name);
  if (promised.some((alert) => alerts.active().has(alert))) return null;
  const resolved = alerts
    .edges()
    .filter(({ alert, edge, atMs }) => edge === 'resolved' && promised.includes(alert) && atMs >= originMs);
  return Math.max(originMs, ...resolved.map(({ atMs }) => atMs));
};

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
