// Whether all alerts could be followed since an instant: what fires while nobody looks looks exactly like silence.
import { accounted, pollUntil, type DrillRun } from './drill-run.ts';

/** A look that failed is followed by the next: time for one that hangs until its limit, and for one more. */
const nextLookMs = 5000;

/** Why they could not be followed, or null. A look that has just failed is no blindness yet: the next one says. */
export const blindSince = async (run: DrillRun, sinceMs: number): Promise<string | null> => {
  const { alerts } = run.session;
  if (alerts.lastError() !== null)
    await accounted(run, 'component', 'the alerts are looked at again', () =>
      pollUntil(run, run.clock.now().getTime() + nextLookMs, () =>
        alerts.lastError() === null ? true : null,
      ),
    );
  return alerts.blindSince(sinceMs);
};

/** Told at the end of the drill, about all of it: detection ends when every promised signal is there. */
export const tellWatchedAlerts = async (run: DrillRun, sinceMs: number): Promise<void> => {
  const error = await blindSince(run, sinceMs);
  run.log({
    type: 'alerts.watched',
    measurable: error === null,
    message: error ?? 'the alerts were watched to the end',
  });
};
