// Small parts that every section uses: verdict badges, times that know their target, wide tables.
import type { CheckVerdict, Cleanup, DrillVerdict, Injection } from '../../core/verdicts.ts';
import { measuredText, msText, type StepWord } from '../text.ts';
import { html, nothing, type Html } from './markup.ts';

type Word = StepWord | DrillVerdict | Cleanup | Injection;

/** A sign and a colour class for each word; the word itself is always there too. */
const looks: Readonly<Record<Word, readonly [sign: string, tone: string]>> = {
  pass: ['✓', 'good'],
  clean: ['✓', 'good'],
  confirmed: ['✓', 'good'],
  fail: ['✗', 'bad'],
  dirty: ['✗', 'bad'],
  error: ['!', 'bad'],
  unknown: ['?', 'doubt'],
  inconclusive: ['?', 'doubt'],
  'not-observed': ['?', 'doubt'],
  aborted: ['■', 'doubt'],
  skipped: ['–', 'calm'],
  none: ['–', 'calm'],
  'not-taken': ['–', 'calm'],
  waived: ['–', 'calm'],
  ran: ['·', 'calm'],
};

export const badge = (word: Word, size = ''): Html => {
  const [sign, tone] = looks[word];
  return html`<span class="badge ${tone} ${size}"
    ><span aria-hidden="true">${sign}</span> ${word.replaceAll('-', ' ')}</span
  >`;
};

export const toneOf = (word: Word): string => looks[word][1];

/** A wide thing scrolls inside its own box, reachable by keyboard. */
export const scrolling = (label: string, content: Html): Html =>
  html`<div class="scroll" role="group" aria-label="${label}" tabindex="0">${content}</div>`;

export interface Column {
  readonly title: string;
  /** Numbers are aligned at their end. */
  readonly numeric?: boolean;
}

export const dataTable = (
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly (Html | string)[])[],
): Html =>
  scrolling(
    label,
    html`<table>
      <thead>
        <tr>
          ${columns.map(({ title, numeric }) => html`<th scope="col" ${numeric === true ? html` class="number"` : nothing}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, index) => tableCell(cell, index, columns[index]))}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );

/** Each knows its column's title: on a phone there is no head above it. */
const tableCell = (cell: Html | string, index: number, column: Column | undefined): Html => {
  if (index === 0) return html`<th scope="row">${cell}</th>`;
  return html`<td
    data-title="${column?.title ?? ''}"
    ${column?.numeric === true ? html` class="number"` : nothing}
  >
    ${cell}
  </td>`;
};

export const time = (ms: number | null): Html =>
  ms === null ? html`<span class="never">–</span>` : html`<span class="time">${msText(ms)}</span>`;

/** The measured time beside its target; one that was not met stands out. */
export const against = (ms: number | null, targetMs: number, verdict: CheckVerdict): Html =>
  html`<span class="time ${verdict === 'fail' ? 'missed' : ''}">${measuredText(ms, verdict)}</span>
    <span class="of">of ${msText(targetMs)}</span>`;
