// "Wait until `command` succeeds, for at most 5 minutes": repeats the command until it does.
import type { Context } from '../../core/clock.ts';
import { formatDuration } from '../../core/duration.ts';
import { fail, pass, type Observation } from '../../core/observation.ts';
import type { WaitUntil } from '../../runbooks/model.ts';
import type { ExecResult } from '../../stack/stack.ts';
import type { Cleared } from './clearance.ts';
import { judgeResult } from './judge.ts';
import { promisedFor, waitTimes } from './plan.ts';
import { runOnce, timeoutOf, type StepFinding, type StepSetting } from './step.ts';

export const waitUntil = async (
  setting: StepSetting,
  step: WaitUntil,
  cleared: Extract<Cleared, { held: null }>,
  ctx: Context,
): Promise<StepFinding> => {
  const promised = promisedFor(setting, step.command, cleared);
  const { atMost, every } = waitTimes(step, setting.pacer);
  const startedMs = ctx.clock.monotonicMs();
  const leftMs = (): number => Math.round(atMost.pacedMs - (ctx.clock.monotonicMs() - startedMs));
  let tries = 0;
  let lastTryMs: number;
  let result: ExecResult;
  let seen: Observation;
  do {
    if (tries > 0) await ctx.clock.sleep(Math.min(every.pacedMs, leftMs()), ctx.signal);
    tries += 1;
    // The last look still gets its second: what began in time may end just after.
    const limitMs = Math.min(timeoutOf(setting), Math.max(1000, leftMs()));
    const triedMs = ctx.clock.monotonicMs();
    result = await runOnce(setting, cleared, limitMs, ctx);
    lastTryMs = Math.round(ctx.clock.monotonicMs() - triedMs);
    seen = judgeResult(result, limitMs, promised);
  } while (seen.verdict !== 'pass' && leftMs() > 0);
  setting.clearance.showed(step.command, result.output);
  const ms = Math.round(ctx.clock.monotonicMs() - startedMs);
  const judge = seen.verdict === 'pass' ? pass : fail;
  const tried = `${tries === 1 ? 'once' : `${tries} times`} in ${formatDuration(ms)}`;
  const waited = judge('wait', `succeeds within ${formatDuration(atMost.pacedMs)}`, `tried ${tried}`);
  const observation = { verdict: seen.verdict, evidence: [...waited.evidence, ...seen.evidence] };
  return { result, observation, lastTryMs };
};
