// Values of the simulated PromQL.
import type { Labels } from './synthetic.ts';

export interface Item {
  readonly labels: Labels;
  readonly value: number;
}
export interface RangeItem {
  readonly labels: Labels;
  /** [ms, value], oldest first. */
  readonly samples: readonly (readonly [number, number])[];
}
export type Value =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'vector'; readonly items: readonly Item[] }
  | {
      readonly type: 'range';
      readonly items: readonly RangeItem[];
      readonly windowMs: number;
      readonly endMs: number;
    };

/** The simulation can't say: its message tells why. */
export class NotPredictable extends Error {
  override readonly name = 'NotPredictable';
}

export const vector = (items: readonly Item[]): Value => ({ type: 'vector', items });
export const scalar = (value: number): Value => ({ type: 'scalar', value });

export const signature = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort());

export const pick = (labels: Labels, names: readonly string[], keep: boolean): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name) === keep));

export const itemsOf = (value: Value): readonly Item[] => {
  if (value.type === 'vector') return value.items;
  if (value.type === 'scalar') return [{ labels: {}, value: value.value }];
  throw new NotPredictable('a range stands where a value is wanted');
};
