// Runs a section's steps in the operator, as the on-call person would: in order, as written, all that may be run.
import type { Context } from '../../core/clock.ts';
import { formatDuration } from '../../core/duration.ts';
import type { SkipColour } from '../../core/journal/events.ts';
import { pass, type Observation } from '../../core/observation.ts';
import { worstCheck } from '../../core/verdicts.ts';
import type { Action, Command, Wait, WaitUntil } from '../../runbooks/model.ts';
import type { Cleared, Known } from './clearance.ts';
import type { Promised } from './expectations.ts';
import { judgeResult } from './judge.ts';
import { planOf, promisedFor, waitPlan } from './plan.ts';
import {
  recordStep,
  runOnce,
  timeoutOf,
  withFindings,
  type StepFinding,
  type StepOutcome,
  type StepSetting,
  type StepsOutcome,
} from './step.ts';
import { typedInside } from './typed-inside.ts';
import { waitUntil } from './wait-until.ts';

/** A failing step doesn't stop the next: whether the system recovered is judged by its probes. Our own failures are thrown. */
export const runSteps = async (
  setting: StepSetting,
  ctx: Context,
  actions: readonly Action[] = setting.section.actions,
): Promise<StepsOutcome> => {
  const steps: StepOutcome[] = [];
  // Fences in which a command never returned: whoever pasted the whole fence never came to the rest.
  const stuck = new Set<number>();
  const inside = typedInside(actions);
  for (const [index, action] of actions.entries()) {
    const name = `${setting.stage}-${index + 1}`;
    const number = setting.section.actions.indexOf(action) + 1;
    await setting.atMoment?.('before', action, number);
    const outcome =
      action.kind === 'wait'
        ? await wait(setting, name, action, ctx)
        : await act(setting, name, action, whyUnreached(action, stuck, inside.get(action)), ctx);
    if (outcome.timedOut && action.kind === 'command' && action.block !== null) stuck.add(action.block);
    steps.push(outcome);
    await setting.atMoment?.('after', action, number);
  }
  return { verdict: worstCheck(steps.map(({ verdict }) => verdict)), steps };
};

/** Why nobody who follows the runbook comes to it; null when somebody does. */
const whyUnreached = (
  action: Command | WaitUntil,
  stuck: ReadonlySet<number>,
  opener: Command | undefined,
): string | null => {
  if (opener !== undefined)
    return `it is typed into what \`${opener.command}\` (line ${opener.line}) opens, and nothing is typed there`;
  return action.kind === 'command' && action.block !== null && stuck.has(action.block)
    ? 'a command above it in the same fence never returns'
    : null;
};

const act = async (
  setting: StepSetting,
  name: string,
  action: Command | WaitUntil,
  unreached: string | null,
  ctx: Context,
): Promise<StepOutcome> => {
  const cleared = await setting.clearance.clear(action, setting.section, ctx);
  const notTaken = setting.notTaken.get(action);
  if (notTaken !== undefined) return skip(setting, name, action, cleared, 'not-taken', notTaken);
  if (cleared.held !== null) return skip(setting, name, action, cleared, cleared.held, cleared.reason);
  if (unreached !== null) return skip(setting, name, action, cleared, 'unreachable', unreached);
  const plan = planOf(setting, action, cleared);
  return await recordStep(setting, name, plan, ctx, async () => {
    const compare = (await cleared.watch?.(ctx)) ?? null;
    const finding =
      action.kind === 'command'
        ? await runCommand(setting, action, cleared, ctx)
        : await waitUntil(setting, action, cleared, ctx);
    const found = compare === null ? [] : await compare(ctx);
    return { ...finding, observation: withFindings(finding.observation, found) };
  });
};

/** What nobody ran is no finding about the system: on purpose it is fine, otherwise it is a doubt. */
const skip = (
  setting: StepSetting,
  step: string,
  action: Command | WaitUntil,
  known: Known,
  colour: SkipColour,
  reason: string,
): StepOutcome => {
  const plan = planOf(setting, action, known);
  setting.append({ type: 'step.skipped', step, plan, colour, reason });
  const verdict = colour === 'not-taken' || colour === 'waived' ? 'pass' : 'unknown';
  return { step, plan, verdict, exitCode: null, timedOut: false };
};

const runCommand = async (
  setting: StepSetting,
  { command }: Command,
  cleared: Extract<Cleared, { held: null }>,
  ctx: Context,
): Promise<StepFinding> => {
  const limitMs = timeoutOf(setting);
  const result = await runOnce(setting, cleared, limitMs, ctx);
  setting.clearance.showed(command, result.output);
  const promised = promisedFor(setting, command, cleared);
  const before = setting.before.get(command) ?? null;
  const judged = judgeResult(result, limitMs, promised, before);
  if (judged.verdict !== 'fail' || cleared.commandClass !== 'R0')
    return { result, observation: await demandOwnTarget(judged, promised, cleared, ctx) };
  // What only reads may be asked twice: whether it is the terminal that it can't stand, or that it misses.
  const scripted = await runOnce(setting, cleared, limitMs, ctx, false);
  return { result, observation: withoutTerminal(judged, judgeResult(scripted, limitMs, promised, before)) };
};

/** It was to fail because the system does. One that asked a container which nobody has fails on any day. */
const demandOwnTarget = async (
  judged: Observation,
  promised: Promised | null,
  { stray }: Extract<Cleared, { held: null }>,
  ctx: Context,
): Promise<Observation> => {
  if (judged.verdict !== 'pass' || (promised?.exitCode ?? 0) === 0) return judged;
  const astray = (await stray?.(ctx)) ?? null;
  return astray === null
    ? judged
    : withFindings(judged, [{ what: 'failed by itself', expected: 'asks this stack', actual: astray }]);
};

const withoutTerminal = (judged: Observation, scripted: Observation): Observation =>
  scripted.verdict === 'pass'
    ? {
        ...judged,
        evidence: [
          ...judged.evidence,
          { what: 'the same without a terminal', expected: 'the same', actual: 'keeps the promise' },
        ],
      }
    : judged;

const wait = (setting: StepSetting, name: string, action: Wait, ctx: Context): Promise<StepOutcome> =>
  recordStep(setting, name, waitPlan(setting, action), ctx, async () => {
    const { pacedMs } = setting.pacer.pacedMs(action.ms, 'window');
    await ctx.clock.sleep(pacedMs, ctx.signal);
    const actual = `${formatDuration(pacedMs)} (paced)`;
    return { result: null, observation: pass('wait', formatDuration(action.ms), actual) };
  });
