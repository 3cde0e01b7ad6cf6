// Runs a section's steps in the operator, as the on-call person would: in order, as written, all of them.
import type { Context } from '../../core/clock.ts';
import { formatDuration } from '../../core/duration.ts';
import { pass } from '../../core/observation.ts';
import { worstCheck } from '../../core/verdicts.ts';
import type { Command, Action, Wait } from '../../runbooks/model.ts';
import { expectationFor } from './expectations.ts';
import { judgeResult } from './judge.ts';
import { planOf } from './plan.ts';
import {
  recordStep,
  runOnce,
  timeoutOf,
  type StepFinding,
  type StepOutcome,
  type StepSetting,
  type StepsOutcome,
} from './step.ts';
import { waitUntil } from './wait-until.ts';

/** A failing step doesn't stop the next: whether the system recovered is judged by its probes. Our own failures are thrown. */
export const runSteps = async (setting: StepSetting, ctx: Context): Promise<StepsOutcome> => {
  const steps: StepOutcome[] = [];
  for (const [index, step] of setting.section.actions.entries()) {
    const name = `${setting.stage}-${index + 1}`;
    steps.push(
      await recordStep(setting, name, planOf(setting, step), ctx, () => runStep(setting, step, ctx)),
    );
  }
  return { verdict: worstCheck(steps.map(({ verdict }) => verdict)), steps };
};

const runStep = (setting: StepSetting, step: Action, ctx: Context): Promise<StepFinding> => {
  switch (step.kind) {
    case 'command':
      return runCommand(setting, step, ctx);
    case 'wait':
      return wait(setting, step, ctx);
    case 'wait-until':
      return waitUntil(setting, step, ctx);
  }
};

const runCommand = async (setting: StepSetting, { command }: Command, ctx: Context): Promise<StepFinding> => {
  const limitMs = timeoutOf(setting);
  const result = await runOnce(setting.operator, command, limitMs, ctx);
  const promised = expectationFor(setting.expectations, command, setting.stage);
  return { result, observation: judgeResult(result, limitMs, promised) };
};

const wait = async ({ pacer }: StepSetting, step: Wait, ctx: Context): Promise<StepFinding> => {
  const { pacedMs } = pacer.pacedMs(step.ms, 'window');
  await ctx.clock.sleep(pacedMs, ctx.signal);
  const actual = `${formatDuration(pacedMs)} (paced)`;
  return { result: null, observation: pass('wait', formatDuration(step.ms), actual) };
};
