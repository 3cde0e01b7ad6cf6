// Detection: each promised signal as an edge after the injection of its fault, and where the time went.
import { instantOf } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { SignalPlan } from '../../core/journal/events.ts';
import { firstInjectionMs } from './come-and-go.ts';
import { accounted, pollUntil, type DrillRun, type Injected } from './drill-run.ts';
import { watchLogs, type LogWatch } from './log-watch.ts';
import { blindSince } from './watched-alerts.ts';

/** How long after its deadline a signal is still looked for, in sampling intervals: to say how late it was. */
const lateIntervals = 10;

/**
 * Waits until every promised signal was seen, or its time is over. First comes `meanwhile`: faults that come later. Signals lose
 * nothing by it: alerts and probes are followed all the time, and logs from here on.
 */
export const detect = async (
  run: DrillRun,
  injected: Injected,
  meanwhile: () => Promise<void>,
): Promise<void> => {
  const told = new Set<string>();
  const firstMs = firstInjectionMs(injected) ?? run.clock.now().getTime();
  const originOf = ({ fault }: SignalPlan): number =>
    (fault === undefined ? undefined : injected.atMs.get(fault)) ?? firstMs;
  const logs = watchLogs(run, (name) => {
    const fault = run.plan.signals.find((signal) => signal.name === name)?.fault;
    return fault === undefined ? firstMs : (injected.atMs.get(fault) ?? null);
  });
  try {
    await meanwhile();
    const deadlineMs = Math.max(
      firstMs,
      ...run.plan.signals.map(
        (signal) => originOf(signal) + signal.within.pacedMs + lateIntervals * signal.samplingMs,
      ),
    );
    await accounted(run, 'paced', 'detection: until every promised signal is there', () =>
      pollUntil(run, deadlineMs, () => {
        for (const signal of run.plan.signals) {
          if (!told.has(signal.name) && see(run, signal, originOf(signal), logs)) told.add(signal.name);
        }
        return told.size === run.plan.signals.length ? true : null;
      }),
    );
  } finally {
    await logs.stop();
  }
  const blind = await blindSince(run, firstMs);
  const missing = run.plan.signals.filter(({ name }) => !told.has(name));
  const unmeasured = missing.flatMap((signal): [string, string][] => {
    const why = signal.kind === 'alert' ? blind : unseen(run, signal, originOf(signal), logs);
    return why === null ? [] : [[signal.name, why]];
  });
  run.log({
    type: 'detect.ended',
    measurable: blind === null,
    message:
      blind ??
      (missing.length === 0
        ? 'every promised signal was seen'
        : `not seen: ${missing.map(({ name }) => name).join(', ')}`),
    unmeasured: Object.fromEntries(unmeasured),
  });
  await findCrossings(run, originOf);
};

const see = (run: DrillRun, signal: SignalPlan, originMs: number, logs: LogWatch): boolean => {
  switch (signal.kind) {
    case 'alert':
      return run.session.alerts
        .edges()
        .some(({ alert, edge, atMs }) => alert === signal.name && edge === 'delivered' && atMs >= originMs);
    case 'probe': {
      const look = run.session.probes.failedAnew(signal.name, originMs);
      if (look === null) return false;
      const { evidence, endedMs } = look;
      run.log({ type: 'signal.seen', signal: signal.name, edgeAt: instantOf(endedMs), evidence });
      return true;
    }
    case 'log': {
      const line = logs.found(signal.name);
      if (line === null) return false;
      const evidence = [{ what: 'log line', expected: signal.name, actual: line.text }];
      run.log({ type: 'signal.seen', signal: signal.name, edgeAt: instantOf(line.seenMs), evidence });
      return true;
    }
    default:
      return signal.kind satisfies never;
  }
};

/** Why a signal that was not seen may have been there in its time all the same; null: it was not. */
const unseen = (
  run: DrillRun,
  { name, kind, within }: SignalPlan,
  originMs: number,
  logs: LogWatch,
): string | null => {
  if (kind === 'log') return logs.unreadAt(name, originMs + within.pacedMs);
  const { probes } = run.session;
  if ((probes.latest(name)?.beganMs ?? 0) < originMs) return `${name} has not looked since the fault`;
  const doubt = probes.firstDoubt([name], originMs);
  return doubt === null || doubt.beganMs > originMs + within.pacedMs
    ? null
    : `${name} measured nothing twice in a row: ${doubt.evidence[0]?.actual ?? 'it says nothing'}`;
};

/** The `metric` stage: when the expression behind each promised alert first held in what Prometheus had scraped. */
const findCrossings = async (run: DrillRun, originOf: (signal: SignalPlan) => number): Promise<void> => {
  const ctx = { clock: run.clock, signal: run.clock.deadline(10_000, run.signal) };
  const stepMs = Math.max(50, Math.round(run.times.evaluationMs / 4));
  for (const signal of run.plan.signals) {
    const { name, kind } = signal;
    const expression = run.session.alertExpressions.get(name);
    if (kind !== 'alert' || expression === undefined) continue;
    try {
      const series = await run.stack.prometheus.range(
        expression,
        originOf(signal),
        run.clock.now().getTime(),
        stepMs,
        ctx,
      );
      const first = series.flatMap(({ samples }) => samples.map(([atMs]) => atMs)).sort((a, b) => a - b)[0];
      if (first !== undefined) run.log({ type: 'metric.crossed', alert: name, edgeAt: instantOf(first) });
    } catch (error) {
      run.signal.throwIfAborted();
      run.log({
        type: 'note',
        message: `${name}: when its metric crossed could not be asked: ${messageOf(error)}`,
      });
    }
  }
};
