// One step of a runbook: what it is given, what comes of it, and its two journal records.
import type { Context } from '../../core/clock.ts';
import type { JournalEventBody, StepPlan, StepStage } from '../../core/journal/events.ts';
import type { Evidence, Observation } from '../../core/observation.ts';
import type { Pacer } from '../../core/pace.ts';
import type { CheckVerdict } from '../../core/verdicts.ts';
import type { Action, Section } from '../../runbooks/model.ts';
import type { Operator } from '../../stack/operator-host.ts';
import type { ExecResult } from '../../stack/stack.ts';
import type { Clearance } from './clearance.ts';
import type { Expectation } from './expectations.ts';
import type { AtMoment } from './moment.ts';

export interface StepSetting {
  /** The runbook's file name, as the report shows it. */
  readonly runbook: string;
  readonly section: Section;
  readonly stage: StepStage;
  readonly expectations: readonly Expectation[];
  readonly operator: Operator;
  /** The terminal: what one command leaves behind (folder, variables, functions) is there for the next. */
  readonly terminal: string;
  readonly clearance: Clearance;
  /** Branches and alternatives that this drill doesn't take, with the reason. */
  readonly notTaken: ReadonlyMap<Action, string>;
  /** What commands showed before the fault, by command; filled by the baseline. */
  readonly before: Map<string, string>;
  readonly pacer: Pacer;
  readonly append: (body: JournalEventBody) => unknown;
  /** What else happens between the steps. */
  readonly atMoment?: AtMoment;
  /** For each command, never paced. Default 60 s. */
  readonly timeoutMs?: number;
}

export interface StepOutcome {
  readonly step: string;
  readonly plan: StepPlan;
  readonly verdict: CheckVerdict;
  readonly exitCode: number | null;
  readonly timedOut: boolean;
}

export interface StepsOutcome {
  /** `fail` over `unknown` over `pass`; a section without steps is `unknown`. */
  readonly verdict: CheckVerdict;
  readonly steps: readonly StepOutcome[];
}

export interface StepFinding {
  readonly observation: Observation;
  /** Null for a plain wait. */
  readonly result: ExecResult | null;
  /** Of what is tried several times. */
  readonly lastTryMs?: number;
}

const commandTimeoutMs = 60_000;
const maxOutputBytes = 64 * 1024;

export const timeoutOf = ({ timeoutMs }: Pick<StepSetting, 'timeoutMs'>): number =>
  timeoutMs ?? commandTimeoutMs;

/** Writes the step's start, runs it, writes what came of it. */
export const recordStep = async (
  { append }: Pick<StepSetting, 'append'>,
  step: string,
  plan: StepPlan,
  ctx: Context,
  run: () => Promise<StepFinding>,
): Promise<StepOutcome> => {
  append({ type: 'step.started', step, plan });
  const startedMs = ctx.clock.monotonicMs();
  const { observation, result, lastTryMs } = await run();
  const durationMs = Math.round(ctx.clock.monotonicMs() - startedMs);
  const [firstLine = ''] = plan.command.split('\n');
  append({ type: 'time.spent', kind: 'runbook', what: `runbook: ${firstLine}`, ms: durationMs });
  append({
    type: 'step.finished',
    step,
    verdict: observation.verdict,
    exitCode: result?.exitCode ?? null,
    timedOut: result?.timedOut ?? false,
    durationMs,
    ...(lastTryMs !== undefined && { lastTryMs }),
    output: result?.output ?? '',
    truncated: result?.truncated ?? false,
    evidence: observation.evidence,
  });
  return {
    step,
    plan,
    verdict: observation.verdict,
    exitCode: result?.exitCode ?? null,
    timedOut: result?.timedOut ?? false,
  };
};

export interface Line {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

/** One command line, once, with its own deadline, in the drill's terminal. `tty` false: as a script would run it. */
export const runOnce = async (
  { operator, terminal, append }: Pick<StepSetting, 'operator' | 'terminal' | 'append'>,
  { command, env }: Line,
  limitMs: number,
  ctx: Context,
  tty = true,
): Promise<ExecResult> => {
  const own: Context = { clock: ctx.clock, signal: ctx.clock.deadline(limitMs, ctx.signal) };
  const onLines = (lines: readonly string[]): void => {
    try {
      append({ type: 'step.output', lines });
    } catch {
      // A command at work is not left behind for it: the journal keeps its failure, and throws it at the step's end.
    }
  };
  const result = await operator.run(command, own, { maxOutputBytes, tty, session: terminal, env, onLines });
  // Ended because the drill is: that is no finding about the command.
  ctx.signal.throwIfAborted();
  return result;
};

/** What was found beside the promise fails the step, whatever its output says. */
export const withFindings = (observation: Observation, found: readonly Evidence[]): Observation =>
  found.length === 0
    ? observation
    : { ...observation, verdict: 'fail', evidence: [...observation.evidence, ...found] };
