// A drill's figure: every lane on one time axis, the fault shaded through all of them, lettered marks explained below.
import type { DrillCharts } from '../fold/charts.ts';
import { msText } from '../text.ts';
import { axisRow, createAxis, type Axis } from './axis.ts';
import { alertLane, faultLanes, phasesLane, probeLane, sliLane, stepsLane, trafficLane } from './lanes.ts';
import { html, nothing, type Html } from './markup.ts';

export const figure = (charts: DrillCharts): Html => {
  const axis = createAxis(charts);
  return html`<figure class="chart">
    <div class="lanes">
      ${overlay(charts, axis)} ${marksRow(charts, axis)} ${axisRow(axis)} ${phasesLane(charts, axis)}
      ${faultLanes(charts, axis)} ${charts.alerts.map(alertLane(charts, axis))} ${stepsLane(charts, axis)}
      ${charts.probes.map(probeLane(axis))} ${trafficLane(charts, axis)} ${charts.slis.map(sliLane(axis))}
    </div>
    <figcaption>${key(charts)}${legend(charts)}</figcaption>
  </figure>`;
};

const letters = 'ABCDEFGHIJKLMNOP';

const overlay = ({ shades, marks }: DrillCharts, axis: Axis): Html =>
  html`<div class="overlay" aria-hidden="true">
    ${shades.map(({ fromT, toT }) => html`<span class="shade" style="${axis.place(fromT, toT)}"></span>`)}${marks.map(({ t }) => html`<span class="rule" style="${axis.left(t)}"></span>`)}
  </div>`;

const marksRow = ({ marks }: DrillCharts, axis: Axis): Html => {
  if (marks.length === 0) return nothing;
  const levels = stack(marks.map(({ t }) => axis.share(t)));
  return html`<div class="lane marks" aria-hidden="true">
    <div class="name"></div>
    <div class="track" style="--levels:${Math.max(...levels) + 1}">
      ${marks.map(
        ({ t }, index) =>
          html`<b style="${axis.left(t)};--level:${levels[index] ?? 0}">${letters[index] ?? '·'}</b>`,
      )}
    </div>
  </div>`;
};

/** Marks that would touch go to a row of their own (a letter is up to 7 % of a phone's width). */
const stack = (shares: readonly number[]): number[] => {
  const ends: number[] = [];
  return shares.map((share) => {
    const free = ends.findIndex((end) => share - end > 0.07);
    const level = free === -1 ? ends.length : free;
    ends[level] = share;
    return level;
  });
};

const key = ({ marks, zeroT }: DrillCharts): Html =>
  marks.length === 0
    ? nothing
    : html`<ol class="key">
        ${marks.map(({ label, t }, index) => html`<li><b>${letters[index] ?? '·'}</b> ${label} <span class="time">${t === zeroT ? '0 s' : `+${msText(t - zeroT)}`}</span></li>`)}
      </ol>`;

const legend = ({ alerts, operations, probes, shades }: DrillCharts): Html =>
  html`<ul class="legend">
    ${shades.length === 0 ? nothing : html`<li><i class="shade"></i>fault in</li>`}
    ${
      alerts.length === 0
        ? nothing
        : html`<li><i class="pending"></i>alert pending</li>
            <li><i class="firing"></i>firing</li>
            <li><i class="delivered"></i>delivered</li>`
    }
    ${alerts.some(({ deadlineT }) => deadlineT !== null) ? html`<li><i class="deadline"></i>delivery target</li>` : nothing}
    ${alerts.some(({ predicted }) => predicted !== null) ? html`<li><i class="predicted"></i>delivery predicted</li>` : nothing}
    ${
      probes.length === 0
        ? nothing
        : html`<li><i class="pass"></i>probe good (low bar)</li>
            <li><i class="unknown"></i>unknown (half)</li>
            <li><i class="fail"></i>bad (tall)</li>
            <li><i class="latency"></i>slowest look</li>`
    }
    ${
      operations.length === 0
        ? nothing
        : html`<li><i class="ok"></i>operation ok</li>
            <li><i class="refused"></i>refused</li>
            <li><i class="open"></i>unknown</li>`
    }
  </ul>`;
