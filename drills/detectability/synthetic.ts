// Series as scenario.yaml says they behave around a fault: functions of time, in milliseconds since the injection.
import type { EffectSpec, Effects } from '../scenario/effects-schema.ts';
import type { Level } from '../scenario/level.ts';
import { resolveTerm } from '../scenario/term.ts';
import { parseSeries, type SeriesName } from './series-name.ts';

export type Labels = Readonly<Record<string, string>>;

export interface SyntheticSeries {
  /** As scenario.yaml names it. */
  readonly stated: string;
  readonly metric: string;
  readonly labels: Labels;
  /** Null while there is no such series. */
  at(ms: number): number | null;
}

/** Which end of each stated range is played: 0 the first, 1 the second. */
export interface Corner {
  readonly time: 0 | 1;
  readonly level: 0 | 1;
}

export interface Behaviour {
  readonly steady: Readonly<Record<string, Level>>;
  readonly effects: Effects;
  /** Paced environment durations that times may name. */
  readonly named: Readonly<Record<string, number>>;
}

/** Every combination of ends that makes a difference. */
export const cornersOf = ({ steady, effects }: Behaviour): readonly Corner[] => {
  const all = Object.values(effects).flat();
  const levels = [...Object.values(steady), ...all.flatMap(({ to, was }) => [to, was])];
  const times = all.some(({ after: [from, until] }) => from.text !== until.text)
    ? ([0, 1] as const)
    : ([0] as const);
  const ends = levels.some(isRanged) ? ([0, 1] as const) : ([0] as const);
  return times.flatMap((time) => ends.map((level) => ({ time, level })));
};

const isRanged = (level: Level | undefined): boolean => {
  if (level === undefined) return false;
  const ranges =
    level.kind === 'gauge'
      ? [level.value]
      : level.kind === 'counter'
        ? [level.perSecond]
        : [level.perSecond, level.seconds];
  return ranges.some(([low, high]) => low !== high);
};

/** Null level: the series is gone. */
interface Stage {
  readonly fromMs: number;
  readonly level: Level | null;
}

export const synthesise = (behaviour: Behaviour, corner: Corner): readonly SyntheticSeries[] => {
  const names = new Set([...Object.keys(behaviour.steady), ...Object.keys(behaviour.effects)]);
  return [...names].flatMap((text) => {
    const name = parseSeries(text);
    if (name === null) return [];
    const stages = stagesOf(behaviour.steady[text], behaviour.effects[text] ?? [], behaviour.named, corner);
    return expand(name, stages, corner).map((series) => ({ ...series, stated: text }));
  });
};

const stagesOf = (
  steady: Level | undefined,
  effects: readonly EffectSpec[],
  named: Behaviour['named'],
  { time }: Corner,
): readonly Stage[] => {
  const [first] = effects;
  const before = first?.was ?? steady ?? nothingOf(first?.to);
  return [
    { fromMs: Number.NEGATIVE_INFINITY, level: before },
    ...effects.map(({ to, after }) => ({ fromMs: resolveTerm(after[time], named) ?? 0, level: to ?? null })),
  ];
};

// What nobody described before the fault was at rest.
const nothingOf = (level: Level | undefined): Level => {
  if (level === undefined || level.kind === 'gauge') return { kind: 'gauge', value: [0, 0] };
  return { ...level, perSecond: [0, 0] };
};

const expand = (
  { metric, labels }: SeriesName,
  stages: readonly Stage[],
  { level: end }: Corner,
): readonly Omit<SyntheticSeries, 'stated'>[] => {
  const buckets = stages.flatMap(({ level }) => (level?.kind === 'histogram' ? level.buckets : []));
  if (buckets.length === 0) {
    const counter = stages.some(({ level }) => level?.kind === 'counter');
    const at = counter ? counting(stages, (level) => rateOf(level, end)) : holding(stages, end);
    return [{ metric, labels, at }];
  }
  const bounds = [...new Set(buckets), Number.POSITIVE_INFINITY];
  return [
    ...bounds.map((bound) => ({
      metric: `${metric}_bucket`,
      labels: { ...labels, le: bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound) },
      at: counting(stages, (level) => (secondsOf(level, end) <= bound ? rateOf(level, end) : 0)),
    })),
    { metric: `${metric}_count`, labels, at: counting(stages, (level) => rateOf(level, end)) },
    {
      metric: `${metric}_sum`,
      labels,
      at: counting(stages, (level) => rateOf(level, end) * secondsOf(level, end)),
    },
  ];
};

const rateOf = (level: Level, end: 0 | 1): number => (level.kind === 'gauge' ? 0 : level.perSecond[end]);
const secondsOf = (level: Level, end: 0 | 1): number => (level.kind === 'histogram' ? level.seconds[end] : 0);

const stageAt = (stages: readonly Stage[], ms: number): Stage | undefined =>
  stages.findLast(({ fromMs }) => fromMs <= ms);

const holding =
  (stages: readonly Stage[], end: 0 | 1) =>
  (ms: number): number | null => {
    const level = stageAt(stages, ms)?.level ?? null;
    return level?.kind === 'gauge' ? level.value[end] : null;
  };

// Far above zero, so that no rate is cut off at a counter's birth.
const bornAt = 1e9;

const counting =
  (stages: readonly Stage[], perSecond: (level: Level) => number) =>
  (ms: number): number | null => {
    if ((stageAt(stages, ms)?.level ?? null) === null) return null;
    let total = bornAt;
    stages.forEach(({ fromMs, level }, index) => {
      const untilMs = Math.min(ms, stages[index + 1]?.fromMs ?? ms);
      const sinceMs = Math.max(fromMs, -1e7);
      if (level !== null && untilMs > sinceMs) total += (perSecond(level) * (untilMs - sinceMs)) / 1000;
    });
    return total;
  };
