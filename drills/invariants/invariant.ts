// The contract of an invariant: a pure judgement over what clients were told and what the stores hold at the end.
import type { Evidence } from '../../core/observation.ts';
import type { CheckVerdict } from '../../core/verdicts.ts';
import type { Conservation, Level, Operation, Terminal } from '../../core/workload.ts';

/** All that was found at the end of a drill. */
export interface Findings {
  readonly operations: readonly Operation[];
  readonly terminals: readonly Terminal[];
  readonly conservations: readonly Conservation[];
  readonly levels: readonly Level[];
}

export interface Judgement {
  readonly verdict: CheckVerdict;
  readonly counts: Readonly<Record<string, number>>;
  /** Names the first few that break the rule. */
  readonly evidence: readonly Evidence[];
}

/** Nothing to judge is `unknown`, never a pass. */
export type Invariant = (found: Findings) => Judgement;

/** `4: a, b, c, …` */
export const some = (ids: readonly string[]): string =>
  `${ids.length}${ids.length === 0 ? '' : `: ${ids.slice(0, 5).join(', ')}`}${ids.length > 5 ? ', …' : ''}`;

/** The outcomes that clients saw. */
export const outcomeCounts = (
  operations: readonly Operation[],
): Readonly<Record<'ok' | 'refused' | 'unknown', number>> => {
  const counts = { ok: 0, refused: 0, unknown: 0 };
  for (const { outcome } of operations) counts[outcome] += 1;
  return counts;
};
