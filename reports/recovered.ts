// When a drill had recovered: the later of the clocks that have to tick.
import type { RecoveryReport, SignalReport } from './schema.ts';

interface Drill {
  readonly signals: readonly Pick<SignalReport, 'kind'>[];
  readonly recovery: Pick<RecoveryReport, 'probesAfterMs' | 'alertsAfterMs'> | null;
}

/** Null: it did not, or promises none. Where no alert is promised, there is none to wait for. */
export const recoveredMs = ({ signals, recovery }: Drill): number | null => {
  if (recovery === null || recovery.probesAfterMs === null) return null;
  if (!signals.some(({ kind }) => kind === 'alert')) return recovery.probesAfterMs;
  return recovery.alertsAfterMs === null ? null : Math.max(recovery.probesAfterMs, recovery.alertsAfterMs);
};
