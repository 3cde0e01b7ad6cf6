// What a look at the world gives: a verdict with the evidence for it.
import type { CheckVerdict } from './verdicts.ts';

/** The rule beside the value that was found, e.g. `{ what: 'status', expected: '200', actual: '503' }`. */
export interface Evidence {
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

export interface Observation {
  readonly verdict: CheckVerdict;
  readonly evidence: readonly Evidence[];
  /** Numbers worth a chart, unit in the name, e.g. `{ connectMs: 0.4, firstByteMs: 1.9 }`. */
  readonly samples?: Readonly<Record<string, number>>;
}

export const pass = (what: string, expected: string, actual: string): Observation => ({
  verdict: 'pass',
  evidence: [{ what, expected, actual }],
});
export const fail = (what: string, expected: string, actual: string): Observation => ({
  verdict: 'fail',
  evidence: [{ what, expected, actual }],
});
export const unknown = (what: string, expected: string, actual: string): Observation => ({
  verdict: 'unknown',
  evidence: [{ what, expected, actual }],
});
