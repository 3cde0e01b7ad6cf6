// One drill over the runs: a strip of verdicts, trends of detection, recovery and coverage, and the figures as a table.
import { html, nothing, type Html } from '../html/markup.ts';
import { badge, dataTable, toneOf } from '../html/words.ts';
import { counted, measuredText, msText, paceText } from '../text.ts';
import type { DrillPoint, DrillSeries, Time } from './fold.ts';
import { runName, wholePercent, type PageAddress } from './words.ts';
import { shownPoints, trend, type TrendPoint } from './trend.ts';

export const drillSection = (
  { drill, title, points }: DrillSeries,
  index: number,
  addressOf: PageAddress,
): Html => {
  const last = points.at(-1);
  if (last === undefined) return nothing;
  const samePace = points.filter(({ pace }) => pace === last.pace);
  const others = points.length - samePace.length;
  const id = `drill-${index + 1}`;
  return html`<section class="drill ${toneOf(last.verdict)}" aria-labelledby="${id}">
    <p class="kicker">${drill}</p>
    <h2 id="${id}">${title}</h2>
    <p class="verdict-line">${badge(last.verdict)} ${streak(points)}</p>
    ${strip(points)}
    <div class="trends">
      ${figure('Detected', samePace, ({ detect }) => detect)}
      ${figure('Recovered', samePace, ({ recover }) => recover)} ${coverageFigure(points)}
    </div>
    ${others === 0 || last.detect === null ? nothing : html`<p class="of">Times are drawn at the pace of the last play, ${paceText(last.pace)}; ${counted(others, 'play')} at another pace ${others === 1 ? 'is' : 'are'} only in the table.</p>`}
    <details>
      <summary>${counted(points.length, 'play')}, figures</summary>
      ${table(drill, points, addressOf)}
    </details>
  </section>`;
};

const streak = (points: readonly DrillPoint[]): string => {
  const passed = points.filter(({ verdict }) => verdict === 'pass').length;
  const lastBad = points.findLast(({ verdict }) => verdict !== 'pass');
  const since =
    lastBad === undefined
      ? ''
      : `; last not passed on ${lastBad.startedAt.slice(0, 10)} (${lastBad.reasonCode})`;
  return `Passed ${passed} of ${points.length} times${since}.`;
};

const strip = (points: readonly DrillPoint[]): Html => {
  const shown = points.slice(-shownPoints);
  const words = shown.map(({ startedAt, verdict }) => `${startedAt.slice(0, 10)} ${verdict}`).join(', ');
  return html`<div class="strip" role="img" aria-label="Verdicts, the newest last: ${words}">
    ${shown.map(({ verdict }) => html`<span class="${toneOf(verdict)}">${signs[verdict]}</span>`)}
  </div>`;
};

const signs = { pass: '✓', fail: '✗', error: '!', inconclusive: '?', aborted: '■', skipped: '–' } as const;

const figure = (
  name: string,
  points: readonly DrillPoint[],
  timeOf: (point: DrillPoint) => Time | null,
): Html => {
  const values = points.flatMap((point): TrendPoint[] => {
    const time = timeOf(point);
    return time === null ? [] : [{ value: time.ms, target: time.withinMs, verdict: point.verdict }];
  });
  const last = points.flatMap((point) => timeOf(point) ?? []).at(-1);
  if (last === undefined) return nothing;
  const now = measuredText(last.ms, last.verdict);
  const of = msText(last.withinMs);
  return html`<figure>
    <figcaption>${name} <b>${now}</b> <span class="of">of ${of}</span></figcaption>
    ${trend(`${name}, by run: ${now} of ${of} in the last one`, values)}
  </figure>`;
};

const coverageFigure = (points: readonly DrillPoint[]): Html => {
  const values = points.flatMap(({ coverage, verdict }): TrendPoint[] =>
    coverage === null ? [] : [{ value: coverage, target: 1, verdict }],
  );
  const last = values.at(-1)?.value;
  if (last === undefined || last === null) return nothing;
  const now = wholePercent(last);
  return html`<figure>
    <figcaption>Steps observed <b>${now}</b></figcaption>
    ${trend(`Share of steps observed, by run: ${now} in the last one`, values)}
  </figure>`;
};

const table = (drill: string, points: readonly DrillPoint[], addressOf: PageAddress): Html =>
  dataTable(
    `${drill}, the newest first`,
    [
      { title: 'Run' },
      { title: 'Verdict' },
      { title: 'Pace' },
      { title: 'Detected', numeric: true },
      { title: 'Recovered', numeric: true },
      { title: 'Steps observed', numeric: true },
    ],
    points
      .toReversed()
      .map((point) => [
        html`${runName(point, addressOf)}<br /><span class="id"
            >${point.startedAt.slice(0, 16).replace('T', ' ')}</span
          >`,
        html`${badge(point.verdict)}${point.verdict === 'pass' ? nothing : html`<br /><span class="id">${point.reasonCode}</span>`}`,
        paceText(point.pace),
        timeText(point.detect),
        timeText(point.recover),
        point.coverage === null ? '–' : wholePercent(point.coverage),
      ]),
  );

const timeText = (time: Time | null): string =>
  time === null ? '–' : `${measuredText(time.ms, time.verdict)} of ${msText(time.withinMs)}`;
