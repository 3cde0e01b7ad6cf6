// Where the wall time went, and how pace changed each value.
import type { DrillReport } from '../schema.ts';
import { html, nothing, percent, type Html } from './markup.ts';
import { dataTable, time } from './words.ts';

export const timeSection = ({ timeLedger, timings, unpaced }: DrillReport): Html =>
  html`${timeLedger.totalMs === 0 ? nothing : ledger(timeLedger)}${timings.length === 0 ? nothing : pacing(timings)}${
    unpaced.length === 0
      ? nothing
      : html`<p class="of">Not paced, and counted by targets and predictions: ${unpaced.join('; ')}.</p>`
  }`;

const kinds = {
  paced: 'paced wait',
  component: 'component',
  runbook: 'runbook',
  person: 'a person',
  ours: 'Gameday',
} as const;

const ledger = ({ totalMs, entries }: DrillReport['timeLedger']): Html =>
  html`<h3>Where the time went</h3>
    ${dataTable(
      'Wall time by what it was spent on',
      [{ title: 'What' }, { title: 'Kind' }, { title: 'Took', numeric: true }, { title: 'Share' }],
      [
        ...entries
          .toSorted((a, b) => b.ms - a.ms)
          .map(({ what, kind, ms }) => [what, kinds[kind], time(ms), share(ms / totalMs)]),
        ['All', '', html`<b>${time(totalMs)}</b>`, ''],
      ],
    )}`;

const share = (part: number): Html =>
  html`<span class="meter wide" aria-hidden="true"><span style="width:${percent(part)}"></span></span>
    ${Math.round(part * 100)} %`;

const pacing = (timings: DrillReport['timings']): Html =>
  html`<h3>Pace</h3>
    <details>
      <summary>${timings.length} durations, nominal and as used</summary>
      ${dataTable(
        'Durations: nominal and as used',
        [
          { title: 'Value' },
          { title: 'Nominal', numeric: true },
          { title: 'As used', numeric: true },
          { title: 'Limited by' },
        ],
        timings.map(({ name, nominalMs, pacedMs, limitedBy }) => [
          name,
          time(nominalMs),
          time(pacedMs),
          limitedBy ?? '–',
        ]),
      )}
    </details>`;
