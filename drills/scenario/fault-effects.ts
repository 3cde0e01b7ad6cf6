// Effects on the metrics: those of a drill's first faults stand in the drill, a later fault has its own.
import type { YamlPath } from '../../core/yaml/yaml-file.ts';
import type { DrillSpec } from './drill-schema.ts';
import type { Effects } from './effects-schema.ts';
import type { Kinds } from './kinds.ts';
import { faultIds } from './plan-faults.ts';

/** All effects that a drill states, each with its place in the file. */
export const effectsIn = (
  drill: YamlPath,
  { faults, effects }: Pick<DrillSpec, 'faults' | 'effects'>,
): readonly { readonly path: YamlPath; readonly effects: Effects }[] => [
  { path: [...drill, 'effects'], effects },
  ...faults.flatMap((fault, index) =>
    fault.effects === null ? [] : [{ path: [...drill, 'faults', index, 'effects'], effects: fault.effects }],
  ),
];

/** What a signal is predicted by: its own fault's effects, where it names one that has its own. */
export const effectsFor = (
  kinds: Kinds,
  { faults, effects }: Pick<DrillSpec, 'faults' | 'effects'>,
  fault: string | null,
): Effects => {
  const named = faults[faultIds(kinds, faults).indexOf(fault ?? '')];
  if (named === undefined) return effects;
  // The drill's own are those of the first faults: of a later one they say nothing.
  return named.effects ?? (named.comes === null ? effects : {});
};
