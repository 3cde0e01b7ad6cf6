// What the probes say now and since when: the drill engine's picture of health, fed by the scheduler.
import type { Evidence } from '../../core/observation.ts';
import type { CheckVerdict } from '../../core/verdicts.ts';

export interface Look {
  readonly probe: string;
  readonly verdict: CheckVerdict;
  readonly evidence: readonly Evidence[];
  /** Epoch ms at which the look began and ended. */
  readonly beganMs: number;
  readonly endedMs: number;
}

export interface ProbeBoard {
  take(look: Look): void;
  latest(probe: string): Look | null;
  /** Epoch ms since which every one of them passes without a break; null while one doesn't, or was never seen. */
  allGoodSince(probes: readonly string[]): number | null;
  /** The first look that failed and began after that instant. */
  firstFail(probe: string, afterMs: number): Look | null;
  /** Turns from good to not good after that instant, of all given probes. */
  turnsBad(probes: readonly string[], afterMs: number): number;
  /** How many looks passed in a row, up to now, that began after that instant. */
  passesSince(probe: string, afterMs: number): number;
}

interface Turn {
  readonly good: boolean;
  readonly look: Look;
}

export const createProbeBoard = (): ProbeBoard => {
  const latest = new Map<string, Look>();
  const turns = new Map<string, Turn[]>();
  const fails = new Map<string, Look[]>();
  const runs = new Map<string, Look[]>();

  const turnsOf = (probe: string): readonly Turn[] => turns.get(probe) ?? [];

  return {
    take(look) {
      const good = look.verdict === 'pass';
      latest.set(look.probe, look);
      if (turnsOf(look.probe).at(-1)?.good !== good)
        turns.set(look.probe, [...turnsOf(look.probe), { good, look }]);
      if (look.verdict === 'fail')
        fails.set(look.probe, [...(fails.get(look.probe) ?? []), look].slice(-10_000));
      runs.set(look.probe, good ? [...(runs.get(look.probe) ?? []), look].slice(-50) : []);
    },
    latest: (probe) => latest.get(probe) ?? null,
    allGoodSince(probes) {
      let sinceMs = 0;
      for (const probe of probes) {
        const turn = turnsOf(probe).at(-1);
        if (turn === undefined || !turn.good) return null;
        sinceMs = Math.max(sinceMs, turn.look.endedMs);
      }
      return probes.length === 0 ? null : sinceMs;
    },
    firstFail: (probe, afterMs) => (fails.get(probe) ?? []).find(({ beganMs }) => beganMs >= afterMs) ?? null,
    turnsBad: (probes, afterMs) =>
      probes.flatMap((probe) => turnsOf(probe).filter((turn) => !turn.good && turn.look.beganMs > afterMs))
        .length,
    passesSince: (probe, afterMs) =>
      (runs.get(probe) ?? []).filter(({ beganMs }) => beganMs >= afterMs).length,
  };
};
