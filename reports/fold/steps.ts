// Runbook steps as they ran, and whether the remediation changed anything.
import type { EventOf, SkipColour, StepPlan } from '../../core/journal/events.ts';
import { hasToFail } from '../../core/journal/must-fail.ts';
import type { RemediationReport, StepReport } from '../schema.ts';
import { evidenceText, msText } from '../text.ts';
import { lastOf, ofType, type DrillRecords } from './records.ts';

export const foldSteps = (drill: DrillRecords): StepReport[] => {
  const finished = ofType(drill.events, 'step.finished');
  return drill.events.flatMap((event) => {
    if (event.type === 'step.skipped') return [skippedStep(event)];
    if (event.type !== 'step.started') return [];
    return [
      foldStep(drill, event, finished.find(({ step, t }) => step === event.step && t >= event.t) ?? null),
    ];
  });
};

const foldStep = (
  drill: DrillRecords,
  started: EventOf<'step.started'>,
  finished: EventOf<'step.finished'> | null,
): StepReport => {
  const expectedVain = isExpectedVain(drill, started, finished);
  const slowMs = onlySlowMs(drill, started, finished);
  const verdict = expectedVain ? 'pass' : slowMs !== null ? 'unknown' : (finished?.verdict ?? 'unknown');
  return {
    id: started.step,
    ...planned(started.plan),
    colour: finished === null ? null : colourOf(started.plan, verdict),
    exitCode: finished?.exitCode ?? null,
    timedOut: finished?.timedOut ?? false,
    durationMs: finished?.durationMs ?? null,
    startedAt: started.at,
    verdict,
    reason: slowMs === null ? reasonOf(finished, expectedVain) : slowText(slowMs),
    effect: expectedVain ? 'without effect' : null,
    output: finished?.output ?? '',
    truncated: finished?.truncated ?? false,
  };
};

/** Nobody ran it. On purpose that is fine; otherwise nobody knows what it would have done. */
const skippedStep = ({ step, plan, colour, reason, at }: EventOf<'step.skipped'>): StepReport => ({
  id: step,
  ...planned(plan),
  colour,
  exitCode: null,
  timedOut: false,
  durationMs: null,
  startedAt: at,
  verdict: skippedVerdict(colour),
  reason: `not run (${colour}): ${reason}`,
  effect: null,
  output: '',
  truncated: false,
});

const skippedVerdict = (colour: SkipColour): StepReport['verdict'] => {
  if (colour === 'not-taken') return 'not-taken';
  return colour === 'waived' ? 'pass' : 'unknown';
};

// A journal of an older gameday says less of a step.
const planned = ({
  runbook,
  section,
  line,
  endLine,
  command,
  written,
  stage,
  promise,
  commandClass,
  approvedBy,
  via,
}: StepPlan) => ({
  runbook,
  section,
  line,
  endLine,
  command,
  written: written ?? null,
  stage,
  promise,
  class: commandClass ?? null,
  ...(approvedBy !== undefined && { approvedBy }),
  via: via ?? null,
});

const colourOf = ({ asserts }: StepPlan, verdict: StepReport['verdict']): StepReport['colour'] => {
  if (verdict === 'fail') return 'failed';
  return asserts && verdict === 'pass' ? 'observed' : 'ran';
};

/** `endedBy: outside`: the runbook can't end this incident, so its wait for the service is in vain. A command that fails is not. */
const isExpectedVain = (
  drill: DrillRecords,
  { plan }: EventOf<'step.started'>,
  finished: EventOf<'step.finished'> | null,
): boolean =>
  drill.plan.endedBy === 'outside' &&
  plan.stage === 'remediate' &&
  plan.waitsUntil === true &&
  finished?.verdict === 'fail' &&
  lastOf(drill.events, 'remediation.judged')?.effect === 'without effect';

/**
 * How long a check needed, at best, when it passed later, though while the fault was on it was cut off by our limit: if that is near
 * the limit, it may only be slow, and fail on no day. Null: no such doubt.
 */
const onlySlowMs = (
  { events }: DrillRecords,
  { step, plan }: EventOf<'step.started'>,
  finished: EventOf<'step.finished'> | null,
): number | null => {
  if (finished?.timedOut !== true || finished.verdict !== 'pass' || !hasToFail(step)) return null;
  const same = ofType(events, 'step.started').filter(
    (one) => one.plan.command === plan.command && !hasToFail(one.step),
  );
  const tookMs = ofType(events, 'step.finished')
    .filter(
      (one) => one.verdict === 'pass' && one.t > finished.t && same.some((begun) => begun.step === one.step),
    )
    .map(({ durationMs, lastTryMs }) => lastTryMs ?? durationMs);
  const leastMs = Math.min(...tookMs);
  return tookMs.length === 0 || leastMs <= finished.durationMs / 2 ? null : leastMs;
};

const slowText = (ms: number): string =>
  `stopped by its time limit while the fault was on; it took ${msText(ms)} when it passed later: it may only be slow`;

const reasonOf = (finished: EventOf<'step.finished'> | null, expectedVain: boolean): string => {
  if (finished === null) return 'began and never ended: the run stopped here';
  const evidence = evidenceText(finished.evidence);
  if (expectedVain)
    return `without effect, as expected: only outside can end this incident. ${evidence}`.trim();
  if (finished.timedOut) return `stopped by its time limit. ${evidence}`.trim();
  return evidence === '' ? `exit code ${finished.exitCode ?? 'none'}` : evidence;
};

export const foldRemediation = (
  drill: DrillRecords,
  steps: readonly StepReport[],
): RemediationReport | null => {
  const { endedBy } = drill.plan;
  if (isUntried(drill, steps)) return untried;
  const judged = lastOf(drill.events, 'remediation.judged');
  if (endedBy === null || judged === null) return null;
  const reason = evidenceText(judged.evidence);
  // Where the steps end it, recovery is the judge; the effect is told, not judged twice.
  if (endedBy === 'steps') return { endedBy, effect: judged.effect, verdict: null, reason };
  const verdicts = { 'without effect': 'pass', recovered: 'fail', unknown: 'unknown' } as const;
  const words = {
    'without effect': 'the steps changed nothing, as expected: only outside can end this incident',
    recovered: 'the service recovered by the steps, though only outside should be able to end this incident',
    unknown: 'whether the steps changed anything could not be measured',
  };
  return {
    endedBy,
    effect: judged.effect,
    verdict: verdicts[judged.effect],
    reason: [words[judged.effect], reason].filter((text) => text !== '').join('; '),
  };
};

/** The service came back, but by no step of the runbook, which was to bring it back. A variant leaves steps out on purpose. */
const isUntried = (drill: DrillRecords, steps: readonly StepReport[]): boolean => {
  const { endedBy, variant } = drill.plan;
  const isOver = ofType(drill.events, 'phase.started').some(({ phase }) => phase === 'recover');
  const taken = steps.some(
    ({ stage, verdict, colour }) => stage === 'remediate' && verdict !== 'not-taken' && colour !== 'waived',
  );
  return endedBy === 'steps' && variant === undefined && isOver && !taken;
};

const untried: RemediationReport = {
  endedBy: 'steps',
  effect: 'unknown',
  verdict: 'unknown',
  reason: 'no command of the remediation was run: whether the runbook ends this incident nobody knows',
};
