// A step as the journal names it: its place, its command and what it promises, for people.
import { formatDuration } from '../../core/duration.ts';
import type { PacedMs, StepPlan } from '../../core/journal/events.ts';
import type { Pacer } from '../../core/pace.ts';
import { pathText } from '../../runbooks/find-section.ts';
import type { Action, Wait, WaitUntil } from '../../runbooks/model.ts';
import { expectationFor } from './expectations.ts';
import { promiseText } from './judge.ts';
import type { StepSetting } from './step.ts';

export const planOf = (setting: StepSetting, step: Action): StepPlan => ({
  runbook: setting.runbook,
  section: pathText(setting.section),
  line: step.line,
  endLine: step.endLine,
  command: step.kind === 'wait' ? waitText(step) : step.command,
  stage: setting.stage,
  promise: promiseOf(setting, step),
  ...(step.kind === 'wait-until' && { waitsUntil: true as const }),
});

const promiseOf = ({ expectations, stage, pacer }: StepSetting, step: Action): string => {
  if (step.kind === 'wait') return `waits ${pacedText(pacer.pacedMs(step.ms, 'window'))}`;
  const promised = promiseText(expectationFor(expectations, step.command, stage));
  return step.kind === 'command'
    ? promised
    : `${promised} within ${pacedText(waitTimes(step, pacer).atMost)}`;
};

export const waitText = ({ ms }: Wait): string => `wait ${formatDuration(ms)}`;

// Nominal: how often a person would look, and how long where the runbook doesn't say.
const everyMs = 5000;
const defaultAtMostMs = 300_000;

export const waitTimes = (
  { atMostMs }: WaitUntil,
  pacer: Pacer,
): { readonly atMost: PacedMs; readonly every: PacedMs } => ({
  atMost: pacer.pacedMs(atMostMs ?? defaultAtMostMs, 'target'),
  every: pacer.pacedMs(everyMs, 'interval'),
});

const pacedText = ({ nominalMs, pacedMs }: PacedMs): string =>
  nominalMs === pacedMs
    ? formatDuration(nominalMs)
    : `${formatDuration(nominalMs)} (paced: ${formatDuration(pacedMs)})`;
