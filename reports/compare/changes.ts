// What differs in one drill between two runs.
import type { CheckVerdict, DrillVerdict } from '../../core/verdicts.ts';
import { percentText } from '../../core/percent.ts';
import { msText } from '../text.ts';
import type { Change } from './change.ts';
import { signalIn, type DrillFacts, type SignalFacts, type TimeFacts } from './facts.ts';
import { riseOf } from './noise.ts';
import { mostChanged } from './stages.ts';

export interface Runs {
  readonly from: string;
  /** False at another pace: milliseconds say nothing then. */
  readonly sameTime: boolean;
  readonly leastShare: number;
}

export const changesOf = (from: DrillFacts, to: DrillFacts, runs: Runs): readonly Change[] => [
  ...verdictChange(from, to, runs),
  ...(runs.sameTime ? timeChanges(from, to, runs) : []),
  ...invariantChanges(from, to, runs),
  ...droppedPromises(from, to, runs),
];

type Standing = 'good' | 'doubt' | 'bad' | 'none';
const standings: Readonly<Record<DrillVerdict, Standing>> = {
  pass: 'good',
  inconclusive: 'doubt',
  aborted: 'doubt',
  error: 'doubt',
  fail: 'bad',
  skipped: 'none',
};

const verdictChange = (from: DrillFacts, to: DrillFacts, runs: Runs): readonly Change[] => {
  const same = from.verdict === to.verdict;
  if (same && from.reasonCode === to.reasonCode) return [];
  const why = to.verdict === 'pass' ? '' : `: ${to.reason}`;
  const text = same
    ? `${to.drill}: ${to.verdict} for another reason, ${from.reasonCode} in run ${runs.from}, now ${to.reasonCode}${why}`
    : `${to.drill}: ${from.verdict} in run ${runs.from}, now ${to.verdict}${why}`;
  const trend = trendOf(standings[from.verdict], standings[to.verdict]);
  const names = same ? ([from.reasonCode, to.reasonCode] as const) : ([from.verdict, to.verdict] as const);
  return [
    {
      drill: to.drill,
      what: 'verdict',
      name: 'verdict',
      trend,
      from: names[0],
      to: names[1],
      share: null,
      text,
    },
  ];
};

/** Doubt in place of a failure is no gain, nor is a pass where nothing was played before. */
const trendOf = (from: Standing, to: Standing): Change['trend'] => {
  if (from === to) return 'changed';
  if (from === 'good' || to === 'bad') return 'worse';
  return from !== 'none' && to === 'good' ? 'better' : 'changed';
};

const timeChanges = (from: DrillFacts, to: DrillFacts, runs: Runs): readonly Change[] => [
  ...to.signals.flatMap((signal) => {
    const before = signalIn(from, signal);
    return before === undefined ? [] : timeChange(`TTD of ${signal.name}`, before, signal, to.drill, runs);
  }),
  ...(from.recovery === null || to.recovery === null
    ? []
    : timeChange('TTR', from.recovery, to.recovery, to.drill, runs)),
];

/** `TTD of DLQ Size rose from 1.4 s to 6.2 s since run …`. What could not be measured is not compared. */
const timeChange = (
  what: string,
  from: TimeFacts | SignalFacts,
  to: TimeFacts | SignalFacts,
  drill: string,
  runs: Runs,
): readonly Change[] => {
  if (from.verdict === 'unknown' || to.verdict === 'unknown') return [];
  const change = (trend: 'worse' | 'better', share: number | null, text: string): readonly Change[] => [
    {
      drill,
      what: 'name' in to ? 'detect' : 'recover',
      name: 'name' in to ? to.name : 'recovery',
      trend,
      from: from.afterMs,
      to: to.afterMs,
      share,
      text: `${drill}: ${what} ${text}`,
    },
  ];
  if (from.afterMs === null && to.afterMs === null) return [];
  if (to.afterMs === null)
    return change('worse', null, `was ${msText(from.afterMs ?? 0)} in run ${runs.from}, now it never comes`);
  if (from.afterMs === null)
    return change('better', null, `is ${msText(to.afterMs)}; in run ${runs.from} it never came`);
  const rise = riseOf({ ...from, ms: from.afterMs }, { ...to, ms: to.afterMs }, runs.leastShare);
  if (rise === null) return [];
  const verb = rise > 0 ? 'rose' : 'fell';
  const by = Number.isFinite(rise) ? ` (${rise > 0 ? '+' : '−'}${percentText(Math.abs(rise))})` : '';
  const text = `${verb} from ${msText(from.afterMs)} to ${msText(to.afterMs)}${by} since run ${runs.from}`;
  const share = Number.isFinite(rise) ? rise : null;
  return change(rise > 0 ? 'worse' : 'better', share, `${text}${whereText(from, to)}`);
};

const whereText = (from: TimeFacts | SignalFacts, to: TimeFacts | SignalFacts): string => {
  if (!('name' in from) || !('name' in to)) return '';
  const most = mostChanged(from, to);
  return most === null ? '' : `, most of it ${most.name}: ${msText(most.fromMs)}, now ${msText(most.toMs)}`;
};

const checkStandings: Readonly<Record<CheckVerdict, Standing>> = {
  pass: 'good',
  unknown: 'doubt',
  fail: 'bad',
};

const invariantChanges = (from: DrillFacts, to: DrillFacts, runs: Runs): readonly Change[] =>
  Object.entries(to.invariants).flatMap(([code, verdict]) => {
    const before = from.invariants[code];
    if (before === undefined || before === verdict) return [];
    const trend = trendOf(checkStandings[before], checkStandings[verdict]);
    const text = `${to.drill}: ${code} was ${before} in run ${runs.from}, now ${verdict}`;
    return [
      {
        drill: to.drill,
        what: 'invariant' as const,
        name: code,
        trend,
        from: before,
        to: verdict,
        share: null,
        text,
      },
    ];
  });

/** A slow alert that nobody promises any more is not slower: a person has to see that it went. */
const droppedPromises = (from: DrillFacts, to: DrillFacts, runs: Runs): readonly Change[] => {
  // Of a drill that was not played nothing is known, its promises neither.
  if (to.played === 0) return [];
  const dropped = (
    what: Change['what'],
    name: string,
    told: string,
    before: string | number | null,
  ): Change => ({
    drill: to.drill,
    what,
    name,
    trend: 'changed',
    from: before,
    to: null,
    share: null,
    text: `${to.drill}: ${told} was promised in run ${runs.from}, now it is not`,
  });
  return [
    ...from.signals
      .filter((signal) => signalIn(to, signal) === undefined)
      .map(({ name, kind, afterMs }) => dropped('detect', name, `${kind} ${name}`, afterMs)),
    ...(from.recovery !== null && to.recovery === null
      ? [dropped('recover', 'recovery', 'recovery', from.recovery.afterMs)]
      : []),
    ...Object.entries(from.invariants)
      .filter(([code]) => to.invariants[code] === undefined)
      .map(([code, verdict]) => dropped('invariant', code, code, verdict)),
  ];
};
