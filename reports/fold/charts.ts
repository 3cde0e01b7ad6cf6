// What a drill's figure is drawn from: everything on one axis, milliseconds since the run's start.
import { epochMs } from '../../core/clock.ts';
import type { EventOf } from '../../core/journal/events.ts';
import type { CheckVerdict } from '../../core/verdicts.ts';
import type { Outcome } from '../../core/workload.ts';
import { faultLanes, faultSpans, type FaultLane } from './fault-lanes.ts';
import { phaseSpans, type PhaseSpan } from './ledger.ts';
import { lastOf, ofType, originOf, type DrillRecords } from './records.ts';

export interface Span {
  readonly fromT: number;
  readonly toT: number;
}

export interface AlertLane {
  readonly name: string;
  readonly role: 'promised' | 'also' | 'unexpected';
  readonly spans: readonly (Span & { readonly state: 'pending' | 'firing' })[];
  readonly deliveredT: readonly number[];
  readonly deadlineT: number | null;
  readonly predicted: Span | null;
}

export interface ProbeLane {
  readonly name: string;
  readonly kind: string;
  readonly looks: readonly {
    readonly t: number;
    readonly durationMs: number;
    readonly verdict: CheckVerdict;
  }[];
}

export interface SliLane {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly { readonly t: number; readonly value: number | null }[];
}

export interface DrillCharts extends Span {
  /** The zero of the axis: the injection, else the drill's start. */
  readonly zeroT: number;
  readonly injected: boolean;
  readonly phases: readonly PhaseSpan[];
  /** While a fault was in. */
  readonly shades: readonly Span[];
  readonly faults: readonly FaultLane[];
  readonly alerts: readonly AlertLane[];
  readonly steps: readonly (Span & { readonly id: string; readonly verdict: CheckVerdict })[];
  readonly probes: readonly ProbeLane[];
  readonly operations: readonly { readonly t: number; readonly outcome: Outcome }[];
  readonly slis: readonly SliLane[];
  readonly marks: readonly { readonly label: string; readonly t: number }[];
}

export const foldCharts = (drill: DrillRecords): DrillCharts => {
  const faults = faultLanes(drill);
  return {
    fromT: drill.start.t,
    toT: drill.endT,
    zeroT: drill.origin?.t ?? drill.start.t,
    injected: drill.origin !== null,
    phases: phaseSpans(drill),
    shades: faultSpans(faults),
    faults,
    alerts: alertLanes(drill),
    steps: stepSpans(drill),
    probes: probeLanes(drill),
    operations: drill.operations.map(({ startedMs, outcome }) => ({ t: startedMs, outcome })),
    slis: sliLanes(drill),
    marks: marksOf(drill, faults),
  };
};

/** An instant of somebody's wall clock on the run's axis, through the drill's start (both were stamped together). */
const axisT = ({ start }: DrillRecords, instant: string): number =>
  start.t + epochMs(instant) - epochMs(start.at);

const alertLanes = (drill: DrillRecords): AlertLane[] => {
  const edges = ofType(drill.events, 'alert.edge');
  const promised = drill.plan.signals.filter(({ kind }) => kind === 'alert');
  const names = new Set([...promised.map(({ name }) => name), ...edges.map(({ alert }) => alert)]);
  const gateT = gateBefore(drill);
  return [...names].flatMap((name) => {
    const plan = promised.find((signal) => signal.name === name);
    const own = edges.filter(({ alert }) => alert === name);
    const zero = originOf(drill, plan?.fault)?.t ?? null;
    // What came and went while the system started is no news: nobody judges it, and the gate has seen it quiet.
    const spans = alertSpans(drill, own).filter(({ toT }) => plan !== undefined || toT > gateT);
    const deliveredT = own
      .filter(({ edge }) => edge === 'delivered')
      .map(({ edgeAt }) => axisT(drill, edgeAt))
      .filter((t) => plan !== undefined || t >= gateT);
    if (plan === undefined && spans.length + deliveredT.length === 0) return [];
    return {
      name,
      role: plan !== undefined ? 'promised' : drill.plan.alsoFires.includes(name) ? 'also' : 'unexpected',
      spans,
      deliveredT,
      deadlineT: plan === undefined || zero === null ? null : zero + plan.within.pacedMs,
      predicted:
        plan === undefined || plan.predictedMs === null || zero === null
          ? null
          : { fromT: zero + plan.predictedMs[0], toT: zero + plan.predictedMs[1] },
    };
  });
};

/** The gate that let the drill go on; where none did, what was there before explains why. */
const gateBefore = ({ events }: DrillRecords): number =>
  ofType(events, 'gate.judged').find(
    ({ when, checks }) => when === 'before' && checks.every(({ verdict }) => verdict === 'pass'),
  )?.t ?? -Infinity;

const alertSpans = (drill: DrillRecords, edges: readonly EventOf<'alert.edge'>[]): AlertLane['spans'] => {
  const changes = edges
    .filter(({ edge }) => edge !== 'delivered')
    .map(({ edge, edgeAt }) => ({ edge, t: axisT(drill, edgeAt) }))
    .sort((a, b) => a.t - b.t);
  // A pending alert that falls quiet has no edge of its own: at the latest, a gate that passes has seen it quiet.
  const quiet = ofType(drill.events, 'gate.judged').filter(({ checks }) =>
    checks.every(({ verdict }) => verdict === 'pass'),
  );
  return changes.flatMap(({ edge, t }, index) => {
    if (edge !== 'pending' && edge !== 'firing') return [];
    const gateT = quiet.find((gate) => gate.t > t)?.t ?? drill.endT;
    return [{ state: edge, fromT: t, toT: Math.min(changes[index + 1]?.t ?? drill.endT, gateT) }];
  });
};

const stepSpans = (drill: DrillRecords): DrillCharts['steps'] => {
  const ends = ofType(drill.events, 'step.finished');
  return ofType(drill.events, 'step.started').map(({ step, t }) => {
    const end = ends.find((event) => event.step === step && event.t >= t);
    return { id: step, fromT: t, toT: end?.t ?? drill.endT, verdict: end?.verdict ?? 'unknown' };
  });
};

const probeLanes = (drill: DrillRecords): ProbeLane[] => {
  const looks = Map.groupBy(ofType(drill.events, 'probe.observed'), ({ probe }) => probe);
  return drill.plan.probes.map(({ name, kind }) => ({
    name,
    kind,
    looks: (looks.get(name) ?? []).map(({ startedMs, durationMs, verdict }) => ({
      t: startedMs,
      durationMs,
      verdict,
    })),
  }));
};

const sliLanes = (drill: DrillRecords): SliLane[] =>
  [...Map.groupBy(ofType(drill.events, 'sli.sampled'), ({ name }) => name)].map(([name, samples]) => ({
    name,
    unit: samples[0]?.unit ?? '',
    points: samples.map(({ t, value }) => ({ t, value })),
  }));

const marksOf = (drill: DrillRecords, faults: readonly FaultLane[]): DrillCharts['marks'] => {
  const { origin } = drill;
  if (origin === null) return [];
  const recovery = lastOf(drill.events, 'recovery.observed');
  const bad = ofType(drill.events, 'probe.observed').filter(
    ({ verdict, startedMs }) => verdict === 'fail' && startedMs >= origin.t,
  );
  const at = (label: string, instant: string | null | undefined) =>
    instant === null || instant === undefined ? [] : [{ label, t: axisT(drill, instant) }];
  const promised = new Set(drill.plan.signals.map(({ name }) => name));
  const first = (edge: string) =>
    ofType(drill.events, 'alert.edge').find(
      (event) =>
        event.edge === edge && promised.has(event.alert) && epochMs(event.edgeAt) >= epochMs(origin.at),
    )?.edgeAt;
  const healed = ofType(drill.events, 'fault.healed').at(-1);
  return [
    { label: 'fault goes in', t: origin.t },
    ...faults.flatMap(({ id, fromT, toT, isLater, wentBefore }) => [
      ...(isLater ? [{ label: `${id} goes in`, t: fromT }] : []),
      ...(wentBefore ? [{ label: `${id} taken back`, t: toT }] : []),
    ]),
    ...(bad[0] === undefined ? [] : [{ label: 'first bad probe', t: bad[0].startedMs + bad[0].durationMs }]),
    ...at('alert firing', first('firing')),
    ...at('alert delivered', first('delivered')),
    ...at('probes good again', recovery?.probesAt),
    ...at('alerts resolved', recovery?.alertsAt),
    ...(healed === undefined ? [] : [{ label: 'healed', t: healed.t }]),
  ]
    .filter(({ t }) => t <= drill.endT)
    .sort((a, b) => a.t - b.t);
};
