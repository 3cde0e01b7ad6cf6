// The contract of a probe: it looks once, read-only, and says what it saw. Runner and scheduler own timeout, retry and duration.
import type { ZodType } from 'zod';
import type { Dialer } from '../core/addresses.ts';
import type { Context } from '../core/clock.ts';
import type { Observation } from '../core/observation.ts';

export interface Probe {
  /**
   * Looks once. The target's failure is a `fail` with evidence, what can't be measured is `unknown`; only a defect of ours throws.
   * `ctx.signal` is the deadline: when it aborts, the look ends at once.
   */
  observe(ctx: Context): Promise<Observation>;
  /** Closes what the probe keeps between looks (pooled connections). */
  close?(): Promise<void>;
}

/** What a probe may use: addresses, never a stack. */
export interface ProbeTools {
  readonly dialer: Dialer;
}

export interface ProbeKind<Config> {
  readonly kind: string;
  /** Checks and normalises what stands under the kind's key in scenario.yaml; durations arrive as text, see core/duration.ts. */
  readonly schema: ZodType<Config>;
  /** The `service:port` that the probe looks at; validated against the topology when files are loaded. */
  target(config: Config): string;
  create(config: Config, tools: ProbeTools): Probe;
}
