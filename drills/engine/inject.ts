// Preparing, injecting and confirming faults: undo before do.
import type { DrillRun, PreparedFault } from './drill-run.ts';
import { messageOf } from '../../core/errors.ts';

const prepareMs = 15_000;
const injectMs = 60_000;
const confirmMs = 20_000;

/** Resolves every fault's targets and puts its undo on disk. Touches nothing. */
export const prepareFaults = async (run: DrillRun): Promise<readonly PreparedFault[]> => {
  const prepared: PreparedFault[] = [];
  for (const bound of run.faults) {
    const ctx = { clock: run.clock, signal: run.clock.deadline(prepareMs, run.signal) };
    const undo = await bound.fault.prepare(run.stack, ctx);
    run.lease.check();
    run.log({ type: 'fault.prepared', fault: bound.id, kind: bound.kind, undo, token: run.lease.token });
    prepared.push({ ...bound, undo });
  }
  return prepared;
};

/** Returns the instant before the first injection, epoch ms: the origin of TTD and TTR. */
export const injectFaults = async (run: DrillRun, faults: readonly PreparedFault[]): Promise<number> => {
  let originMs: number | null = null;
  for (const { id, fault, undo } of faults) {
    run.signal.throwIfAborted();
    run.lease.check();
    const { at } = run.log({ type: 'fault.injecting', fault: id });
    originMs ??= Date.parse(at);
    await fault.inject(undo, run.stack, {
      clock: run.clock,
      signal: run.clock.deadline(injectMs, run.signal),
    });
    run.log({ type: 'fault.injected', fault: id });
  }
  return originMs ?? run.clock.now().getTime();
};

/** True when every fault was seen to bite. */
export const confirmFaults = async (run: DrillRun, faults: readonly PreparedFault[]): Promise<boolean> => {
  let all = true;
  for (const { id, fault, undo } of faults) {
    const ctx = { clock: run.clock, signal: run.clock.deadline(confirmMs, run.signal) };
    const observation = await fault.confirm(undo, run.stack, ctx).catch((error: unknown) => {
      run.signal.throwIfAborted();
      const evidence = [{ what: id, expected: 'seen to bite', actual: messageOf(error) }];
      return { verdict: 'unknown' as const, evidence };
    });
    run.log({ type: 'fault.confirmed', fault: id, observation });
    all &&= observation.verdict === 'pass';
  }
  return all;
};
