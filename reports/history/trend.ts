// A small chart without a script: one value over the runs, the target as a dashed line, each point in the colour of its verdict.
import type { DrillVerdict } from '../../core/verdicts.ts';
import { html, nothing, type Html } from '../html/markup.ts';
import { toneOf } from '../html/words.ts';

export interface TrendPoint {
  /** Null: it never came, or was not measured; then the line has a gap and the point a mark at the top. */
  readonly value: number | null;
  readonly target: number | null;
  readonly verdict: DrillVerdict;
}

const [width, height, edge] = [320, 64, 6] as const;
/** More would only be a blur. */
export const shownPoints = 60;

export const trend = (label: string, all: readonly TrendPoint[]): Html => {
  const points = all.slice(-shownPoints);
  const highest = Math.max(0, ...points.flatMap(({ value, target }) => [value ?? 0, target ?? 0]));
  if (highest === 0) return nothing;
  const x = (index: number): number =>
    points.length === 1 ? width / 2 : round(edge + (index / (points.length - 1)) * (width - 2 * edge));
  const y = (value: number): number => round(height - edge - (value / highest) * (height - 2 * edge));
  return html`<svg class="trend" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
    ${targetLine(points, x, y)}
    ${lines(points, x, y).map((line) => html`<polyline class="value" points="${line}" />`)}
    ${points.map(({ value, verdict }, index) =>
      value === null
        ? html`<path class="${toneOf(verdict)}" d="M${x(index) - 3} 2l6 6m0 -6l-6 6" />`
        : html`<circle class="${toneOf(verdict)}" cx="${x(index)}" cy="${y(value)}" r="3.5" />`,
    )}
  </svg>`;
};

type Scale = (value: number) => number;

const lines = (points: readonly TrendPoint[], x: Scale, y: Scale): readonly string[] => {
  const runs: string[][] = [[]];
  for (const [index, { value }] of points.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${x(index)},${y(value)}`);
  }
  return runs.filter((run) => run.length > 1).map((run) => run.join(' '));
};

const targetLine = (points: readonly TrendPoint[], x: Scale, y: Scale): Html => {
  const known = points.flatMap(({ target }, index) => (target === null ? [] : [`${x(index)},${y(target)}`]));
  return known.length < 2 ? nothing : html`<polyline class="target" points="${known.join(' ')}" />`;
};

const round = (value: number): number => Math.round(value * 10) / 10;
