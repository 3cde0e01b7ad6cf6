// A step as the journal names it: its place, its command and what it promises, for people.
import { formatDuration } from '../../core/duration.ts';
import type { PacedMs, StepPlan } from '../../core/journal/events.ts';
import type { Pacer } from '../../core/pace.ts';
import { pathText } from '../../runbooks/find-section.ts';
import type { Command, Wait, WaitUntil } from '../../runbooks/model.ts';
import type { Known } from './clearance.ts';
import { asserts, expectationFor, type Promised } from './expectations.ts';
import { promiseText } from './judge.ts';
import type { StepSetting } from './step.ts';

type Setting = Pick<StepSetting, 'runbook' | 'section' | 'stage' | 'expectations' | 'pacer'>;

export const planOf = (setting: Setting, step: Command | WaitUntil, known: Known): StepPlan => {
  const promised = promisedFor(setting, step.command, known);
  return {
    ...placeOf(setting, step),
    command: shown(known.command),
    ...(known.command !== step.command && { written: shown(step.command) }),
    commandClass: known.commandClass,
    ...(known.approvedBy !== null && { approvedBy: known.approvedBy }),
    via: known.via,
    promise: promiseOf(setting, step, promised),
    asserts: step.kind === 'wait-until' || asserts(promised),
    ...(step.kind === 'wait-until' && { waitsUntil: true as const }),
  };
};

export const waitPlan = (setting: Setting, step: Wait): StepPlan => ({
  ...placeOf(setting, step),
  command: `wait ${formatDuration(step.ms)}`,
  commandClass: null,
  via: 'real',
  promise: `waits ${pacedText(setting.pacer.pacedMs(step.ms, 'window'))}`,
  asserts: true,
});

/** What a record takes of a command: nobody types more, and the runbook itself stands in the journal whole. */
const longestShown = 4000;

const shown = (command: string): string =>
  command.length <= longestShown
    ? command
    : `${command.slice(0, longestShown)} … ${command.length - longestShown} characters more`;

/** scenario.yaml speaks of this drill, bindings.yaml of every one. */
export const promisedFor = (
  { expectations, stage }: Pick<StepSetting, 'expectations' | 'stage'>,
  command: string,
  { promised }: Pick<Known, 'promised'>,
): Promised | null => expectationFor(expectations, command, stage) ?? promised;

const placeOf = ({ runbook, section, stage }: Setting, { line, endLine }: Command | WaitUntil | Wait) => ({
  runbook,
  section: pathText(section),
  line,
  endLine,
  stage,
});

const promiseOf = ({ pacer }: Setting, step: Command | WaitUntil, promised: Promised | null): string =>
  step.kind === 'command'
    ? promiseText(promised)
    : `${promiseText(promised)} within ${pacedText(waitTimes(step, pacer).atMost)}`;

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
