// What faults need of a stack, against what this stack has.
import type { Problem } from '../../core/errors.ts';
import type { Power } from '../../stack/stack.ts';
import type { Scenario } from './scenario.ts';

/** A problem for every fault of the drills (all when not given) that needs a power which is not there. */
export const checkNeeds = (
  { spec, kinds, yaml }: Scenario,
  powers: ReadonlySet<Power>,
  drills: readonly string[] = Object.keys(spec.drills),
): readonly Problem[] =>
  drills.flatMap((drill) =>
    (spec.drills[drill]?.faults ?? []).flatMap(({ kind }, index) => {
      const lacking = (kinds.faults[kind]?.needs ?? []).filter((power) => !powers.has(power));
      if (lacking.length === 0) return [];
      const path = ['drills', drill, 'faults', index, kind];
      const message = `drills.${drill}.faults[${index}]: ${kind} needs ${lacking.join(' and ')}, which this stack lacks`;
      return [yaml.problemAt(path, message, `this stack has: ${[...powers].join(', ')}`, 'key')];
    }),
  );
