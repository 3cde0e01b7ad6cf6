// What diagnosis commands show while all is well, for those of which it is promised that they show something else later.
import type { Context } from '../../core/clock.ts';
import { pass, type Observation } from '../../core/observation.ts';
import type { ExecResult } from '../../stack/stack.ts';
import { planOf, promisedFor } from './plan.ts';
import { recordStep, runOnce, timeoutOf, type StepSetting } from './step.ts';
import { typedInside } from './typed-inside.ts';

/** A terminal of its own: what it leaves behind is not there during the incident. */
export const beforeFault = (terminal: string): string => `${terminal}-before`;

/** Fills `setting.before`. The commands are read-only, or they would not be asked twice. */
export const runBaseline = async (setting: Omit<StepSetting, 'stage'>, ctx: Context): Promise<void> => {
  const own: StepSetting = { ...setting, stage: 'baseline', terminal: beforeFault(setting.terminal) };
  const inside = typedInside(own.section.actions);
  for (const action of own.section.actions) {
    if (action.kind !== 'command' || own.notTaken.has(action) || inside.has(action)) continue;
    const cleared = await own.clearance.clear(action, own.section, ctx);
    const promised = promisedFor({ ...own, stage: 'diagnose' }, action.command, cleared);
    if (cleared.held !== null || promised?.differs === undefined) continue;
    const plan = { ...planOf(own, action, cleared), promise: 'asked before the fault', asserts: false };
    await recordStep(own, `baseline-${action.index + 1}`, plan, ctx, async () => {
      const result = await runOnce(own, cleared, timeoutOf(own), ctx);
      own.before.set(action.command, result.output);
      return { result, observation: observed(result) };
    });
  }
};

// Whatever it says and however it ends is what it says when all is well.
const observed = ({ exitCode }: ExecResult): Observation =>
  pass('before the fault', 'any answer', `exit code ${exitCode ?? 'none'}`);
