// Every record that a journal can hold. One run = one NDJSON file of these; all else is a fold over them.
import type { Json } from '../json.ts';
import type { Evidence, Observation } from '../observation.ts';
import type { Operation } from '../workload.ts';
import type { CheckVerdict, Phase } from '../verdicts.ts';
import type { Brief, RunCopy, RunSelection, RunSource, StackIdentity } from './game-day.ts';
import type { DrillPlan, SkipColour, StepPlan } from './plan.ts';

export type * from './game-day.ts';
export type * from './plan.ts';

export type AlertEdge = 'pending' | 'firing' | 'delivered' | 'resolved';

/** What every record carries. */
export interface Stamp {
  /** RFC 3339 UTC with milliseconds. */
  readonly at: string;
  /** Milliseconds since the run's start, monotonic. */
  readonly t: number;
  /** Drill id and attempt where the record belongs to a drill; null for the run's own. */
  readonly drill: string | null;
  readonly attempt: number;
}

export type JournalEventBody =
  | {
      readonly type: 'run.started';
      readonly schema: 1;
      readonly run: string;
      readonly version: string;
      readonly gameDay: string;
      readonly drills: readonly string[];
      readonly pace: number;
      readonly seed: number;
      readonly engine: { readonly kind: string; readonly version: string; readonly apiVersion: string };
      /** Components that stand for others, e.g. `Kafka 4.1.0 for Redpanda`. */
      readonly substitutes: readonly string[];
      readonly stack: StackIdentity;
      readonly source?: RunSource;
      readonly selection?: RunSelection;
      /** Given when others play the rest of the game day at the same time. */
      readonly copy?: RunCopy;
    }
  /** What people want of the game day, and what they saw; several of them are one. */
  | ({ readonly type: 'run.briefed' } & Brief)
  | { readonly type: 'run.finished' }
  /** A signal or a second command asked the run to stop. */
  | { readonly type: 'run.interrupted'; readonly by: string }
  /** Something of ours broke: the engine went away, the disk is full, a defect. */
  | {
      readonly type: 'run.failed';
      readonly reason: 'engine-lost' | 'disk-full' | 'internal-error';
      readonly message: string;
    }
  | { readonly type: 'drill.started'; readonly plan: DrillPlan }
  /** The drill can't go on and says why; healing follows. */
  | {
      readonly type: 'drill.stopped';
      readonly reason:
        | 'gate'
        | 'undetectable'
        | 'confirm'
        | 'stop-condition'
        | 'interrupted'
        | 'lease-lost'
        | 'engine-lost'
        | 'disk-full'
        | 'internal-error'
        | 'skipped';
      readonly message: string;
    }
  | { readonly type: 'drill.finished' }
  | { readonly type: 'phase.started'; readonly phase: Phase }
  | { readonly type: 'phase.finished'; readonly phase: Phase }
  /** Wall time that is accounted for: `what` is e.g. `wait: warm-up window`, `component: redpanda start`. */
  | {
      readonly type: 'time.spent';
      /** `person`: somebody who rehearses was waited for (`run --step`). */
      readonly kind: 'paced' | 'component' | 'runbook' | 'person';
      readonly what: string;
      readonly ms: number;
    }
  | {
      readonly type: 'probe.observed';
      readonly probe: string;
      readonly verdict: CheckVerdict;
      readonly evidence: readonly Evidence[];
      readonly samples: Readonly<Record<string, number>>;
      /** Milliseconds since the run's start when the look was due and began, and how long it took. */
      readonly dueMs: number;
      readonly startedMs: number;
      readonly durationMs: number;
      /** Ticks that were skipped right before this one because the look before had not ended. */
      readonly missed: number;
    }
  | {
      readonly type: 'operations.recorded';
      readonly operations: readonly Operation[];
      readonly missed: number;
    }
  /** A value of a service-level indicator, for charts and baseline, e.g. `orders refused share`. */
  | {
      readonly type: 'sli.sampled';
      readonly name: string;
      readonly unit: string;
      readonly value: number | null;
    }
  | {
      readonly type: 'gate.judged';
      readonly when: 'before' | 'after';
      readonly checks: readonly (Observation & { readonly name: string })[];
    }
  /** Written and synced before the injection: how to take it back. */
  | {
      readonly type: 'fault.prepared';
      readonly fault: string;
      readonly kind: string;
      readonly undo: Json;
      readonly token: number;
    }
  /** The instant before inject() is called: the origin of TTD and TTR. */
  | { readonly type: 'fault.injecting'; readonly fault: string }
  | { readonly type: 'fault.injected'; readonly fault: string }
  | { readonly type: 'fault.confirmed'; readonly fault: string; readonly observation: Observation }
  | { readonly type: 'fault.healing'; readonly fault: string; readonly by: 'run' | 'watchdog' | 'heal' }
  | {
      readonly type: 'fault.healed';
      readonly fault: string;
      readonly by: 'run' | 'watchdog' | 'heal';
      readonly error: string | null;
    }
  | { readonly type: 'fault.gone'; readonly fault: string; readonly observation: Observation }
  /** An edge of an alert, promised or not. `edgeAt` is Prometheus' or the receiver's own time, RFC 3339 with ms. */
  | {
      readonly type: 'alert.edge';
      readonly alert: string;
      readonly edge: AlertEdge;
      readonly edgeAt: string;
      readonly labels: Readonly<Record<string, string>>;
    }
  /** An alert was already pending or firing when the fault went in. */
  | { readonly type: 'alert.already'; readonly alert: string; readonly state: 'pending' | 'firing' }
  /** A promised probe or log signal was seen for the first time after the injection. */
  | {
      readonly type: 'signal.seen';
      readonly signal: string;
      readonly edgeAt: string;
      readonly evidence: readonly Evidence[];
    }
  /** First sample in which the metric behind an alert shows the fault (the `metric` stage of TTD). */
  | { readonly type: 'metric.crossed'; readonly alert: string; readonly edgeAt: string }
  /** The watch over the promised signals ended (seen or deadline); `measurable` false when Prometheus could not be asked. */
  | {
      readonly type: 'detect.ended';
      readonly measurable: boolean;
      readonly message: string;
      /** Why promised signals that were not seen could not be, by name. */
      readonly unmeasured?: Readonly<Record<string, string>>;
    }
  /** The watch over all alerts at the end of the drill, from the injection on; `measurable` as above. */
  | { readonly type: 'alerts.watched'; readonly measurable: boolean; readonly message: string }
  /** The runbook as it was when the run began: reports show its lines without the file. */
  | {
      readonly type: 'runbook.read';
      readonly runbook: string;
      readonly text: string;
      readonly sha256: string;
    }
  /** The procedures that the scenario lists, each with the drills (`scenario/drill`) of which it is a part. */
  | {
      readonly type: 'procedures.read';
      readonly procedures: readonly {
        readonly id: string;
        readonly title: string;
        readonly drills: readonly string[];
      }[];
    }
  | { readonly type: 'step.started'; readonly step: string; readonly plan: StepPlan }
  /** A command of a drilled section that was not run, and why. */
  | {
      readonly type: 'step.skipped';
      readonly step: string;
      readonly plan: StepPlan;
      readonly colour: SkipColour;
      readonly reason: string;
    }
  /** What the step that runs shows meanwhile: its last whole lines, since half a line may hold half a secret. */
  | { readonly type: 'step.output'; readonly lines: readonly string[] }
  | {
      readonly type: 'step.finished';
      readonly step: string;
      readonly verdict: CheckVerdict;
      readonly exitCode: number | null;
      readonly timedOut: boolean;
      readonly durationMs: number;
      /** How long the last try took, of what is repeated until it succeeds. */
      readonly lastTryMs?: number;
      /** Standard output and error as they came, redacted, capped. */
      readonly output: string;
      readonly truncated: boolean;
      readonly evidence: readonly Evidence[];
    }
  /** Whether the remediation changed anything (`endedBy: outside` expects that it did not). */
  | {
      readonly type: 'remediation.judged';
      readonly effect: 'recovered' | 'without effect' | 'unknown';
      readonly evidence: readonly Evidence[];
    }
  /** The clocks of recovery: null when the deadline came first. RFC 3339. `flaps`: how often a probe turned bad again after it was good. */
  | {
      readonly type: 'recovery.observed';
      readonly probesAt: string | null;
      readonly alertsAt: string | null;
      readonly flaps: number;
      readonly samplingMs: number;
      readonly measurable: boolean;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly type: 'invariant.judged';
      readonly code: string;
      readonly verdict: CheckVerdict;
      readonly counts: Readonly<Record<string, number>>;
      readonly evidence: readonly Evidence[];
    }
  | { readonly type: 'note'; readonly message: string };

export type JournalEvent = Stamp & JournalEventBody;
export type JournalEventType = JournalEventBody['type'];
export type EventOf<Type extends JournalEventType> = Extract<JournalEvent, { type: Type }>;

/** Records of effects: on disk before the effect goes on. */
export const effectTypes: ReadonlySet<JournalEventType> = new Set<JournalEventType>([
  'run.started',
  'drill.started',
  'fault.prepared',
  'fault.injecting',
  'fault.injected',
  'fault.healing',
  'fault.healed',
  'step.started',
]);
