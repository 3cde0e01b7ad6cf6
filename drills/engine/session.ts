// One scenario's traffic, probes and alert watch over a whole game day: windows carry over from drill to drill.
import type { Clock, Context } from '../../core/clock.ts';
import type { JournalEventBody } from '../../core/journal/events.ts';
import type { Level, Operation, Oracle, Workload, WorkloadModule } from '../../core/workload.ts';
import type { Probe } from '../../probes/probe.ts';
import { startScheduler } from '../../probes/scheduler.ts';
import type { Stack } from '../../stack/stack.ts';
import { edgeInstant, watchAlerts, type AlertWatch } from '../alert-watch.ts';
import { startLoad, type RunningLoad } from '../load/generator.ts';
import { createProbeBoard, type ProbeBoard } from './probe-board.ts';
import { startSliSampling, type SliDefinition } from './sli-sampling.ts';

export interface SessionOptions {
  readonly stack: Stack;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly run: string;
  readonly seed: number;
  readonly elapsedMs: () => number;
  readonly log: (body: JournalEventBody) => void;
  readonly probes: readonly {
    readonly name: string;
    readonly probe: Probe;
    readonly everyMs: number;
    readonly timeoutMs: number;
  }[];
  readonly slis: readonly SliDefinition[];
  /** Paced expressions by alert name. */
  readonly alertExpressions: ReadonlyMap<string, string>;
  readonly evaluationMs: number;
  readonly load: {
    readonly workload: WorkloadModule;
    readonly ratePerSecond: number;
    readonly timeoutMs: number;
  };
}

/** The traffic between two verifications: its operations are judged together. */
interface Segment {
  readonly workload: Workload;
  readonly oracle: Oracle;
  readonly operations: Operation[];
  readonly load: RunningLoad;
}

export interface Session {
  readonly probes: ProbeBoard;
  readonly alerts: AlertWatch;
  readonly alertExpressions: ReadonlyMap<string, string>;
  /** Puts traffic on (no-op when it is on); its records go to the segment that `endSegment` hands out. */
  loadOn(): Promise<void>;
  /** Traffic off; every operation has its outcome when it resolves. */
  loadOff(): Promise<void>;
  /** The finished segment's operations and oracle; the next `loadOn` begins a new one. Close it when judged. */
  takeSegment(): FinishedSegment | null;
  levels(ctx: Context): Promise<readonly Level[]>;
  /** Epoch ms since which traffic runs and no fault disturbed it; null while off. */
  undisturbedSinceMs(): number | null;
  disturbed(): void;
  close(): Promise<void>;
}

export interface FinishedSegment {
  readonly operations: readonly Operation[];
  readonly oracle: Oracle;
  /** Removes what the workload made, and closes. */
  close(ctx: Context): Promise<void>;
}

export const startSession = async (options: SessionOptions): Promise<Session> => {
  const { stack, clock, signal, log } = options;
  const ctx: Context = { clock, signal };
  const probes = createProbeBoard();
  const originMs = clock.now().getTime() - options.elapsedMs();
  const scheduler = startScheduler({
    probes: options.probes,
    clock,
    originMs: clock.monotonicMs() - options.elapsedMs(),
    onObservation: (seen) => {
      const { probe, verdict, evidence, startedMs, durationMs } = seen;
      const beganMs = originMs + startedMs;
      probes.take({ probe, verdict, evidence, beganMs, endedMs: beganMs + durationMs });
      log({ type: 'probe.observed', ...seen });
    },
  });
  const alerts = await watchAlerts({
    stack,
    evaluationMs: options.evaluationMs,
    ctx,
    onEdge: (edge) =>
      log({
        type: 'alert.edge',
        alert: edge.alert,
        edge: edge.edge,
        edgeAt: edgeInstant(edge),
        labels: edge.labels,
      }),
  });
  const sampling = startSliSampling(options.slis, stack.prometheus, ctx, log);
  const traffic = createTraffic(options, ctx);

  return {
    probes,
    alerts,
    alertExpressions: options.alertExpressions,
    ...traffic,
    async close() {
      await traffic.loadOff();
      await Promise.all([scheduler.stop(), alerts.stop(), sampling.stop()]);
      for (const { probe } of options.probes) await probe.close?.();
      // The run may be over by interruption: what the workload made is removed on a fresh deadline.
      await traffic.takeSegment()?.close({ clock, signal: clock.deadline(10_000) });
    },
  };
};

type Traffic = Pick<
  Session,
  'loadOn' | 'loadOff' | 'takeSegment' | 'levels' | 'undisturbedSinceMs' | 'disturbed'
>;

const createTraffic = (options: SessionOptions, ctx: Context): Traffic => {
  let segment: Segment | null = null;
  let segments = 0;
  let running = false;
  let sinceMs: number | null = null;
  const now = (): number => ctx.clock.now().getTime();
  return {
    async loadOn() {
      if (running) return;
      segments += 1;
      segment = await openSegment(options, ctx, segments);
      running = true;
      sinceMs = now();
    },
    async loadOff() {
      if (!running) return;
      running = false;
      sinceMs = null;
      await segment?.load.stop();
    },
    takeSegment() {
      if (segment === null || running) return null;
      const { operations, oracle, workload } = segment;
      segment = null;
      const close = async (closing: Context): Promise<void> => {
        await oracle.clear(closing);
        await Promise.all([oracle.close(), workload.close()]);
      };
      return { operations, oracle, close };
    },
    levels: async (looking) => (segment === null ? [] : await segment.oracle.levels(looking)),
    undisturbedSinceMs: () => sinceMs,
    disturbed() {
      if (running) sinceMs = now();
    },
  };
};

const openSegment = async (options: SessionOptions, ctx: Context, number: number): Promise<Segment> => {
  const setting = { dialer: options.stack.dialer, run: `${options.run}-${number}`, seed: options.seed };
  const workload = options.load.workload.createWorkload(setting);
  const oracle = options.load.workload.createOracle(setting);
  const operations: Operation[] = [];
  await workload.prepare({ clock: ctx.clock, signal: ctx.clock.deadline(15_000, ctx.signal) });
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
