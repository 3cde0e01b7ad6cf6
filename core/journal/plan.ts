// What a drill promises, bound and paced: the part of a journal that is known before anything happens.
import type { Json } from '../json.ts';
import type { DrillType, ReasonCode } from '../verdicts.ts';

/** A duration as the files state it and as it was used; `limitedBy` names the floor that held it up. Milliseconds. */
export interface PacedMs {
  readonly nominalMs: number;
  readonly pacedMs: number;
  readonly limitedBy: string | null;
}

export type SignalKind = 'alert' | 'probe' | 'log';

/** A promise of detection: this signal, within this time of the injection. */
export interface SignalPlan {
  readonly name: string;
  readonly kind: SignalKind;
  /** The fault from whose injection its time counts; absent: from the first injection. */
  readonly fault?: string;
  readonly within: PacedMs;
  /** From inject to delivery, paced ms; null for signals whose time isn't predicted. */
  readonly predictedMs: readonly [number, number] | null;
  /** The sum behind the prediction, for people: e.g. `{ cross: '0-300', for: '2000', scrape: '0-200' … }`. */
  readonly prediction: Readonly<Record<string, string>>;
  /** How exactly the edge can be known: the sampling interval, paced ms. */
  readonly samplingMs: number;
}

export interface FaultPlan {
  /** Unique within the drill, e.g. `kill-redpanda`. */
  readonly id: string;
  readonly kind: string;
  /** One sentence for people, e.g. `kill redpanda (SIGKILL)`. */
  readonly summary: string;
  readonly config: Json;
  /** When it comes; absent: it is one of the first. */
  readonly comes?: FaultMoment;
  /** It is undone so long after it came, and proved gone; absent: it stays until the drill heals. */
  readonly stays?: PacedMs;
}

/** When a fault comes that is none of the first: a time since the first injection, or a step of the remediation. */
export type FaultMoment =
  | { readonly kind: 'later'; readonly after: PacedMs }
  | {
      readonly kind: 'step';
      readonly side: 'before' | 'after';
      /** A part of the step's command line, or its number in the section, from 1. */
      readonly step: string | number;
    };

export interface ProbePlan {
  readonly name: string;
  readonly kind: string;
  readonly every: PacedMs;
  readonly timeout: PacedMs;
}

/** All that a drill promises, bound and paced; snapshotted, so that a report never needs the scenario's files. */
export interface DrillPlan {
  /** `scenario/drill`. */
  readonly id: string;
  readonly scenario: string;
  readonly drill: string;
  readonly title: string;
  readonly type: DrillType;
  readonly procedures: readonly string[];
  readonly signals: readonly SignalPlan[];
  readonly alsoFires: readonly string[];
  readonly faults: readonly FaultPlan[];
  readonly probes: readonly ProbePlan[];
  /** The probes that have to be good for the gate and for recovery. */
  readonly gateProbes: readonly string[];
  readonly endedBy: 'steps' | 'outside' | null;
  readonly recover: PacedMs | null;
  readonly invariants: readonly string[];
  /** Every paced value that played a part, by name, e.g. `CircuitBreakerOpen for`. */
  readonly timings: Readonly<Record<string, PacedMs>>;
  /** Values that pace never touches but that bound the times, for people, e.g. `redpanda stop_grace_period: 10s`. */
  readonly unpaced: readonly string[];
  /** Played with changed steps, to see what they are worth: its verdict is no verdict on the system. */
  readonly variant?: DrillVariant;
  /** It is known to fail (gamedays.yaml): for this reason, until this day. */
  readonly expectedFailure?: ExpectedFailure;
  /** What an earlier run measured, and how much slower this one may be (`--baseline`). */
  readonly baseline?: BaselinePlan;
}

export interface ExpectedFailure {
  /** Any other reason is a failure like every other. */
  readonly reasonCode: ReasonCode;
  /** Who mends it. */
  readonly owner: string;
  /** The last day on which it is accepted, `2026-12-31`, UTC. */
  readonly until: string;
  readonly reason: string;
}

export interface BaselinePlan {
  readonly run: string;
  /** 0.2: a fifth slower is still allowed. */
  readonly maxRegression: number;
  readonly signals: readonly (BaselineTime & { readonly name: string; readonly kind: SignalKind })[];
  readonly recovery: BaselineTime | null;
}

export interface BaselineTime {
  readonly afterMs: number;
  readonly samplingMs: number;
}

export type DrillVariant =
  /** Without its remediation. */
  | { readonly kind: 'counterfactual' }
  /** With one step left out, or with a step and the next one swapped. */
  | {
      readonly kind: 'mutant';
      readonly change: 'left out' | 'swapped with the next';
      readonly line: number;
      readonly command: string;
      readonly commandClass: string | null;
    };

/** The runbook's parts that a drill may name, in the order in which they are played. */
export const runbookStages = ['prepare', 'diagnose', 'remediate', 'verify', 'after'] as const;
export type RunbookStage = (typeof runbookStages)[number];

/** `baseline`: a diagnosis command is asked once before the fault, for what has to differ from then. */
export type StepStage = 'baseline' | RunbookStage;

/** `stand-in`: a program of ours answered in place of the real one. */
export type Via = 'real' | 'stand-in';

/** Why a command of a drilled section was not run. */
export type SkipColour = 'blocked' | 'unbound' | 'unreachable' | 'not-taken' | 'waived';

/** A runbook step: one command, or a wait, with its place in the runbook. */
export interface StepPlan {
  readonly runbook: string;
  readonly section: string;
  readonly line: number;
  readonly endLine: number;
  /** As it is run: placeholders are bound. */
  readonly command: string;
  /** As the runbook writes it, where that differs. */
  readonly written?: string;
  /** R0 … X4 or U (docs/command-classes.md), of the bound command; null for a wait. */
  readonly commandClass: string | null;
  /** Who let it through, where its class asks for that. */
  readonly approvedBy?: string;
  readonly via: Via;
  readonly stage: StepStage;
  /** It is repeated until it succeeds: where only outside can end the incident, this one may fail. */
  readonly waitsUntil?: true;
  /** What it must show, for people, e.g. `exit code 0`, `output has "open"`, `fails while the fault is on`. */
  readonly promise: string;
  /** More is promised than that it exits with 0: whoever ran it has seen that it did what it is for. */
  readonly asserts: boolean;
}
