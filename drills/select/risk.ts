// Which drill is most at risk of failing today, and why: what failed comes first, then what nobody knows, then what was close.
import { recentPlays, type Candidate, type PastPlay } from './candidate.ts';

export interface Risk {
  /** The smaller, the more at risk. */
  readonly rank: readonly [level: number, detail: number, lastPlayed: string];
  /** For people, e.g. `failed last time`. */
  readonly why: string;
}

/** A target of which less than this share was left is close. */
const close = 0.5;

export const riskOf = (drill: string, past: readonly PastPlay[]): Risk => {
  const recent = recentPlays(past, drill);
  const [last] = recent;
  if (last === undefined) return { rank: [2, 0, ''], why: 'never played here' };
  const risk = (level: number, detail: number, why: string): Risk => ({
    rank: [level, detail, last.startedAt],
    why,
  });
  if (last.verdict === 'fail') return risk(0, 0, 'failed last time');
  if (last.verdict !== 'pass') return risk(1, 0, `${last.verdict} last time`);
  const bad = recent.filter(({ verdict }) => verdict !== 'pass').length;
  if (bad > 0) return risk(3, -bad, `passed last time, but not in ${bad} of its last ${recent.length}`);
  const left = Math.min(...recent.map(({ leftShare }) => leftShare ?? 1));
  if (left < close)
    return risk(4, left, `close: ${Math.max(0, Math.floor(left * 100))} % of a target was left`);
  return risk(5, 0, `passed last time, ${last.startedAt.slice(0, 10)}`);
};

/** Most at risk first; of equals the one that was played longest ago, then as they were named. */
export const byRisk = <One extends Pick<Candidate, 'drill'>>(
  candidates: readonly One[],
  past: readonly PastPlay[],
): readonly One[] => {
  const risks = new Map(candidates.map(({ drill }) => [drill, riskOf(drill, past).rank]));
  const rankOf = ({ drill }: One): Risk['rank'] => risks.get(drill) ?? [9, 0, ''];
  return candidates.toSorted((a, b) => {
    const [one, other] = [rankOf(a), rankOf(b)];
    return one[0] - other[0] || one[1] - other[1] || one[2].localeCompare(other[2]);
  });
};
