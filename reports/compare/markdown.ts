// A comparison in Markdown: for a pull request or the summary of a CI job.
import { plain, table } from '../markdown/escape.ts';
import { msOrNever, paceText, shareText } from '../text.ts';
import type { Change } from './change.ts';
import type { Comparison, DrillPair, RunFacts } from './compare.ts';
import { signalIn, type DrillFacts, type SignalFacts, type TimeFacts } from './facts.ts';
import { stretchesOf } from './stages.ts';
import { noiseText, resultText } from './words.ts';

export const markdownComparison = (comparison: Comparison): string =>
  [
    `# Run ${plain(comparison.to.run)} compared with run ${plain(comparison.from.run)}`,
    resultText(comparison),
    ...changeList('Worse', comparison.regressions),
    ...changeList('Better', comparison.improvements),
    ...changeList('Changed', comparison.others),
    '## Drills',
    table(
      ['Drill', 'Verdict', 'Detected', 'Recovered', 'Invariants passed'],
      comparison.drills.map(drillRow),
    ),
    ...stageTable(comparison),
    ...coverageTable(comparison),
    table(
      ['Run', 'Started', 'Game day', 'Pace', 'Verdict', 'Exit code'],
      [comparison.from, comparison.to].map(runRow),
    ),
    plain(noiseText(comparison)),
    '',
  ].join('\n\n');

const changeList = (title: string, changes: readonly Change[]): string[] =>
  changes.length === 0 ? [] : [`## ${title}`, changes.map(({ text }) => `- ${plain(text)}`).join('\n')];

const drillRow = ({ drill, from, to }: DrillPair): string[] => [
  plain(drill),
  both(from?.verdict ?? null, to?.verdict ?? null, 'not played'),
  signalsOf(from, to)
    .map((signal) => signalCell(signal, from, to))
    .join('<br>') || '–',
  both(timeText(from?.recovery), timeText(to?.recovery)),
  both(invariantText(from), invariantText(to)),
];

/** Also those that only the earlier run promised. */
const signalsOf = (from: DrillFacts | null, to: DrillFacts | null): readonly SignalFacts[] => [
  ...(to?.signals ?? []),
  ...(from?.signals ?? []).filter((signal) => sameIn(to, signal) === undefined),
];

const signalCell = (signal: SignalFacts, from: DrillFacts | null, to: DrillFacts | null): string =>
  `${plain(signal.name)}: ${both(timeText(sameIn(from, signal)), timeText(sameIn(to, signal)))}`;

const sameIn = (facts: DrillFacts | null, signal: SignalFacts): SignalFacts | undefined =>
  facts === null ? undefined : signalIn(facts, signal);

const timeText = (time: TimeFacts | null | undefined): string | null => {
  if (time === null || time === undefined) return null;
  return time.verdict === 'unknown' ? 'not measured' : msOrNever(time.afterMs);
};

const invariantText = (facts: DrillFacts | null): string | null => {
  const all = Object.values(facts?.invariants ?? {});
  return all.length === 0 ? null : `${all.filter((verdict) => verdict === 'pass').length} of ${all.length}`;
};

const both = (from: string | null, to: string | null, none = '–'): string =>
  from === to ? (to ?? none) : `${from ?? none} → ${to ?? none}`;

const stageTable = ({ drills }: Comparison): string[] => {
  const rows = drills.flatMap(({ drill, from, to }) =>
    (to?.signals ?? []).flatMap((signal) => {
      const before = sameIn(from, signal);
      const earlier = new Map(
        (before === undefined ? [] : stretchesOf(before)).map(({ name, ms }) => [name, ms]),
      );
      return stretchesOf(signal).map(({ name, ms }) => [
        plain(drill),
        plain(signal.name),
        name,
        earlier.has(name) ? msOrNever(earlier.get(name) ?? null) : '–',
        msOrNever(ms),
      ]);
    }),
  );
  return rows.length === 0
    ? []
    : ['## Time to detect by stage', table(['Drill', 'Signal', 'Stage', 'Earlier', 'Now'], rows)];
};

const coverageTable = ({ coverage }: Comparison): string[] =>
  coverage.length === 0
    ? []
    : [
        '## Runbook coverage',
        table(
          ['Runbook', 'Observed, earlier', 'Observed, now'],
          coverage.map(({ runbook, from, to }) => [
            plain(runbook),
            ...[from, to].map((one) =>
              one === null
                ? '–'
                : `${shareText(one.observed, one.commands)} (${one.observed} of ${one.commands})`,
            ),
          ]),
        ),
      ];

const runRow = ({ run, startedAt, gameDay, pace, verdict, exitCode }: RunFacts): string[] => [
  plain(run),
  startedAt,
  plain(gameDay),
  paceText(pace),
  verdict,
  String(exitCode),
];
