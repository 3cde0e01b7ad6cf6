// `--budget 10m`: of drills in their order those that fit; what doesn't fit is named.
import { spread } from './spread.ts';

export interface Planned {
  readonly drill: string;
  readonly expectedMs: number;
}

export interface WithinBudget<One> {
  readonly played: readonly One[];
  readonly leftOut: readonly { readonly one: One; readonly leftMs: number }[];
  readonly expectedMs: number;
}

/**
 * On so many copies of the stack, each with that budget. A drill that is too long is passed over, not the end: a shorter one
 * behind it may still fit.
 */
export const withinBudget = <One extends Planned>(
  ordered: readonly One[],
  budgetMs: number,
  copies = 1,
): WithinBudget<One> => {
  const played: One[] = [];
  const leftOut: { one: One; leftMs: number }[] = [];
  const loadsOf = (some: readonly One[]): readonly number[] =>
    spread(
      some.map(({ expectedMs }) => expectedMs),
      copies,
    ).loads;
  for (const one of ordered) {
    if (Math.max(...loadsOf([...played, one])) <= budgetMs) played.push(one);
    else leftOut.push({ one, leftMs: budgetMs - Math.min(...loadsOf(played)) });
  }
  return { played, leftOut, expectedMs: Math.max(...loadsOf(played)) };
};
