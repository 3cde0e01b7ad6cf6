// A report as a comparison sees it: one entry for each drill, also where it was played several times.
import type { CheckVerdict, DrillVerdict } from '../../core/verdicts.ts';
import { worstCheck } from '../../core/verdicts.ts';
import { recoveredMs } from '../recovered.ts';
import { worstFirst } from '../worst-first.ts';
import type { ToldDrill, ToldReport, ToldSignal } from './told.ts';

export interface DrillFacts {
  readonly drill: string;
  readonly title: string;
  /** How often it was played. */
  readonly played: number;
  /** The worst of them, with its reason. */
  readonly verdict: DrillVerdict;
  readonly reasonCode: string;
  readonly reason: string;
  /** Times are medians: of the attempt in the middle, with that attempt's stages. */
  readonly signals: readonly SignalFacts[];
  /** Null: it promises none. */
  readonly recovery: TimeFacts | null;
  readonly invariants: Readonly<Record<string, CheckVerdict>>;
}

export interface TimeFacts {
  readonly verdict: CheckVerdict;
  /** Null: never; or not measured, where the verdict is `unknown`. */
  readonly afterMs: number | null;
  readonly withinMs: number;
  readonly samplingMs: number;
}

export interface SignalFacts extends TimeFacts {
  readonly name: string;
  readonly kind: ToldSignal['kind'];
  readonly stages: ToldSignal['stages'];
}

/** The same promise in another run. */
export const signalIn = (
  { signals }: DrillFacts,
  { kind, name }: Pick<SignalFacts, 'kind' | 'name'>,
): SignalFacts | undefined => signals.find((one) => one.name === name && one.kind === kind);

export const factsOf = ({ drills }: ToldReport): readonly DrillFacts[] =>
  [...Map.groupBy(drills, ({ id }) => id).values()].flatMap((attempts) => {
    const worst = worstFirst(attempts)[0];
    return worst === undefined ? [] : [drillFacts(worst, attempts)];
  });

const drillFacts = (worst: ToldDrill, attempts: readonly ToldDrill[]): DrillFacts => {
  const played = attempts.filter(({ verdict }) => verdict !== 'skipped');
  const { id, title, verdict, reasonCode, reason } = worst;
  const signals = Map.groupBy(
    played.flatMap((drill) => drill.signals.map(signalFacts)),
    ({ kind, name }) => `${kind} ${name}`,
  );
  const recoveries = played.map(recoveryFacts).filter((one) => one !== null);
  const codes = Map.groupBy(
    played.flatMap(({ invariants }) => invariants),
    ({ code }) => code,
  );
  return {
    drill: id,
    title,
    played: played.length,
    verdict,
    reasonCode,
    reason,
    signals: [...signals.values()].map(middle).filter((one) => one !== null),
    recovery: middle(recoveries),
    invariants: Object.fromEntries(
      [...codes].map(([code, all]) => [code, worstCheck(all.map((one) => one.verdict))]),
    ),
  };
};

const signalFacts = ({ name, kind, verdict, deliveredAfterMs, ...rest }: ToldSignal): SignalFacts => {
  const { withinMs, samplingMs, stages } = rest;
  return { name, kind, verdict, afterMs: deliveredAfterMs, withinMs, samplingMs, stages };
};

const recoveryFacts = (drill: ToldDrill): TimeFacts | null => {
  if (drill.recovery === null) return null;
  const { verdict, withinMs, samplingMs } = drill.recovery;
  return { verdict, afterMs: recoveredMs(drill), withinMs, samplingMs: samplingMs ?? 0 };
};

/** The one in the middle by time, never coming last; what could not be measured says nothing where another one was. */
const middle = <Time extends TimeFacts>(times: readonly Time[]): Time | null => {
  const measured = times.filter(({ verdict }) => verdict !== 'unknown');
  const sorted = (measured.length > 0 ? measured : times).toSorted(
    (a, b) => (a.afterMs ?? Infinity) - (b.afterMs ?? Infinity) || 0,
  );
  return sorted[(sorted.length - 1) >> 1] ?? null;
};
