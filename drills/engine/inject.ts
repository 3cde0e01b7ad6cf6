// Preparing, injecting and confirming faults: undo before do.
import { GamedayError, messageOf } from '../../core/errors.ts';
import { unknown, type Observation } from '../../core/observation.ts';
import { accounted, type DrillRun, type PreparedFault } from './drill-run.ts';
import { DrillStop } from './stop.ts';

const prepareMs = 15_000;
const injectMs = 60_000;
const confirmMs = 20_000;

/** Resolves every fault's targets and puts its undo on disk; `into` has those that got so far, also when a later one throws. Touches nothing. */
export const prepareFaults = async (run: DrillRun, into: PreparedFault[]): Promise<void> => {
  for (const bound of run.faults) {
    const ctx = { clock: run.clock, signal: run.clock.deadline(prepareMs, run.signal) };
    const undo = await bound.fault.prepare(run.stack, ctx).catch(asGate);
    run.lease.check();
    run.log({ type: 'fault.prepared', fault: bound.id, kind: bound.kind, undo, token: run.lease.token });
    into.push({ ...bound, undo });
  }
};

/** A victim that is down already is a state of the system, not an error of ours. */
const asGate = (error: unknown): never => {
  if (error instanceof GamedayError && error.code === 'fault-target-down')
    throw new DrillStop('gate', error.message, error);
  throw error;
};

/** Returns the instant before the first injection, epoch ms: the origin of TTD and TTR. */
export const injectFaults = async (run: DrillRun, faults: readonly PreparedFault[]): Promise<number> => {
  let originMs: number | null = null;
  for (const { id, fault, undo } of faults) {
    run.signal.throwIfAborted();
    run.lease.check();
    const { at } = run.log({ type: 'fault.injecting', fault: id });
    originMs ??= Date.parse(at);
    const ctx = { clock: run.clock, signal: run.clock.deadline(injectMs, run.signal) };
    await accounted(run, 'component', `${id} goes in`, () => fault.inject(undo, run.stack, ctx));
    run.log({ type: 'fault.injected', fault: id });
  }
  return originMs ?? run.clock.now().getTime();
};

/** True when every fault was seen to bite. */
export const confirmFaults = async (run: DrillRun, faults: readonly PreparedFault[]): Promise<boolean> => {
  let all = true;
  for (const { id, fault, undo } of faults) {
    const ctx = { clock: run.clock, signal: run.clock.deadline(confirmMs, run.signal) };
    const look = (): Promise<Observation> => fault.confirm(undo, run.stack, ctx);
    const observation = await accounted(run, 'component', `${id} is watched: does it bite`, look).catch(
      (error: unknown) => {
        run.signal.throwIfAborted();
        return unknown(id, 'seen to bite', messageOf(error));
      },
    );
    run.log({ type: 'fault.confirmed', fault: id, observation });
    all &&= observation.verdict === 'pass';
  }
  return all;
};
