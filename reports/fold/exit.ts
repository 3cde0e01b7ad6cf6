// From the drills' verdicts to the run's: the exit code that a pipeline relies on.
import { exitCodes, type Cleanup, type DrillVerdict } from '../../core/verdicts.ts';
import type { DrillReport, Report } from '../schema.ts';
import { counted, listed } from '../text.ts';

type RunCode = Report['exitCode'];

export interface RunEnd {
  readonly finished: boolean;
  readonly failed: string | null;
  readonly interrupted: string | null;
}

/** Where several apply, the first of these. */
const precedence: readonly RunCode[] = [5, 70, 3, 1, 4, 2, 0];

/** `cleanups`: of drills that were played with changed steps. What they leave behind counts, nothing else of them. */
export const foldExit = (
  drills: readonly DrillReport[],
  end: RunEnd,
  cleanups: readonly Cleanup[] = [],
): Pick<Report, 'exitCode' | 'verdict' | 'reason'> => {
  const codes = new Set<RunCode>([
    ...drillCodes(drills),
    ...runCodes(end),
    ...(cleanups.every((cleanup) => cleanup === 'clean') ? [] : [exitCodes.cleanup]),
  ]);
  const exitCode = worstCode([...codes]);
  const verdict = runVerdict(codes, drills);
  return { exitCode, verdict, reason: reasonOf(verdict, drills, end) };
};

/** Of several exit codes the one that a pipeline has to see. */
export const worstCode = (codes: readonly number[]): RunCode =>
  precedence.find((code) => codes.includes(code)) ?? exitCodes.inconclusive;

const runCodes = ({ finished, failed, interrupted }: RunEnd): RunCode[] => [
  ...(failed === null ? [] : [exitCodes.internal]),
  ...(finished && interrupted === null ? [] : [exitCodes.aborted]),
];

const drillCodes = (drills: readonly DrillReport[]): RunCode[] => {
  if (drills.every(({ verdict }) => verdict === 'skipped')) return [exitCodes.inconclusive];
  const injected = drills.some(({ faults }) => faults.some(({ injectedAt }) => injectedAt !== null));
  return drills.flatMap((drill) => drillCode(drill, injected));
};

const drillCode = (drill: DrillReport, injected: boolean): RunCode[] => [
  ...(drill.cleanup === 'clean' ? [] : [exitCodes.cleanup]),
  codeOfVerdict(drill, injected),
];

const codeOfVerdict = (
  { verdict, reasonCode, type, expectedFailure }: DrillReport,
  injected: boolean,
): RunCode => {
  if (expectedFailure?.state === 'expected') return exitCodes.pass;
  switch (verdict) {
    case 'pass':
      return exitCodes.pass;
    case 'fail':
      return exitCodes.fail;
    case 'inconclusive':
      return !injected && (reasonCode === 'gate' || reasonCode === 'undetectable')
        ? exitCodes.notInjected
        : exitCodes.inconclusive;
    case 'aborted':
      return exitCodes.aborted;
    case 'error':
      return exitCodes.internal;
    case 'skipped':
      // Skipped on purpose is no verdict on the rest; named and never begun is a hole in the run.
      return type === null ? exitCodes.inconclusive : exitCodes.pass;
    default:
      return verdict satisfies never;
  }
};

const runVerdict = (codes: ReadonlySet<RunCode>, drills: readonly DrillReport[]): DrillVerdict => {
  if (codes.has(70)) return 'error';
  if (codes.has(3)) return 'aborted';
  if (codes.has(1)) return 'fail';
  if (drills.length > 0 && drills.every(({ verdict }) => verdict === 'skipped')) return 'skipped';
  return codes.has(4) || codes.has(2) ? 'inconclusive' : 'pass';
};

const passText = (passed: number, drills: readonly DrillReport[]): string => {
  const known = drills.filter(({ expectedFailure }) => expectedFailure?.state === 'expected');
  if (known.length === 0) return `${counted(passed, 'drill')} passed: every promise was kept`;
  const failed = `${listed(known.map(({ id }) => id))} failed as expected`;
  return passed === 0 ? failed : `${counted(passed, 'drill')} passed; ${failed}`;
};

/** One sentence: what decided the verdict. */
const reasonOf = (verdict: DrillVerdict, drills: readonly DrillReport[], end: RunEnd): string => {
  const same = drills.filter(
    (drill) => drill.verdict === verdict && drill.expectedFailure?.state !== 'expected',
  );
  if (verdict === 'pass') return passText(same.length, drills);
  if (end.failed !== null) return end.failed;
  const first = same[0];
  if (verdict === 'skipped') return first?.reason ?? 'no drill was played';
  if (first !== undefined) {
    const others = same.length > 1 ? `; also ${listed(same.slice(1).map(({ id }) => id))}` : '';
    return `${first.id}: ${first.reason}${others}`;
  }
  if (end.interrupted !== null) return `interrupted by ${end.interrupted}`;
  if (drills.length === 0) return 'no drill was played';
  return end.finished
    ? 'a drill that was named never began'
    : 'the run stopped between drills and never finished';
};
