// Traffic in segments: what ran between two verifications is judged together.
import type { Context } from '../../core/clock.ts';
import type { JournalEventBody } from '../../core/journal/events.ts';
import type { Level, Operation, Oracle, Workload, WorkloadModule } from '../../core/workload.ts';
import type { Stack } from '../../stack/stack.ts';
import { startLoad, type RunningLoad } from '../load/generator.ts';
import { closeAll } from './close-all.ts';

export interface TrafficOptions {
  readonly stack: Pick<Stack, 'dialer'>;
  readonly run: string;
  readonly seed: number;
  readonly elapsedMs: () => number;
  readonly log: (body: JournalEventBody) => void;
  readonly load: {
    readonly workload: WorkloadModule;
    readonly ratePerSecond: number;
    readonly timeoutMs: number;
  };
}

export interface Traffic {
  /** Puts traffic on (no-op when it is on); its records go to the segment that `takeSegment` hands out. */
  loadOn(): Promise<void>;
  /** Traffic off; every operation has its outcome when it resolves. */
  loadOff(): Promise<void>;
  /** The finished segment's operations and oracle; the next `loadOn` begins a new one. Close it when judged. */
  takeSegment(): FinishedSegment | null;
  /** Traffic off, what it made is removed, nobody judges it: after a drill that was stopped. */
  dropTraffic(): Promise<void>;
  levels(ctx: Context): Promise<readonly Level[]>;
  /** How many operations that were due after that instant (epoch ms) succeeded. */
  succeededSince(sinceMs: number): number;
  /** Epoch ms since which traffic runs and no fault disturbed it; null while off. */
  undisturbedSinceMs(): number | null;
  disturbed(): void;
}

export interface FinishedSegment {
  readonly operations: readonly Operation[];
  readonly oracle: Oracle;
  /** Removes what the workload made, and closes. */
  close(ctx: Context): Promise<void>;
}

interface Segment {
  readonly workload: Workload;
  readonly oracle: Oracle;
  readonly operations: Operation[];
  readonly load: RunningLoad;
}

export const createTraffic = (options: TrafficOptions, ctx: Context): Traffic => {
  let segment: Segment | null = null;
  let segments = 0;
  let running = false;
  let sinceMs: number | null = null;
  const now = (): number => ctx.clock.now().getTime();
  const loadOff = async (): Promise<void> => {
    if (!running) return;
    running = false;
    sinceMs = null;
    await segment?.load.stop();
  };
  const takeSegment = (): FinishedSegment | null => {
    if (segment === null || running) return null;
    const { operations, oracle, workload } = segment;
    segment = null;
    return { operations, oracle, close: (closing) => closeSegment(oracle, workload, closing) };
  };
  return {
    async loadOn() {
      if (running) return;
      // Traffic that was stopped and never judged: nobody will.
      await takeSegment()?.close(closing(ctx));
      segments += 1;
      segment = await openSegment(options, ctx, segments);
      running = true;
      sinceMs = now();
    },
    loadOff,
    takeSegment,
    async dropTraffic() {
      await loadOff();
      await takeSegment()?.close(closing(ctx));
    },
    levels: async (looking) => (segment === null ? [] : await segment.oracle.levels(looking)),
    succeededSince(since) {
      const startMs = since - now() + options.elapsedMs();
      return (
        segment?.operations.filter(({ outcome, dueMs }) => outcome === 'ok' && dueMs >= startMs).length ?? 0
      );
    },
    undisturbedSinceMs: () => sinceMs,
    disturbed() {
      if (running) sinceMs = now();
    },
  };
};

/** The run may be over by interruption: what the workload made is removed on a fresh deadline. */
const closing = ({ clock }: Context): Context => ({ clock, signal: clock.deadline(10_000) });

const closeSegment = (oracle: Oracle, workload: Workload, ctx: Context): Promise<void> =>
  closeAll(
    [
      { what: 'what the workload made', close: () => oracle.clear(ctx) },
      { what: 'the oracle', close: () => oracle.close() },
      { what: 'the workload', close: () => workload.close() },
    ],
    ctx.clock,
  );

const openSegment = async (options: TrafficOptions, ctx: Context, number: number): Promise<Segment> => {
  const setting = { dialer: options.stack.dialer, run: `${options.run}-${number}`, seed: options.seed };
  const workload = options.load.workload.createWorkload(setting);
  const oracle = options.load.workload.createOracle(setting);
  const operations: Operation[] = [];
  try {
    await workload.prepare({ clock: ctx.clock, signal: ctx.clock.deadline(15_000, ctx.signal) });
  } catch (error) {
    // Its connections would keep the process alive; why it failed counts more than how it closes.
    await closeSegment(oracle, workload, closing(ctx)).catch(() => undefined);
    throw error;
  }
  const load = startLoad({
    workload,
    ratePerSecond: options.load.ratePerSecond,
    timeoutMs: options.load.timeoutMs,
    ctx,
    elapsedMs: options.elapsedMs,
    onOperations: (batch, missed) => {
      operations.push(...batch);
      options.log({ type: 'operations.recorded', operations: batch, missed });
    },
  });
  return { workload, oracle, operations, load };
};
