// One finding for one cause: what is the same is told at its first place, the others are named beside it.
import type { Place, Span } from '../../model.ts';
import type { Found } from '../rule.ts';

export interface Case {
  /** Equal for what has one cause. */
  readonly key: string;
  readonly at: Place | Span;
  readonly found: Omit<Found, 'at' | 'related'>;
  /** Said of this place when it is not the first. */
  readonly also: string;
}

export const grouped = (cases: Iterable<Case>): readonly Found[] => {
  const groups = new Map<string, Case[]>();
  for (const one of cases) {
    const group = groups.get(one.key);
    if (group === undefined) groups.set(one.key, [one]);
    else if (!group.some(({ at }) => samePlace(at, one.at))) group.push(one);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first.found, at: first.at, related: others.map(({ at, also }) => ({ at, message: also })) }],
  );
};

const samePlace = (one: Place | Span, other: Place | Span): boolean =>
  one.line === other.line && one.endLine === other.endLine && columnOf(one) === columnOf(other);

const columnOf = (at: Place | Span): number => ('column' in at ? at.column : 0);
