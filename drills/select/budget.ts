// `--budget 10m`: of drills in their order those that fit, one after the other; what doesn't fit is named.
export interface Planned {
  readonly drill: string;
  readonly expectedMs: number;
}

export interface WithinBudget<One> {
  readonly played: readonly One[];
  readonly leftOut: readonly { readonly one: One; readonly leftMs: number }[];
  readonly expectedMs: number;
}

/** One that is too long is passed over, not the end: a shorter one behind it may still fit. */
export const withinBudget = <One extends Planned>(
  ordered: readonly One[],
  budgetMs: number,
): WithinBudget<One> => {
  const played: One[] = [];
  const leftOut: { one: One; leftMs: number }[] = [];
  let leftMs = budgetMs;
  for (const one of ordered) {
    if (one.expectedMs > leftMs) leftOut.push({ one, leftMs });
    else {
      played.push(one);
      leftMs -= one.expectedMs;
    }
  }
  return { played, leftOut, expectedMs: budgetMs - leftMs };
};
