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

/** What is kept of one probe: bounded, and cheap per look however long the run lasts. */
interface Kept {
  latest: Look;
  /** The look with which the present state began. */
  since: Look;
  readonly turnsBad: number[];
  readonly fails: Look[];
  /** When the looks of the present row of passes began. */
  readonly passes: number[];
}

const most = 10_000;

export const createProbeBoard = (): ProbeBoard => {
  const records = new Map<string, Kept>();
  return {
    take: (look) => take(records, look),
    latest: (probe) => records.get(probe)?.latest ?? null,
    allGoodSince(probes) {
      let sinceMs = 0;
      for (const probe of probes) {
        const record = records.get(probe);
        if (record === undefined || !isGood(record.latest)) return null;
        sinceMs = Math.max(sinceMs, record.since.endedMs);
      }
      return probes.length === 0 ? null : sinceMs;
    },
    firstFail: (probe, afterMs) =>
      records.get(probe)?.fails.find(({ beganMs }) => beganMs >= afterMs) ?? null,
    turnsBad: (probes, afterMs) =>
      probes.flatMap((probe) => records.get(probe)?.turnsBad ?? []).filter((beganMs) => beganMs > afterMs)
        .length,
    passesSince: (probe, afterMs) =>
      records.get(probe)?.passes.filter((beganMs) => beganMs >= afterMs).length ?? 0,
  };
};

const isGood = ({ verdict }: Look): boolean => verdict === 'pass';

const take = (records: Map<string, Kept>, look: Look): void => {
  const before = records.get(look.probe);
  const record = before ?? { latest: look, since: look, turnsBad: [], fails: [], passes: [] };
  if (before === undefined) records.set(look.probe, record);
  const turned = before === undefined || isGood(before.latest) !== isGood(look);
  record.latest = look;
  if (turned) record.since = look;
  if (turned && !isGood(look)) keep(record.turnsBad, look.beganMs);
  if (look.verdict === 'fail') keep(record.fails, look);
  if (isGood(look)) keep(record.passes, look.beganMs);
  else record.passes.length = 0;
};

/** The older half goes at once, so that a look costs the same whether there were ten or ten million before it. */
const keep = <Item>(items: Item[], item: Item): void => {
  items.push(item);
  if (items.length > most) items.splice(0, most / 2);
};
