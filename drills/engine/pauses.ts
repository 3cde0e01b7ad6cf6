// A drill that stops before each phase until a person says go (`run --step`). Meanwhile lease, probes and traffic go on, and
// what the person takes is theirs: no limit of the drill counts it.
import type { Clock } from '../../core/clock.ts';
import type { DrillPlan } from '../../core/journal/events.ts';
import type { Phase } from '../../core/verdicts.ts';
import { accounted, type DrillRun } from './drill-run.ts';

/** Comes back when the drill may go on; throws what ends it. Rejects with the signal's reason when that aborts. */
export type AskBefore = (phase: Phase, plan: DrillPlan, signal: AbortSignal) => Promise<void>;

export interface Pauses {
  before(phase: Phase, run: DrillRun): Promise<void>;
  /** For how long somebody was waited for after that instant (epoch ms), the present wait included. */
  waitedMs(sinceMs?: number): number;
}

/** `ask` null: nobody is asked, and nothing waits. */
export const createPauses = (ask: AskBefore | null, clock: Clock): Pauses => {
  const waits: { readonly fromMs: number; toMs: number | null }[] = [];
  const now = (): number => clock.now().getTime();
  return {
    async before(phase, run) {
      if (ask === null) return;
      const wait: (typeof waits)[number] = { fromMs: now(), toMs: null };
      waits.push(wait);
      try {
        await accounted(run, 'person', `somebody says go before ${phase}`, () =>
          ask(phase, run.plan, run.signal),
        );
      } finally {
        wait.toMs = now();
      }
    },
    waitedMs: (sinceMs = 0) =>
      waits.reduce(
        (sum, { fromMs, toMs }) => sum + Math.max(0, (toMs ?? now()) - Math.max(fromMs, sinceMs)),
        0,
      ),
  };
};

/** How often a limit looks again at its end while somebody is waited for. */
const lookEveryMs = 50;

/** Resolves when so much time has passed in which nobody was waited for. */
export const sleepUnpaused = async (
  ms: number,
  pauses: Pauses,
  { clock, signal }: Pick<DrillRun, 'clock' | 'signal'>,
): Promise<void> => {
  const startMs = clock.now().getTime();
  const leftMs = (): number => ms + pauses.waitedMs(startMs) - (clock.now().getTime() - startMs);
  for (let left = ms; left > 0; left = leftMs()) await clock.sleep(Math.max(left, lookEveryMs), signal);
};
