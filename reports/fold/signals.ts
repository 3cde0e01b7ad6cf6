// Detection: each promised signal as an edge, with its time by stage. What was there before the fault does not count.
import type { EventOf, SignalPlan } from '../../core/journal/events.ts';
import { epochMs } from '../../core/clock.ts';
import type { CheckVerdict, Injection } from '../../core/verdicts.ts';
import type { SignalReport } from '../schema.ts';
import { msText } from '../text.ts';
import { lastOf, ofType, originOf, sinceOrigin, type DrillRecords } from './records.ts';
import { rehearsedMs } from './rehearsed.ts';

interface Edges {
  readonly metric: number | null;
  readonly pending: number | null;
  readonly firing: number | null;
  readonly delivered: number | null;
  readonly resolved: number | null;
  /** Why the edges can't count: the alert was there before the fault. */
  readonly already: string | null;
}

const noEdges: Edges = {
  metric: null,
  pending: null,
  firing: null,
  delivered: null,
  resolved: null,
  already: null,
};

export const foldSignals = (drill: DrillRecords, injection: Injection): SignalReport[] => {
  const badProbes = new Map<string | undefined, number | null>();
  return drill.plan.signals.map((plan) => {
    const origin = originOf(drill, plan.fault);
    if (!badProbes.has(plan.fault)) badProbes.set(plan.fault, firstBadProbe(drill, origin));
    return foldSignal(plan, drill, { injection, origin, badProbeAfterMs: badProbes.get(plan.fault) ?? null });
  });
};

interface Known {
  readonly injection: Injection;
  /** Of the fault whose signal it is. */
  readonly origin: EventOf<'fault.injecting'> | null;
  readonly badProbeAfterMs: number | null;
}

const foldSignal = (plan: SignalPlan, drill: DrillRecords, known: Known): SignalReport => {
  const { origin, badProbeAfterMs } = known;
  const edges = origin === null ? noEdges : edgesOf(plan, drill, origin);
  const withinMs = plan.within.pacedMs;
  const delivered = edges.delivered;
  return {
    name: plan.name,
    kind: plan.kind,
    fault: plan.fault ?? null,
    ...judge(plan, edges, drill, known),
    withinMs,
    predictedMs: plan.predictedMs === null ? null : [...plan.predictedMs],
    prediction: { ...plan.prediction },
    pendingAfterMs: edges.pending,
    firingAfterMs: edges.firing,
    deliveredAfterMs: delivered,
    resolvedAfterMs: edges.resolved,
    samplingMs: plan.samplingMs,
    marginIntervals: delivered === null ? null : marginOf(withinMs, delivered, plan.samplingMs),
    insidePrediction: insideBand(plan.predictedMs, delivered),
    stages: {
      badProbeAfterMs,
      metricAfterMs: edges.metric,
      pendingAfterMs: edges.pending,
      firingAfterMs: edges.firing,
      deliveredAfterMs: delivered,
    },
    nominal: { withinMs: plan.within.nominalMs, limitedBy: plan.within.limitedBy },
  };
};

/** How far from the target, in sampling intervals; one decimal. */
export const marginOf = (targetMs: number, measuredMs: number, samplingMs: number): number | null =>
  samplingMs > 0 ? Math.round(((targetMs - measuredMs) / samplingMs) * 10) / 10 : null;

const insideBand = (band: readonly [number, number] | null, ms: number | null): boolean | null =>
  band === null || ms === null ? null : ms >= band[0] && ms <= band[1];

const judge = (
  plan: SignalPlan,
  { delivered, already, firing, pending }: Edges,
  drill: DrillRecords,
  { injection, origin }: Known,
): { verdict: CheckVerdict; reason: string } => {
  const target = msText(plan.within.pacedMs);
  const verb = plan.kind === 'alert' ? 'delivered' : 'seen';
  if (drill.origin === null) return { verdict: 'unknown', reason: 'nothing was injected' };
  if (origin === null) return { verdict: 'unknown', reason: `${plan.fault} never went in` };
  if (already !== null) return { verdict: 'fail', reason: already };
  if (delivered !== null && delivered <= plan.within.pacedMs)
    return { verdict: 'pass', reason: `${verb} after ${msText(delivered)}, within ${target}` };
  const found =
    delivered === null ? reached(pending, firing, verb) : `${verb} only after ${msText(delivered)}`;
  if (injection !== 'confirmed')
    return { verdict: 'unknown', reason: `${found}, but the fault is not proven to bite` };
  // An alert or a probe is there when it is there; a log is read only from the next phase on.
  if (delivered !== null && plan.kind === 'log' && rehearsedMs(drill) > 0)
    return { verdict: 'unknown', reason: `${found}, after somebody was waited for` };
  if (delivered !== null) return { verdict: 'fail', reason: `${found}, promised within ${target}` };
  const ended = lastOf(drill.events, 'detect.ended');
  if (ended === null) return { verdict: 'unknown', reason: `${found}; the watch did not reach its end` };
  const why = unmeasured(plan.name, ended);
  if (why !== null) return { verdict: 'unknown', reason: `could not be measured: ${why}` };
  return { verdict: 'fail', reason: `${found}, promised within ${target}` };
};

/** A journal of an older gameday knows only whether alerts could be measured. */
const unmeasured = (
  signal: string,
  { measurable, message, unmeasured: reasons }: EventOf<'detect.ended'>,
): string | null => (reasons === undefined ? (measurable ? null : message) : (reasons[signal] ?? null));

const reached = (pending: number | null, firing: number | null, verb: string): string => {
  if (firing !== null) return `firing after ${msText(firing)}, never ${verb}`;
  if (pending !== null) return `pending after ${msText(pending)}, never firing`;
  return `never ${verb}`;
};

const edgesOf = (plan: SignalPlan, drill: DrillRecords, origin: EventOf<'fault.injecting'>): Edges =>
  plan.kind === 'alert' ? alertEdges(plan.name, drill, origin) : seenEdge(plan.name, drill, origin);

const seenEdge = (name: string, drill: DrillRecords, origin: EventOf<'fault.injecting'>): Edges => {
  const seen = ofType(drill.events, 'signal.seen').find(
    ({ signal, edgeAt }) => signal === name && epochMs(edgeAt) >= epochMs(origin.at),
  );
  const delivered = seen === undefined ? null : sinceOrigin(origin, seen.edgeAt);
  return badAllAlong(name, drill, origin, delivered ?? Infinity)
    ? { ...noEdges, already: alreadyText('bad') }
    : { ...noEdges, delivered };
};

/** A probe that failed before the fault counts only from a look that passed; `untilMs`: since the fault. */
const badAllAlong = (
  name: string,
  { events }: DrillRecords,
  origin: EventOf<'fault.injecting'>,
  untilMs: number,
): boolean => {
  const measured = ofType(events, 'probe.observed').filter(
    ({ probe, verdict }) => probe === name && verdict !== 'unknown',
  );
  const before = measured.findLast(({ startedMs, durationMs }) => startedMs + durationMs < origin.t);
  const passedSince = measured.some(
    ({ verdict, startedMs }) => verdict === 'pass' && startedMs >= origin.t && startedMs < origin.t + untilMs,
  );
  return before?.verdict === 'fail' && !passedSince;
};

const alertEdges = (name: string, { events }: DrillRecords, origin: EventOf<'fault.injecting'>): Edges => {
  const edges = ofType(events, 'alert.edge').filter(({ alert }) => alert === name);
  const since = edges.filter(({ edgeAt }) => epochMs(edgeAt) >= epochMs(origin.at));
  const after = (edge: string, fromMs = 0): number | null => {
    const times = since
      .filter((event) => event.edge === edge)
      .map((event) => sinceOrigin(origin, event.edgeAt));
    const later = times.filter((ms) => ms >= fromMs);
    return later.length === 0 ? null : Math.min(...later);
  };
  const before = alreadyThere(name, events, edges, origin);
  const pending = after('pending');
  // An alert that was there before counts only from a new start: its next pending edge.
  if (before !== null && pending === null) {
    const isOver = before.mayBeOver && after('firing') === null;
    return isOver ? noEdges : { ...noEdges, already: alreadyText(before.state) };
  }
  const fromMs = before === null ? 0 : (pending ?? 0);
  const metric = ofType(events, 'metric.crossed').find(
    (event) => event.alert === name && epochMs(event.edgeAt) >= epochMs(origin.at),
  );
  const firing = after('firing', fromMs);
  return {
    metric: metric === undefined ? null : sinceOrigin(origin, metric.edgeAt),
    pending,
    firing,
    delivered: after('delivered', fromMs),
    resolved: lastResolved(since, origin, firing ?? fromMs),
    already: null,
  };
};

/** The end of its last episode: an alert may fire again before all is well. */
const lastResolved = (
  since: readonly EventOf<'alert.edge'>[],
  origin: EventOf<'fault.injecting'>,
  fromMs: number,
): number | null => {
  const changes = since
    .filter(({ edge }) => edge === 'firing' || edge === 'resolved')
    .map(({ edge, edgeAt }) => ({ edge, ms: sinceOrigin(origin, edgeAt) }))
    .filter(({ ms }) => ms >= fromMs)
    .sort((a, b) => a.ms - b.ms);
  const last = changes.at(-1);
  return last?.edge === 'resolved' ? last.ms : null;
};

interface Before {
  readonly state: 'pending' | 'firing';
  /** Only a firing alert has an edge at its end: one that was pending may have fallen quiet without a word. */
  readonly mayBeOver: boolean;
}

const alreadyThere = (
  name: string,
  events: DrillRecords['events'],
  edges: readonly EventOf<'alert.edge'>[],
  origin: EventOf<'fault.injecting'>,
): Before | null => {
  const told = ofType(events, 'alert.already').find(({ alert }) => alert === name)?.state;
  if (told !== undefined) return { state: told, mayBeOver: false };
  const last = edges.findLast(
    ({ edge, edgeAt }) => edge !== 'delivered' && epochMs(edgeAt) < epochMs(origin.at),
  )?.edge;
  return last === 'firing' || last === 'pending' ? { state: last, mayBeOver: last === 'pending' } : null;
};

const alreadyText = (state: 'pending' | 'firing' | 'bad'): string =>
  `was already ${state} when the fault went in, which does not count`;

/** When a look that began after the injection first came back bad. */
const firstBadProbe = (
  { events }: DrillRecords,
  origin: EventOf<'fault.injecting'> | null,
): number | null => {
  if (origin === null) return null;
  const bad = ofType(events, 'probe.observed').filter(
    ({ verdict, startedMs }) => verdict === 'fail' && startedMs >= origin.t,
  );
  if (bad.length === 0) return null;
  // No spread: a long outage has more looks than a call may have arguments.
  const first = bad.reduce(
    (least, { startedMs, durationMs }) => Math.min(least, startedMs + durationMs),
    Infinity,
  );
  return Math.round(first - origin.t);
};
