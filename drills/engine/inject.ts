// Preparing, injecting and confirming faults: undo before do.
import { GamedayError, messageOf } from '../../core/errors.ts';
import { unknown, type Observation } from '../../core/observation.ts';
import { accounted, type BoundFault, type DrillRun, type Injected, type PreparedFault } from './drill-run.ts';
import { DrillStop, type StopReason } from './stop.ts';

const prepareMs = 15_000;
const injectMs = 60_000;
const confirmMs = 20_000;

/** Resolves the targets of all that come first and puts their undo on disk. Touches nothing. */
export const prepareFirst = async (run: DrillRun, injected: Injected): Promise<void> => {
  for (const bound of run.faults) if (bound.comes === null) await prepare(run, bound, injected, 'gate');
};

/** Injects what is prepared. */
export const injectFirst = async (run: DrillRun, injected: Injected): Promise<void> => {
  for (const fault of injected.left) await inject(run, fault, injected);
};

/** True when every fault that is in was seen to bite. */
export const confirmFirst = async (run: DrillRun, { left }: Injected): Promise<boolean> => {
  let all = true;
  for (const fault of left) all = (await confirm(run, fault)) && all;
  return all;
};

/** One that comes later, with what it hits as it is by then. Stops the drill when it can't come in or is not seen to bite. */
export const bringIn = async (run: DrillRun, bound: BoundFault, injected: Injected): Promise<void> => {
  const fault = await prepare(run, bound, injected, 'confirm');
  await inject(run, fault, injected);
  if (await confirm(run, fault)) return;
  throw new DrillStop('confirm', `${bound.id} was not seen to bite`);
};

/** Its undo is on disk, and in `left`, when it is given back. */
const prepare = async (
  run: DrillRun,
  bound: BoundFault,
  { left }: Injected,
  stop: StopReason,
): Promise<PreparedFault> => {
  run.signal.throwIfAborted();
  const ctx = { clock: run.clock, signal: run.clock.deadline(prepareMs, run.signal) };
  const undo = await bound.fault.prepare(run.stack, ctx).catch((error: unknown) => {
    // A victim that is down already is a state of the system, not an error of ours.
    if (error instanceof GamedayError && error.code === 'fault-target-down')
      throw new DrillStop(stop, error.message, error);
    throw error;
  });
  run.lease.check();
  run.log({ type: 'fault.prepared', fault: bound.id, kind: bound.kind, undo, token: run.lease.token });
  const prepared = { ...bound, undo };
  left.push(prepared);
  return prepared;
};

const inject = async (
  run: DrillRun,
  { id, fault, undo }: PreparedFault,
  { atMs }: Injected,
): Promise<void> => {
  run.signal.throwIfAborted();
  run.lease.check();
  const { at } = run.log({ type: 'fault.injecting', fault: id });
  atMs.set(id, Date.parse(at));
  const ctx = { clock: run.clock, signal: run.clock.deadline(injectMs, run.signal) };
  await accounted(run, 'component', `${id} goes in`, () => fault.inject(undo, run.stack, ctx));
  run.log({ type: 'fault.injected', fault: id });
};

const confirm = async (run: DrillRun, { id, fault, undo }: PreparedFault): Promise<boolean> => {
  const ctx = { clock: run.clock, signal: run.clock.deadline(confirmMs, run.signal) };
  const look = (): Promise<Observation> => fault.confirm(undo, run.stack, ctx);
  const observation = await accounted(run, 'component', `${id} is watched: does it bite`, look).catch(
    (error: unknown) => {
      run.signal.throwIfAborted();
      return unknown(id, 'seen to bite', messageOf(error));
    },
  );
  run.log({ type: 'fault.confirmed', fault: id, observation });
  return observation.verdict === 'pass';
};
