// What the probes saw, for Prometheus: blackbox_exporter's names where they fit, counters and histograms beside them.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ProbeObserved } from './scheduler.ts';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Registers the metrics in `registry` and returns what feeds them. */
export const probeMetrics = (registry: Registry): ((observed: ProbeObserved) => void) => {
  const shared = { registers: [registry], labelNames: ['probe'] };
  const success = new Gauge({
    ...shared,
    name: 'probe_success',
    help: '1 passed, 0 failed; absent while it could not be measured',
  });
  const duration = new Gauge({
    ...shared,
    name: 'probe_duration_seconds',
    help: 'How long the last look took',
  });
  const looks = new Counter({
    registers: [registry],
    labelNames: ['probe', 'verdict'],
    name: 'probe_looks_total',
    help: 'Looks by verdict',
  });
  const durations = new Histogram({
    ...shared,
    name: 'probe_look_seconds',
    help: 'How long looks took',
    buckets,
  });
  const missed = new Counter({
    ...shared,
    name: 'probe_missed_ticks_total',
    help: 'Ticks without a look, since the one before had not ended or gameday stood still',
  });
  const lag = new Histogram({
    ...shared,
    name: 'probe_start_lag_seconds',
    help: 'How long after its due time a look began',
    buckets,
  });

  return ({ probe, verdict, durationMs, dueMs, startedMs, missed: ticks }) => {
    if (verdict === 'unknown') success.remove({ probe });
    else success.set({ probe }, verdict === 'pass' ? 1 : 0);
    duration.set({ probe }, durationMs / 1000);
    looks.inc({ probe, verdict });
    durations.observe({ probe }, durationMs / 1000);
    missed.inc({ probe }, ticks);
    lag.observe({ probe }, Math.max(0, startedMs - dueMs) / 1000);
  };
};
