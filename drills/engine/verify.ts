// Verification: load off, queues drained, then the invariants over what was acknowledged and what the stores hold.
import type { Context } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import { judgeInvariants } from '../invariants/invariants.ts';
import type { DrillRun } from './drill-run.ts';
import type { FinishedSegment } from './session.ts';

export const verify = async (run: DrillRun): Promise<void> => {
  // A drill that promises none leaves the traffic on: the next one needs no new warm-up.
  if (run.plan.invariants.length === 0) return;
  await run.session.loadOff();
  const segment = run.session.takeSegment();
  if (segment === null) return;
  const ctx: Context = {
    clock: run.clock,
    signal: run.clock.deadline(run.times.drainMs + 60_000, run.signal),
  };
  try {
    await drain(run, segment, ctx);
    for (const judgement of await judgeInvariants(run.plan.invariants, segment, ctx)) {
      run.log({ type: 'invariant.judged', ...judgement });
    }
  } finally {
    await segment.close({ clock: run.clock, signal: run.clock.deadline(10_000) }).catch((error: unknown) => {
      run.log({ type: 'note', message: `what the workload made could not be removed: ${messageOf(error)}` });
    });
  }
};

/** Not drained in time is no error here: the invariants say what is still under way. */
const drain = async (run: DrillRun, { oracle }: FinishedSegment, ctx: Context): Promise<void> => {
  const startMs = run.clock.monotonicMs();
  const spentMs = (): number => run.clock.monotonicMs() - startMs;
  let drained = false;
  while (!drained && spentMs() < run.times.drainMs) {
    drained = await oracle.drained(ctx).catch((error: unknown) => {
      run.signal.throwIfAborted();
      run.log({ type: 'note', message: `draining: ${messageOf(error)}` });
      return false;
    });
    if (!drained) await run.clock.sleep(200, run.signal);
  }
  run.log({
    type: 'time.spent',
    kind: 'component',
    what: drained ? 'queues drained' : 'queues not drained',
    ms: Math.round(spentMs()),
  });
};
