// A drill's faults as its plan has them: each with a name of its own, when it comes and how long it stays.
import type { FaultMoment, FaultPlan, PacedMs } from '../../core/journal/events.ts';
import type { Pacer } from '../../core/pace.ts';
import type { DrillSpec } from './drill-schema.ts';
import type { Kinds } from './kinds.ts';

type FaultSpec = DrillSpec['faults'][number];

/** As the file says, else by kind and target, e.g. `kill-redpanda`; a second one of that name is `kill-redpanda-2`. */
export const faultIds = (kinds: Kinds, faults: readonly FaultSpec[]): readonly string[] => {
  const taken = new Map<string, number>();
  return faults.map(({ kind, config, id }) => {
    const target = kinds.faults[kind]?.target(config);
    const wished =
      id ?? `${kind}-${target === undefined ? '' : 'service' in target ? target.service : target.edge}`;
    const count = (taken.get(wished) ?? 0) + 1;
    taken.set(wished, count);
    return count === 1 ? wished : `${wished}-${count}`;
  });
};

export const planFaults = (
  kinds: Kinds,
  faults: readonly FaultSpec[],
  pacer: Pacer,
): readonly FaultPlan[] => {
  const ids = faultIds(kinds, faults);
  return faults.map(({ kind, config, comes, staysMs }, index) => ({
    id: ids[index] ?? kind,
    kind,
    summary: kinds.faults[kind]?.summary(config) ?? kind,
    config,
    ...(comes !== null && { comes: momentOf(comes, pacer) }),
    ...(staysMs !== null && { stays: pacer.pacedMs(staysMs, 'window') }),
  }));
};

const momentOf = (comes: NonNullable<FaultSpec['comes']>, pacer: Pacer): FaultMoment =>
  comes.kind === 'step' ? comes : { kind: 'later', after: pacer.pacedMs(comes.afterMs, 'window') };

/** Paced ms from the first injection to this one; none for the first, and for those that wait for a step. */
export const offsetMs = ({ comes }: Pick<FaultPlan, 'comes'>): number =>
  comes?.kind === 'later' ? comes.after.pacedMs : 0;

/** By name, for the plan's list of paced values. */
export const faultTimings = (faults: readonly FaultPlan[]): Readonly<Record<string, PacedMs>> =>
  Object.fromEntries(
    faults.flatMap(({ id, comes, stays }) => [
      ...(comes?.kind === 'later' ? [[`${id} after`, comes.after] as const] : []),
      ...(stays === undefined ? [] : [[`${id} for`, stays] as const]),
    ]),
  );
