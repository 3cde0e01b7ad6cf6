// One scenario's traffic, probes and alert watch over a whole game day: windows carry over from drill to drill.
import type { Clock, Context } from '../../core/clock.ts';
import type { Probe } from '../../probes/probe.ts';
import { startScheduler } from '../../probes/scheduler.ts';
import type { Stack } from '../../stack/stack.ts';
import { edgeInstant, watchAlerts, type AlertWatch } from '../alert-watch.ts';
import { closeAll } from './close-all.ts';
import { createProbeBoard, type ProbeBoard } from './probe-board.ts';
import { createTraffic, type Traffic, type TrafficOptions } from './traffic.ts';
import { startSliSampling, type SliDefinition } from './sli-sampling.ts';

export interface SessionOptions extends TrafficOptions {
  readonly stack: Stack;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly probes: readonly {
    readonly name: string;
    readonly probe: Probe;
    readonly everyMs: number;
    readonly timeoutMs: number;
  }[];
  readonly slis: readonly SliDefinition[];
  /** Paced expressions by alert name. */
  readonly alertExpressions: ReadonlyMap<string, string>;
  /** Paced interval of rule evaluation, ms. */
  readonly evaluationMs: number;
}

export interface Session extends Traffic {
  readonly probes: ProbeBoard;
  readonly alerts: AlertWatch;
  readonly alertExpressions: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

export const startSession = async (options: SessionOptions): Promise<Session> => {
  const { stack, clock, signal, log } = options;
  const ctx: Context = { clock, signal };
  // First what can fail: nothing else is running yet that would have to be stopped.
  const alerts = await watchAlerts({
    stack,
    evaluationMs: options.evaluationMs,
    alerts: [...options.alertExpressions.keys()],
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
  const sampling = startSliSampling(options.slis, stack.prometheus, ctx, log);
  const traffic = createTraffic(options, ctx);

  return {
    probes,
    alerts,
    alertExpressions: options.alertExpressions,
    ...traffic,
    close: () =>
      closeAll(
        [
          {
            what: 'the traffic',
            close: () => traffic.loadOff(),
            limitMs: options.load.timeoutMs + 5_000,
          },
          { what: 'the probes', close: () => scheduler.stop() },
          { what: 'the alert watch', close: () => alerts.stop() },
          { what: 'the sampling', close: () => sampling.stop() },
          ...options.probes.map(({ name, probe }) => ({
            what: `the probe ${name}`,
            close: async () => await probe.close?.(),
          })),
          { what: 'the workload', close: () => traffic.dropTraffic(), limitMs: 25_000 },
        ],
        clock,
      ),
  };
};
