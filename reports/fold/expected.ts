// A drill that is known to fail: whether it did, for the reason that is known, and whether that is still accepted.
import type { ExpectedFailure } from '../../core/journal/events.ts';
import type { DrillVerdict, ReasonCode } from '../../core/verdicts.ts';
import type { DrillReport } from '../schema.ts';

interface Turned {
  readonly verdict: DrillVerdict;
  /** All that apply: a second reason beside the known one is not accepted. */
  readonly codes: readonly ReasonCode[];
  /** RFC 3339. */
  readonly startedAt: string;
}

export const foldExpected = (
  known: ExpectedFailure | undefined,
  turned: Turned,
): DrillReport['expectedFailure'] =>
  known === undefined || turned.verdict === 'skipped' ? null : { state: stateOf(known, turned), ...known };

const stateOf = (
  { reasonCode, until }: ExpectedFailure,
  { verdict, codes, startedAt }: Turned,
): NonNullable<DrillReport['expectedFailure']>['state'] => {
  if (verdict === 'pass') return 'passed';
  if (verdict !== 'fail' || codes.some((code) => code !== reasonCode)) return 'other';
  return startedAt.slice(0, 10) <= until ? 'expected' : 'expired';
};

/** For people; null where nothing is to be told. */
export const expectedText = ({ expectedFailure }: Pick<DrillReport, 'expectedFailure'>): string | null => {
  if (expectedFailure === null) return null;
  const { state, reasonCode, owner, until, reason } = expectedFailure;
  switch (state) {
    case 'expected':
      return `expected to fail (${reasonCode}) until ${until}: ${reason}; owner ${owner}`;
    case 'expired':
      return `was expected to fail (${reasonCode}) until ${until}, which is past: ${reason}; owner ${owner}`;
    case 'passed':
      return `was expected to fail (${reasonCode}) until ${until}, and passed: take it out of expectedFailures in gamedays.yaml; owner ${owner}`;
    case 'other':
      return `was expected to fail, but for ${reasonCode} alone; owner ${owner}`;
    default:
      return state satisfies never;
  }
};
