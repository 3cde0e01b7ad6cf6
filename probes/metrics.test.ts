// What a scrape of the probes' metrics shows.
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import type { CheckVerdict } from '../core/verdicts.ts';
import { probeMetrics } from './metrics.ts';

describe('probeMetrics', () => {
  it('counts looks, missed ticks and lag, and has no success while nothing is known', async () => {
    const registry = new Registry();
    const feed = probeMetrics(registry);
    const observed = (verdict: CheckVerdict, missed = 0): void =>
      feed({
        probe: 'redis',
        verdict,
        evidence: [],
        samples: {},
        dueMs: 100,
        startedMs: 103,
        durationMs: 20,
        missed,
      });
    observed('pass');
    observed('fail', 2);
    const text = await registry.metrics();
    expect(text).toContain('probe_success{probe="redis"} 0');
    expect(text).toContain('probe_duration_seconds{probe="redis"} 0.02');
    expect(text).toContain('probe_looks_total{probe="redis",verdict="pass"} 1');
    expect(text).toContain('probe_missed_ticks_total{probe="redis"} 2');
    expect(text).toContain('probe_start_lag_seconds_bucket{le="0.005",probe="redis"} 2');
    observed('unknown');
    expect(await registry.metrics()).not.toContain('probe_success{');
  });
});
