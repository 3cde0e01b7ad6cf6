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
  /** The latest that counts: not one alone that measured nothing. */
  counted(probe: string): Look | null;
  /** Epoch ms since which every one of them passes without a break; null while one doesn't, or was never seen. */
  allGoodSince(probes: readonly string[]): number | null;
  /** The first look that began after that instant and failed anew: one in a row of failures that it began, or whose first ended later. */
  failedAnew(probe: string, afterMs: number): Look | null;
  /** When the last of all their looks that failed ended, epoch ms. */
  lastFailMs(probes: readonly string[]): number | null;
  /** The first look after that instant with which one of them was in doubt: the second in a row that measured nothing. */
  firstDoubt(probes: readonly string[], afterMs: number): Look | null;
  /** Turns from good to bad after that instant, of all given probes. */
  turnsBad(probes: readonly string[], afterMs: number): number;
  /** How many looks passed in a row, up to now, that began after that instant. */
  passesSince(probe: string, afterMs: number): number;
}

interface Failure {
  readonly look: Look;
  /** When the first look of the same row of failures ended, epoch ms. */
  readonly sinceMs: number;
}

/** What is kept of one probe: bounded, and cheap per look however long the run lasts. */
interface Kept {
  latest: Look;
  /** What it counts as. One look alone that measured nothing is as a tick that was missed: it changes nothing. */
  counted: Look;
  /** The look with which it became good, or was no longer. */
  since: Look;
  /** What it showed when it last measured something; null: it never did. */
  measured: CheckVerdict | null;
  readonly turnsBad: number[];
  readonly fails: Failure[];
  readonly doubts: Look[];
  /** When the looks of the present row of passes began. */
  readonly passes: number[];
}

const most = 10_000;

export const createProbeBoard = (): ProbeBoard => {
  const records = new Map<string, Kept>();
  return {
    take: (look) => take(records, look),
    latest: (probe) => records.get(probe)?.latest ?? null,
    counted: (probe) => records.get(probe)?.counted ?? null,
    allGoodSince(probes) {
      let sinceMs = 0;
      for (const probe of probes) {
        const record = records.get(probe);
        if (record === undefined || record.counted.verdict !== 'pass') return null;
        sinceMs = Math.max(sinceMs, record.since.endedMs);
      }
      return probes.length === 0 ? null : sinceMs;
    },
    failedAnew: (probe, afterMs) =>
      records.get(probe)?.fails.find(({ look, sinceMs }) => look.beganMs >= afterMs && sinceMs >= afterMs)
        ?.look ?? null,
    lastFailMs: (probes) =>
      probes
        .flatMap((probe) => records.get(probe)?.fails.at(-1)?.look.endedMs ?? [])
        .reduce<number | null>((last, endedMs) => Math.max(last ?? endedMs, endedMs), null),
    firstDoubt: (probes, afterMs) =>
      probes
        .flatMap((probe) => records.get(probe)?.doubts.find(({ beganMs }) => beganMs > afterMs) ?? [])
        .toSorted((a, b) => a.beganMs - b.beganMs)[0] ?? null,
    turnsBad: (probes, afterMs) =>
      probes.flatMap((probe) => records.get(probe)?.turnsBad ?? []).filter((beganMs) => beganMs > afterMs)
        .length,
    passesSince: (probe, afterMs) =>
      records.get(probe)?.passes.filter((beganMs) => beganMs >= afterMs).length ?? 0,
  };
};

const take = (records: Map<string, Kept>, look: Look): void => {
  const before = records.get(look.probe);
  const record = before ?? firstOf(look);
  if (before === undefined) records.set(look.probe, record);
  const { verdict } = look;
  const alone = verdict === 'unknown' && before !== undefined && before.latest.verdict !== 'unknown';
  record.latest = look;
  if (verdict === 'pass') keep(record.passes, look.beganMs);
  else record.passes.length = 0;
  if (alone) return;
  if ((record.counted.verdict === 'pass') !== (verdict === 'pass')) record.since = look;
  record.counted = look;
  if (verdict === 'unknown') {
    keep(record.doubts, look);
    return;
  }
  if (verdict === 'fail') {
    const row = record.measured === 'fail' ? record.fails.at(-1) : undefined;
    keep(record.fails, { look, sinceMs: row?.sinceMs ?? look.endedMs });
    if (record.measured === 'pass') keep(record.turnsBad, look.beganMs);
  }
  record.measured = verdict;
};

const firstOf = (look: Look): Kept => ({
  latest: look,
  counted: look,
  since: look,
  measured: null,
  turnsBad: [],
  fails: [],
  doubts: [],
  passes: [],
});

/** The older half goes at once, so that a look costs the same whether there were ten or ten million before it. */
const keep = <Item>(items: Item[], item: Item): void => {
  items.push(item);
  if (items.length > most) items.splice(0, most / 2);
};
