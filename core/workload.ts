// What a scenario's workload.ts implements: it makes the operations, and reads from the stores what became of them.
import type { Dialer } from './addresses.ts';
import type { Context } from './clock.ts';

export type { Context, Dialer };

/** `unknown`: no answer, or one that leaves it open (timeout); neither lost nor done. */
export type Outcome = 'ok' | 'refused' | 'unknown';

/** One operation as the client saw it. */
export interface Operation {
  /** Unique within the run; the oracle finds the operation in the stores by it. */
  readonly id: string;
  readonly outcome: Outcome;
  /** Milliseconds since the run's start when it was due, when it began, and how long it took. */
  readonly dueMs: number;
  readonly startedMs: number;
  readonly durationMs: number;
  /** What the client saw, short, e.g. `202` or `503 circuit open` or `ECONNRESET`. */
  readonly answer: string;
}

export interface WorkloadSetting {
  readonly dialer: Dialer;
  /** The run's id: whatever the workload creates carries it, so that two runs on one stack never meet. */
  readonly run: string;
  readonly seed: number;
}

/** One run's traffic. The load generator owns rate, deadline and recording; `operate` does one operation. */
export interface Workload {
  /** Makes what the operations need (stock, users). */
  prepare(ctx: Context): Promise<void>;
  /** Does operation `index` (0, 1, 2 …) once; a target's failure is an outcome, never a throw. */
  operate(index: number, ctx: Context): Promise<Pick<Operation, 'id' | 'outcome' | 'answer'>>;
  /** Closes what it holds. The data stay until `Oracle.clear`. */
  close(): Promise<void>;
}

/** What became of one operation, read from the stores by code that shares nothing with the service. */
export interface Terminal {
  readonly id: string;
  /** How often it stands in the queue or log of accepted work. */
  readonly accepted: number;
  /** How often its effect was applied; null where the store can't say. */
  readonly effects: number | null;
  /** The terminal states found (each at most once if all is well), e.g. `['success']`, `['dlq']`; empty while under way. */
  readonly states: readonly string[];
}

/** A conserved sum, e.g. initial stock = stock now + sold. */
export interface Conservation {
  readonly what: string;
  readonly expected: number;
  readonly actual: number;
}

/** A quantity that may not fall below zero. */
export interface Level {
  readonly what: string;
  readonly level: number;
}

export interface Oracle {
  /** True when nothing of this run is queued or under way any more. */
  drained(ctx: Context): Promise<boolean>;
  /** Everything of this run that the stores know, also what no client got an answer for. */
  terminals(ctx: Context): Promise<readonly Terminal[]>;
  conservations(ctx: Context): Promise<readonly Conservation[]>;
  levels(ctx: Context): Promise<readonly Level[]>;
  /** Removes what the workload made. */
  clear(ctx: Context): Promise<void>;
  close(): Promise<void>;
}

/** The shape of a workload.ts: two named exports. */
export interface WorkloadModule {
  createWorkload(setting: WorkloadSetting): Workload;
  createOracle(setting: WorkloadSetting): Oracle;
}
