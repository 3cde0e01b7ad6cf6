// Verification: load off, queues drained, then the invariants over what was acknowledged and what the stores hold.
import type { Context } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import { judgeInvariants, type JudgedInvariant } from '../invariants/invariants.ts';
import { invariants } from '../invariants/table.ts';
import { accounted, type DrillRun } from './drill-run.ts';
import type { FinishedSegment } from './traffic.ts';

export const verify = async (run: DrillRun): Promise<void> => {
  // A drill that promises none leaves the traffic on: the next one needs no new warm-up.
  if (run.plan.invariants.length === 0) {
    if (run.plan.type === 'incident')
      run.log({
        type: 'note',
        message: 'no invariant is promised: what became of the traffic was not looked at',
      });
    return;
  }
  await accounted(run, 'component', 'operations under way end', () => run.session.loadOff());
  const segment = run.session.takeSegment();
  if (segment === null) return;
  const ctx: Context = {
    clock: run.clock,
    signal: run.clock.deadline(run.times.drainMs + 60_000, run.signal),
  };
  try {
    await drain(run, segment, ctx);
    const { invariants: promised } = run.plan;
    const unpromised = Object.keys(invariants).filter((code) => !promised.includes(code));
    for (const judgement of await judgeInvariants([...promised, ...unpromised], segment, ctx)) {
      if (promised.includes(judgement.code)) run.log({ type: 'invariant.judged', ...judgement });
      else tellUnpromised(run, judgement);
    }
  } finally {
    await segment.close({ clock: run.clock, signal: run.clock.deadline(10_000) }).catch((error: unknown) => {
      run.log({ type: 'note', message: `what the workload made could not be removed: ${messageOf(error)}` });
    });
  }
};

/** A drill may leave a promise out, and it may have its reason: what would have come of it is told all the same. */
const tellUnpromised = (run: DrillRun, { code, verdict, evidence }: JudgedInvariant): void => {
  if (verdict === 'unknown') return;
  const found = evidence.map(({ what, expected, actual }) => `${what}: wanted ${expected}, found ${actual}`);
  const came = verdict === 'pass' ? 'it held' : `it is broken: ${found.join('; ')}`;
  run.log({ type: 'note', message: `${code} is not promised by this drill; ${came}` });
};

/** Not drained in time is no error here: the invariants say what is still under way. */
const drain = (run: DrillRun, { oracle }: FinishedSegment, ctx: Context): Promise<void> =>
  accounted(run, 'component', 'the queues drain', async () => {
    const deadlineMs = run.clock.monotonicMs() + run.times.drainMs;
    for (;;) {
      const drained = await oracle.drained(ctx).catch((error: unknown) => {
        run.signal.throwIfAborted();
        run.log({ type: 'note', message: `draining: ${messageOf(error)}` });
        return false;
      });
      if (drained) return;
      if (run.clock.monotonicMs() >= deadlineMs) break;
      await run.clock.sleep(200, run.signal);
    }
    run.log({ type: 'note', message: `the queues were not drained within ${run.times.drainMs / 1000} s` });
  });
