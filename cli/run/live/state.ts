// What the live view knows: a fold over the journal's records.
import { epochMs } from '../../../core/clock.ts';
import type { AlertEdge, DrillPlan, EventOf, JournalEvent } from '../../../core/journal/events.ts';
import type { CheckVerdict, Phase } from '../../../core/verdicts.ts';
import { courseText } from '../../../reports/text.ts';

/** Times are milliseconds since the run's start, as the journal's `t`. */
export interface LiveState {
  /** How many drills the run plays; 0: not told yet. */
  readonly drills: number;
  readonly drill: { readonly plan: DrillPlan; readonly number: number } | null;
  readonly phase: { readonly name: Phase; readonly sinceT: number } | null;
  readonly faults: readonly LiveFault[];
  /** When the first fault went in. */
  readonly injectedT: number | null;
  readonly probes: readonly LiveProbe[];
  readonly alerts: readonly LiveAlert[];
  /** Promised signals of other kinds than alerts that were seen. */
  readonly seen: readonly string[];
  readonly step: LiveStep | null;
  readonly traffic: { readonly ok: number; readonly refused: number; readonly unknown: number };
  /** Who asked the run to end: a signal's name. */
  readonly endedBy: string | null;
  /** What a person is asked before the drill goes on. */
  readonly question: readonly string[] | null;
}

export interface LiveFault {
  readonly id: string;
  readonly summary: string;
  readonly stage: 'planned' | 'goes in' | 'on' | 'bites' | 'not seen to bite' | FaultEnd;
  readonly sinceT: number;
}
type FaultEnd = 'is undone' | 'NOT undone' | 'undone' | 'gone' | 'NOT proved gone';

export interface LiveProbe {
  readonly name: string;
  /** The last ones, the newest at the end. */
  readonly looks: readonly Look[];
}

export interface Look {
  readonly verdict: CheckVerdict;
  readonly ms: number;
  /** What was found in place of what was wanted. */
  readonly found: string;
}

export interface LiveAlert {
  readonly name: string;
  readonly edges: readonly { readonly edge: AlertEdge; readonly t: number }[];
}

export interface LiveStep {
  readonly command: string;
  readonly line: number;
  readonly sinceT: number;
  /** The last whole lines of its output. */
  readonly output: readonly string[];
}

export const emptyState: LiveState = {
  drills: 0,
  drill: null,
  phase: null,
  faults: [],
  injectedT: null,
  probes: [],
  alerts: [],
  seen: [],
  step: null,
  traffic: { ok: 0, refused: 0, unknown: 0 },
  endedBy: null,
  question: null,
};

/** No terminal shows more of them in one row. */
const keptLooks = 40;

export const after = (state: LiveState, event: JournalEvent): LiveState => {
  switch (event.type) {
    case 'run.started':
      return { ...state, drills: event.drills.length };
    case 'drill.started':
      return drillStarted(state, event);
    case 'phase.started':
      return { ...state, phase: { name: event.phase, sinceT: event.t } };
    case 'fault.injecting':
      return { ...staged(state, event, 'goes in'), injectedT: state.injectedT ?? event.t };
    case 'fault.injected':
      return staged(state, event, 'on');
    case 'fault.confirmed':
      return staged(state, event, event.observation.verdict === 'pass' ? 'bites' : 'not seen to bite');
    case 'fault.healing':
      return staged(state, event, 'is undone');
    case 'fault.healed':
      return staged(state, event, event.error === null ? 'undone' : 'NOT undone');
    case 'fault.gone':
      return staged(state, event, event.observation.verdict === 'pass' ? 'gone' : 'NOT proved gone');
    case 'signal.seen':
      return { ...state, seen: [...state.seen, event.signal] };
    case 'probe.observed':
      return { ...state, probes: looked(state, event) };
    case 'alert.edge':
      return { ...state, alerts: edged(state.alerts, event) };
    case 'gate.judged':
      return { ...state, alerts: quieted(state.alerts, event) };
    case 'step.started':
      return {
        ...state,
        step: { command: event.plan.command, line: event.plan.line, sinceT: event.t, output: [] },
      };
    case 'step.output':
      return { ...state, step: state.step === null ? null : { ...state.step, output: event.lines } };
    case 'step.finished':
    // Of a command that was cut off nothing more is told.
    case 'drill.stopped':
      return { ...state, step: null };
    case 'operations.recorded':
      return { ...state, traffic: counted(state.traffic, event) };
    default:
      return state;
  }
};

const drillStarted = (state: LiveState, { plan, attempt }: EventOf<'drill.started'>): LiveState => ({
  ...state,
  drill: { plan, number: attempt },
  phase: null,
  faults: plan.faults.map((fault) => ({
    id: fault.id,
    summary: [fault.summary, courseText(fault)].filter((text) => text !== '').join(', '),
    stage: 'planned',
    sinceT: 0,
  })),
  injectedT: null,
  // What is over belongs to the drill before.
  alerts: state.alerts.filter(isFiring),
  seen: [],
  step: null,
});

const staged = (
  state: LiveState,
  { fault, t }: JournalEvent & { readonly fault: string },
  stage: LiveFault['stage'],
): LiveState => ({
  ...state,
  faults: state.faults.map((one) => (one.id === fault ? { ...one, stage, sinceT: t } : one)),
});

const looked = (state: LiveState, event: EventOf<'probe.observed'>): readonly LiveProbe[] => {
  const found = event.verdict === 'pass' ? '' : event.evidence.map(({ actual }) => actual).join('; ');
  const look = { verdict: event.verdict, ms: event.durationMs, found };
  if (state.probes.some(({ name }) => name === event.probe))
    return state.probes.map((probe) =>
      probe.name === event.probe ? { ...probe, looks: [...probe.looks, look].slice(-keptLooks) } : probe,
    );
  return [...state.probes, { name: event.probe, looks: [look] }].toSorted((a, b) =>
    a.name.localeCompare(b.name),
  );
};

/** An alert that is pending anew begins a new row of edges. */
const edged = (
  alerts: readonly LiveAlert[],
  { alert, edge, edgeAt, at, t }: EventOf<'alert.edge'>,
): readonly LiveAlert[] => {
  const entry = { edge, t: t - (epochMs(at) - epochMs(edgeAt)) };
  const known = alerts.find(({ name }) => name === alert);
  if (known === undefined) return [...alerts, { name: alert, edges: [entry] }];
  const isNew = known.edges.at(-1)?.edge === 'resolved' && edge !== 'resolved';
  const edges = [...(isNew ? [] : known.edges.filter((one) => one.edge !== edge)), entry];
  return alerts.map((one) => (one === known ? { name: alert, edges: inTime(edges) } : one));
};

/** One that was pending only falls quiet without a word; a gate says that it has. What was before the first is of no interest. */
const quieted = (
  alerts: readonly LiveAlert[],
  { checks, when }: EventOf<'gate.judged'>,
): readonly LiveAlert[] => {
  if (checks.some(({ verdict }) => verdict !== 'pass')) return alerts;
  return when === 'before' ? [] : alerts.filter(({ edges }) => edges.length > 1);
};

export const isFiring = ({ edges }: LiveAlert): boolean => {
  const last = edges.at(-1)?.edge;
  return last === 'firing' || last === 'delivered';
};

const inTime = (edges: LiveAlert['edges']): LiveAlert['edges'] => edges.toSorted((a, b) => a.t - b.t);

const counted = (
  { ok, refused, unknown }: LiveState['traffic'],
  { operations }: EventOf<'operations.recorded'>,
): LiveState['traffic'] => {
  const sums = { ok, refused, unknown };
  for (const { outcome } of operations) sums[outcome] += 1;
  return sums;
};
