// Invariants with their counts.
import { countsText } from '../fold/invariants.ts';
import type { DrillReport } from '../schema.ts';
import { html, nothing, type Html } from './markup.ts';
import { badge, dataTable } from './words.ts';

export const invariantsSection = ({ invariants }: DrillReport): Html =>
  invariants.length === 0
    ? nothing
    : html`<h3>Invariants</h3>
        <div class="stacked">
          ${dataTable(
            'Invariants and their counts',
            [{ title: 'Invariant' }, { title: 'Verdict' }, { title: 'Counts' }, { title: 'Evidence' }],
            invariants.map(({ code, verdict, counts, reason }) => [
              code,
              badge(verdict),
              countsText(counts) || '–',
              reason,
            ]),
          )}
        </div>`;
