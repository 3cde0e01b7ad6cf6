// One cause, one finding: repeats in a document become its related places.
import type { Place, Span } from '../../model.ts';
import type { Found, Level } from '../rule.ts';

export interface Hit {
  readonly at: Place | Span;
  readonly message: string;
  readonly level?: Level;
  readonly suggestion?: string;
}

const order: readonly Level[] = ['high', 'medium', 'low'];

/** The first hit with all others as related; nothing for no hits. Its level is the worst of theirs. */
export const gather = (hits: readonly Hit[]): readonly Found[] => {
  const [first, ...others] = hits;
  if (first === undefined) return [];
  const level = order.find((one) => hits.some((hit) => hit.level === one));
  return [
    {
      at: first.at,
      message: first.message,
      ...(others.length === 0 ? {} : { related: others.map(({ at, message }) => ({ at, message })) }),
      ...(first.suggestion === undefined ? {} : { suggestion: first.suggestion }),
      ...(level === undefined ? {} : { level }),
    },
  ];
};

/** Gathers separately by a key. */
export const gatherBy = <T extends Hit>(hits: readonly T[], keyOf: (hit: T) => string): readonly Found[] =>
  [...Map.groupBy(hits, keyOf).values()].flatMap(gather);
