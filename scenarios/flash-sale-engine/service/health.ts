// Looks at dependencies in the background, each on its own schedule and deadline, so that /health answers at once
// from the last look even when a dependency hangs.
import { pause, withDeadline } from './deadline.ts';
import { messageOf, type Log } from './log.ts';

export interface Check {
  readonly healthy: () => boolean;
  readonly stop: () => void;
}

export interface CheckOptions {
  readonly name: string;
  readonly look: () => Promise<unknown>;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly log: Log;
  readonly nowMs?: () => number;
}

const retryMs = 250; // after a failed look: sooner up again than down

export const startCheck = (options: CheckOptions): Check => {
  const { name, log, nowMs = () => performance.now() } = options;
  const stopping = new AbortController();
  // A look older than this says nothing any more, e.g. after the process was frozen.
  const staleAfterMs = 2 * (options.intervalMs + options.timeoutMs);
  let healthy = false;
  let lookedAtMs = Number.NEGATIVE_INFINITY;

  const settle = (now: boolean, reason?: string): void => {
    if (now !== healthy) {
      if (now) log.info(`${name} is reachable`, { event: 'dependency_up', dependency: name });
      else
        log.warn(`${name} is not reachable: ${reason}`, {
          event: 'dependency_down',
          dependency: name,
          reason,
        });
    }
    healthy = now;
    lookedAtMs = nowMs();
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await withDeadline(name, options.timeoutMs, options.look());
        settle(true);
      } catch (error) {
        settle(false, messageOf(error));
      }
      await pause(healthy ? options.intervalMs : Math.min(options.intervalMs, retryMs), stopping.signal);
    }
  };
  void loop();
  return {
    healthy: () => healthy && nowMs() - lookedAtMs <= staleAfterMs,
    stop: () => stopping.abort(),
  };
};
