// A check that passes while the fault is on proves nothing when it passes afterwards: each is run once and must fail.
import type { Context } from '../../core/clock.ts';
import { mustFailStep } from '../../core/journal/must-fail.ts';
import { fail, pass } from '../../core/observation.ts';
import { worstCheck } from '../../core/verdicts.ts';
import type { Action, Command, WaitUntil } from '../../runbooks/model.ts';
import type { Cleared } from './clearance.ts';
import type { Expectation } from './expectations.ts';
import { judgeResult } from './judge.ts';
import { planOf, promisedFor } from './plan.ts';
import {
  recordStep,
  runOnce,
  timeoutOf,
  type StepFinding,
  type StepOutcome,
  type StepSetting,
  type StepsOutcome,
} from './step.ts';
import { typedInside } from './typed-inside.ts';

export interface VerifySetting extends Omit<StepSetting, 'stage'> {
  /** True for a section of checks: all its commands count, not only those that are waited for or marked. */
  readonly allCommands?: boolean;
}

// A check of a silent system may hang as long as it likes: nobody waits a minute for it while the incident is on. Whether one
// that was cut off is only slow shows later, when it passes: the fold of its steps looks at how long that took.
const checkTimeoutMs = 10_000;

/** For the diagnose phase, over the section that will remediate or verify. Without any check: `pass` and no steps. */
export const checkVerifyFails = async (setting: VerifySetting, ctx: Context): Promise<StepsOutcome> => {
  const own: StepSetting = { ...setting, stage: 'verify' };
  const checks = checksOf(own.section.actions, own.expectations, setting.allCommands ?? false);
  const inside = typedInside(own.section.actions);
  const steps: StepOutcome[] = [];
  for (const [index, check] of checks.entries()) {
    const cleared = await own.clearance.clear(check, own.section, ctx);
    // What may not be run is told by the steps themselves: here it only can't be checked.
    if (cleared.held !== null || own.notTaken.has(check) || inside.has(check)) continue;
    const plan = { ...planOf(own, check, cleared), promise: 'fails while the fault is on' };
    steps.push(
      await recordStep(own, mustFailStep(own.section.line, index + 1), plan, ctx, () =>
        runCheck(own, check.command, cleared, ctx),
      ),
    );
  }
  return { verdict: steps.length === 0 ? 'pass' : worstCheck(steps.map(({ verdict }) => verdict)), steps };
};

export type Check = Command | WaitUntil;

/** Commands that are waited for, that the runbook calls a check after a change, or that an expectation with `stage: verify` marks; each once. */
export const checksOf = (
  actions: readonly Action[],
  expectations: readonly Expectation[],
  allCommands: boolean,
): readonly Check[] => {
  const after = checksAfterChange(actions);
  const isMarked = (action: Command): boolean =>
    after.has(action) ||
    expectations.some((one) => one.stage === 'verify' && action.command.includes(one.command));
  const checks = actions.filter(
    (action): action is Check =>
      action.kind === 'wait-until' || (action.kind === 'command' && (allCommands || isMarked(action))),
  );
  return checks.filter((one, at) => checks.findIndex(({ command }) => command === one.command) === at);
};

const callsItself = /\b(?:verify|check|confirm|ensure|make sure|validate|smoke test)\b/i;

/** "4. Check the health endpoint: `curl …`", below the command that should have healed it. */
const checksAfterChange = (actions: readonly Action[]): ReadonlySet<Command> => {
  const found = new Set<Command>();
  let changed = false;
  for (const action of actions) {
    if (action.kind !== 'command') continue;
    const only = action.commandClass === 'R0';
    if (only && changed && callsItself.test(action.label ?? '')) found.add(action);
    changed ||= !only && action.commandClass !== 'R1';
  }
  return found;
};

const runCheck = async (
  setting: StepSetting,
  command: string,
  cleared: Extract<Cleared, { held: null }>,
  ctx: Context,
): Promise<StepFinding> => {
  const limitMs = Math.min(timeoutOf(setting), checkTimeoutMs);
  const result = await runOnce(setting, cleared, limitMs, ctx);
  const found = judgeResult(result, limitMs, promisedFor(setting, command, cleared));
  const failed = found.verdict === 'fail';
  const details = found.evidence.map((one) => `${one.what} ${one.actual}`).join('; ');
  const actual = `${failed ? 'fails' : 'passes'}: ${details}`;
  const judged = (failed ? pass : fail)('the check, while the fault is on', 'fails', actual);
  return { result, observation: judged };
};
