// Drills against a baseline, and drills that are known to fail. The run is of 2 March 2026.
import type { BaselinePlan, DrillPlan, ExpectedFailure } from '../../../core/journal/events.ts';
import { changed, incident, stopped, without, withoutAlert, type Row } from '../../fixtures/mini-journal.ts';
import type { VerdictRow } from './row.ts';

/** The alert is delivered 3000 ms after the fault, recovery ends 8000 ms after it. */
const against = (detectedMs: number, recoveredMs: number, maxRegression = 0.2): Partial<DrillPlan> => ({
  baseline: {
    run: 'r0',
    maxRegression,
    signals: [{ name: 'Open', kind: 'alert', afterMs: detectedMs, samplingMs: 200 }],
    recovery: { afterMs: recoveredMs, samplingMs: 200 },
  } satisfies BaselinePlan,
});

const known = (fields: Partial<ExpectedFailure> = {}): Partial<DrillPlan> => ({
  expectedFailure: {
    reasonCode: 'detect',
    owner: 'orders team',
    until: '2026-03-02',
    reason: 'slow rule',
    ...fields,
  },
});
const silent = (plan: Partial<DrillPlan>): readonly Row[] =>
  withoutAlert(incident(plan), 'firing', 'delivered');

// prettier-ignore
export const knowns: readonly VerdictRow[] = [
  ['as fast as the baseline', 'pass ok clean 0', incident(against(3000, 8000))],
  ['faster than the baseline', 'pass ok clean 0', incident(against(5000, 9000))],
  ['slower by less than is allowed', 'pass ok clean 0', incident(against(2510, 7000))],
  ['detected slower by more', 'fail regression clean 1', incident(against(2400, 8000))],
  ['recovered slower by more', 'fail regression clean 1', incident(against(3000, 6000))],
  ['slower by more, but within two sampling intervals', 'pass ok clean 0', incident(against(2600, 8000, 0.1))],
  ['never detected comes before slower', 'fail detect clean 1', silent(against(2000, 6000))],
  ['not measured is not slower', 'inconclusive recover-unknown clean 2', changed(incident(against(3000, 6000)), 'recovery.observed', { measurable: false })],
  ['the baseline has another signal', 'pass ok clean 0', incident({ ...against(3000, 8000), baseline: { run: 'r0', maxRegression: 0.2, signals: [{ name: 'Other', kind: 'alert', afterMs: 1, samplingMs: 1 }], recovery: null } })],
  ['fails as it is known to', 'fail detect clean 0', silent(known())],
  ['fails as known, a day too late', 'fail detect clean 1', silent(known({ until: '2026-03-01' }))],
  ['fails for another reason than the known one', 'fail detect clean 1', silent(known({ reasonCode: 'recover' }))],
  ['fails for a second reason too', 'fail invariant clean 1', changed(silent(known()), 'invariant.judged', { verdict: 'fail' })],
  ['known to fail, and passes', 'pass ok clean 0', incident(known())],
  ['known to fail, and aborted', 'aborted interrupted clean 3', stopped(incident(known()), 1200, 'interrupted')],
  ['known to fail, and something is left behind', 'fail detect unknown 5', without(silent(known()), 'fault.gone')],
  ['known to be slower than the baseline', 'fail regression clean 0', incident({ ...against(2400, 8000), ...known({ reasonCode: 'regression' }) })],
];
