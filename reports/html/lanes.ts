// One row of a drill's figure each: phases, alerts, steps, probes, traffic, indicators.
import type { AlertLane, DrillCharts, ProbeLane, SliLane } from '../fold/charts.ts';
import { counted, msText } from '../text.ts';
import type { Axis } from './axis.ts';
import { slowest, sliPeaks, strips, trafficBuckets, verdictRuns } from './buckets.ts';
import { html, nothing, type Html } from './markup.ts';

const lane = (name: Html, kind: string, label: string, content: Html | readonly Html[]): Html =>
  html`<div class="lane ${kind}">
    <div class="name">${name}</div>
    <div class="track" role="img" aria-label="${label}">${content}</div>
  </div>`;

const after = (charts: DrillCharts, t: number): string => msText(t - charts.zeroT);

export const phasesLane = (charts: DrillCharts, axis: Axis): Html =>
  lane(
    html`Phases`,
    'phases',
    charts.phases.map(({ phase, fromT, toT }) => `${phase} ${msText(toT - fromT)}`).join(', ') ||
      'no phase began',
    charts.phases.map(({ phase, fromT, toT, finished }, index) => {
      const wide = axis.share(toT) - axis.share(fromT) > phase.length * 0.011;
      return html`<span
        class="phase ${index % 2 === 0 ? 'even' : 'odd'} ${finished ? '' : 'open'}"
        style="${axis.place(fromT, toT)}"
        title="${phase}, ${msText(toT - fromT)}"
        >${wide ? phase : ''}</span
      >`;
    }),
  );

/** A lone fault is told by the shade. */
export const faultLanes = (charts: DrillCharts, axis: Axis): readonly Html[] =>
  charts.faults.length < 2
    ? []
    : charts.faults.map(({ id, summary, fromT, toT }) => {
        const label = `${summary}: from ${after(charts, fromT)} to ${after(charts, toT)}`;
        return lane(
          html`${id} <small>fault</small>`,
          'fault',
          label,
          html`<span class="in" style="${axis.place(fromT, toT)}" title="${label}"></span>`,
        );
      });

const roles = { promised: 'promised', also: 'may fire too', unexpected: 'not promised' } as const;

export const alertLane =
  (charts: DrillCharts, axis: Axis) =>
  (alert: AlertLane): Html => {
    const spans = alert.spans.map(
      ({ state, fromT, toT }) => `${state} from ${after(charts, fromT)} to ${after(charts, toT)}`,
    );
    const delivered = alert.deliveredT.map((t) => `delivered at ${after(charts, t)}`);
    const label = `alert ${alert.name}: ${[...spans, ...delivered].join(', ') || 'quiet'}`;
    const { predicted, deadlineT } = alert;
    return lane(
      html`${alert.name} <small>alert, ${roles[alert.role]}</small>`,
      `alert ${alert.role}`,
      label,
      [
        predicted === null
          ? nothing
          : html`<span class="predicted" style="${axis.place(predicted.fromT, predicted.toT)}"></span>`,
        ...alert.spans.map(
          ({ state, fromT, toT }) => html`<span class="${state}" style="${axis.place(fromT, toT)}"></span>`,
        ),
        ...alert.deliveredT.map((t) => html`<span class="delivered" style="${axis.left(t)}"></span>`),
        deadlineT === null || deadlineT > charts.toT
          ? nothing
          : html`<span class="deadline" style="${axis.left(deadlineT)}"></span>`,
      ],
    );
  };

export const stepsLane = (charts: DrillCharts, axis: Axis): Html =>
  charts.steps.length === 0
    ? nothing
    : lane(
        html`Runbook steps`,
        'steps',
        charts.steps
          .map(
            ({ id, verdict, fromT, toT }) =>
              `${id} ${verdict}, ${after(charts, fromT)} to ${after(charts, toT)}`,
          )
          .join('; '),
        charts.steps.map(
          ({ id, verdict, fromT, toT }, index) =>
            html`<span class="step ${verdict}" style="${axis.place(fromT, toT)}" title="${id}: ${verdict}"
              >${axis.share(toT) - axis.share(fromT) > 0.025 ? index + 1 : ''}</span
            >`,
        ),
      );

const probeHeight = 34;

export const probeLane =
  (axis: Axis) =>
  ({ name, kind, looks }: ProbeLane): Html => {
    const bad = looks.filter(({ verdict }) => verdict === 'fail').length;
    const open = looks.filter(({ verdict }) => verdict === 'unknown').length;
    const points = slowest(looks, axis);
    const maxMs = Math.max(1, ...points.map(({ value }) => value));
    const label = `probe ${name}: ${counted(looks.length, 'look')}, ${bad} bad, ${open} unknown, slowest ${msText(maxMs)}`;
    return lane(
      html`${name} <small>${kind}, ${tally(looks.length, bad, open)}</small>`,
      'probe',
      label,
      html`<svg viewBox="0 0 ${strips} ${probeHeight}" preserveAspectRatio="none" aria-hidden="true">
          ${verdictRuns(looks, axis).map(({ from, to, verdict }) => html`<rect class="${verdict}" x="${from}" width="${to - from}" ${heights[verdict]} />`)}
          <polyline class="latency" points="${line(points, maxMs, 21)}" /></svg
        ><span class="peak">${msText(maxMs)}</span>`,
    );
  };

const tally = (looks: number, bad: number, open: number): string => {
  const found = [bad > 0 ? `${bad} bad` : '', open > 0 ? `${open} unknown` : ''].filter(
    (text) => text !== '',
  );
  return found.length === 0 ? counted(looks, 'look') : `${found.join(', ')} of ${looks}`;
};

/** The verdict is told by height too, not by colour alone. */
const heights = {
  pass: html`y="31" height="3"`,
  unknown: html`y="27" height="7"`,
  fail: html`y="22" height="12"`,
};

const line = (points: readonly { strip: number; value: number }[], max: number, height: number): string =>
  points
    .map(
      ({ strip, value }) => `${strip + 0.5},${Math.round((height - (value / max) * (height - 2)) * 10) / 10}`,
    )
    .join(' ');

export const trafficLane = (charts: DrillCharts, axis: Axis): Html => {
  if (charts.operations.length === 0) return nothing;
  const { buckets, bucketCount, maxCount, maxRate } = trafficBuckets(charts, axis);
  const total = (outcome: 'ok' | 'refused' | 'unknown'): number =>
    buckets.reduce((sum, { counts }) => sum + counts[outcome], 0);
  const summary = `${total('ok')} ok, ${total('refused')} refused, ${total('unknown')} unknown`;
  return lane(
    html`Traffic <small>${summary}</small>`,
    'traffic',
    `operations per second, at most ${maxRate.toFixed(0)}: ${summary}`,
    html`<svg
        viewBox="0 0 ${Math.round(bucketCount * 10)} ${maxCount}"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        ${buckets.map(({ index, counts: { ok, refused, unknown } }) => [
          bar('ok', index, maxCount - ok, ok),
          bar('refused', index, maxCount - ok - refused, refused),
          bar('unknown', index, maxCount - ok - refused - unknown, unknown),
        ])}</svg
      ><span class="peak">${maxRate.toFixed(0)}/s</span>`,
  );
};

const bar = (outcome: string, index: number, y: number, height: number): Html =>
  height === 0
    ? nothing
    : html`<rect class="${outcome}" x="${index * 10 + 1}" width="9" y="${y}" height="${height}" />`;

export const sliLane =
  (axis: Axis) =>
  ({ name, unit, points }: SliLane): Html => {
    const shown = sliPeaks(points, axis);
    const max = Math.max(...shown.map(({ value }) => value), 0) || 1;
    const missing = points.filter(({ value }) => value === null).length;
    const top = `${Math.round(max * 100) / 100}${unit.length > 10 ? '' : ` ${unit}`}`;
    return lane(
      html`${name} <small>${unit}${missing === 0 ? '' : `, ${missing} without data`}</small>`,
      'sli',
      `${name}: ${counted(points.length, 'sample')}, highest ${top}, ${missing} without data`,
      html`<svg viewBox="0 0 ${strips} 30" preserveAspectRatio="none" aria-hidden="true">
          <polyline class="value" points="${line(shown, max, 29)}" /></svg
        ><span class="peak">${top}</span>`,
    );
  };
