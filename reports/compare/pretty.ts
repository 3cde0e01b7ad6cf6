// A comparison on a terminal of 80 columns: what is worse first, then every drill with its times.
import { columnsOf, wrapped } from '../../core/columns.ts';
import { visibleLine } from '../../core/visible.ts';
import { msOrNever, msText, paceText, shareText } from '../text.ts';
import type { Change } from './change.ts';
import type { Comparison, DrillPair, RunFacts } from './compare.ts';
import { signalIn, type DrillFacts, type SignalFacts, type TimeFacts } from './facts.ts';
import { stretchesOf } from './stages.ts';
import { noiseText } from './words.ts';

const width = 80;

export const prettyComparison = (comparison: Comparison): string =>
  [
    ...runLine('from', comparison.from),
    ...runLine('to', comparison.to),
    ...changeList('WORSE', comparison.regressions),
    ...changeList('BETTER', comparison.improvements),
    ...changeList('CHANGED', comparison.others),
    ...comparison.drills.flatMap((pair) => ['', ...drillBlock(pair)]),
    ...comparison.coverage.flatMap(({ runbook, from, to }) => [
      '',
      ...line(`runbook ${runbook}`, [
        both(
          from === null ? null : shareText(from.observed, from.commands),
          to === null ? null : shareText(to.observed, to.commands),
        ),
        'of its commands observed',
      ]),
    ]),
    '',
    ...wrapped(noiseText(comparison), width),
  ].join('\n');

const runLine = (name: string, { run, startedAt, verdict, pace }: RunFacts): readonly string[] =>
  indented(
    `run ${run}, ${startedAt.slice(0, 16).replace('T', ' ')} UTC, ${paceText(pace)}: ${verdict}`,
    `${name.padEnd(4)} `,
    '     ',
  );

const changeList = (title: string, changes: readonly Change[]): readonly string[] =>
  changes.length === 0 ? [] : ['', title, ...changes.flatMap(({ text }) => indented(text, '  ', '      '))];

const drillBlock = ({ drill, from, to }: DrillPair): readonly string[] => {
  if (from === null || to === null) {
    const which = from === null ? 'earlier' : 'later';
    return line(drill, [(from ?? to)?.verdict ?? '', `(not in the ${which} run)`]);
  }
  return [
    ...line(drill, [both(from.verdict, to.verdict)]),
    ...to.signals.flatMap((signal) => signalLines(signal, from)),
    ...from.signals
      .filter((signal) => signalIn(to, signal) === undefined)
      .flatMap((signal) => row('detected', `${signal.name}: ${goneText(signal, to)}`)),
    ...(to.recovery === null && from.recovery === null
      ? []
      : row('recovered', both(timeText(from.recovery), timeText(to.recovery)))),
    ...invariantLines(from, to),
  ];
};

/** What was not played may be promised all the same. */
const goneText = (signal: SignalFacts, { played }: DrillFacts): string =>
  played === 0 ? both(timeText(signal), null) : 'no longer promised';

const signalLines = (signal: SignalFacts, from: DrillFacts): readonly string[] => {
  const before = signalIn(from, signal) ?? null;
  const times = row('detected', `${signal.name}: ${both(timeText(before), timeText(signal))}`);
  const stretches = stretchesOf(signal);
  if (stretches.length < 2) return times;
  const earlier = new Map((before === null ? [] : stretchesOf(before)).map(({ name, ms }) => [name, ms]));
  const parts = stretches.map(({ name, ms }) => {
    const ago = earlier.get(name);
    return `${name} ${both(ago === undefined ? null : msText(ago), msText(ms))}`;
  });
  return [...times, ...row('', parts.join(', '))];
};

const timeText = (time: TimeFacts | null): string | null =>
  time === null ? null : time.verdict === 'unknown' ? 'not measured' : msOrNever(time.afterMs);

const invariantLines = (from: DrillFacts, to: DrillFacts): readonly string[] => {
  const codes = [...new Set([...Object.keys(from.invariants), ...Object.keys(to.invariants)])];
  if (codes.length === 0) return [];
  const texts = codes.map(
    (code) => `${code} ${both(from.invariants[code] ?? null, to.invariants[code] ?? null)}`,
  );
  return row('invariants', texts.join(', '));
};

/** `1.4 s → 6.2 s`; once where both are the same. */
const both = (from: string | null, to: string | null): string =>
  from === to ? (to ?? '–') : `${from ?? '–'} → ${to ?? '–'}`;

const row = (label: string, text: string): readonly string[] =>
  indented(text, `  ${label.padEnd(10)} `, ' '.repeat(13));

const line = (name: string, rest: readonly string[]): readonly string[] =>
  indented(`${name}: ${rest.join(' ')}`, '', '    ');

const indented = (text: string, first: string, rest: string): readonly string[] =>
  wrapped(visibleLine(text), width - columnsOf(rest)).map(
    (part, index) => `${index === 0 ? first : rest}${part}`,
  );
