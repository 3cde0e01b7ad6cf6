// The time axis that all lanes of a drill share: zero is the injection.
import { scaleLinear } from 'd3-scale';
import type { DrillCharts } from '../fold/charts.ts';
import { html, percent, type Html } from './markup.ts';

export interface Axis {
  /** The place of a time, 0 at the left to 1 at the right. */
  share(t: number): number;
  /** `left: …; width: …` of a span; at least a hair wide. */
  place(fromT: number, toT: number): string;
  left(t: number): string;
  /** `+3.9 s` from the zero, for texts. */
  readonly ticks: readonly { readonly t: number; readonly label: string }[];
  readonly spanMs: number;
}

// What ends where it begins is still seen, and inside the chart.
const hair = 0.0015;

export const createAxis = ({ fromT, toT, zeroT, injected }: DrillCharts): Axis => {
  const spanMs = Math.max(1, toT - fromT);
  const share = (t: number): number => Math.min(1, Math.max(0, (t - fromT) / spanMs));
  const scale = scaleLinear().domain([(fromT - zeroT) / 1000, (toT - zeroT) / 1000]);
  return {
    share,
    left: (t) => `left:${percent(share(t))}`,
    place: (from, to) => {
      const start = Math.min(share(from), 1 - hair);
      return `left:${percent(start)};width:${percent(Math.max(hair, share(to) - start))}`;
    },
    ticks: scale
      .ticks(7)
      .map((seconds) => ({ t: zeroT + seconds * 1000, label: tickText(seconds, spanMs, injected) })),
    spanMs,
  };
};

const tickText = (seconds: number, spanMs: number, signed: boolean): string => {
  const sign = seconds < 0 ? '−' : signed && seconds > 0 ? '+' : '';
  const amount = Math.abs(seconds);
  return spanMs > 600_000
    ? `${sign}${Math.round(amount / 6) / 10} min`
    : `${sign}${Math.round(amount * 10) / 10} s`;
};

export const axisRow = (axis: Axis): Html =>
  html`<div class="lane axis" aria-hidden="true">
    <div class="name"></div>
    <div class="track">
      ${axis.ticks.map(
        ({ t, label }) =>
          html`<span class="tick${edgeClass(axis.share(t))}" style="${axis.left(t)}">${label}</span>`,
      )}
    </div>
  </div>`;

/** Labels at the ends lean inwards, so that none leaves the page. */
const edgeClass = (share: number): string => (share < 0.04 ? ' first' : share > 0.96 ? ' last' : '');
