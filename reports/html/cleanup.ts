// Clean-up: for each fault the proof that it bit and the proof that it is gone.
import type { DrillReport, FaultReport } from '../schema.ts';
import { html, nothing, type Html } from './markup.ts';
import { badge, dataTable, time } from './words.ts';

export const cleanupSection = ({ faults, cleanup, cleanupReason }: DrillReport): Html =>
  faults.length === 0
    ? nothing
    : html`<h3>Injection and clean-up</h3>
        <ul class="checks">
          <li>${badge(cleanup)} <b>Clean-up</b> ${cleanupReason}.</li>
        </ul>
        ${dataTable(
          'Faults, their injection and their clean-up',
          [
            { title: 'Fault' },
            { title: 'In', numeric: true },
            { title: 'Bit' },
            { title: 'Seen from the victim' },
            { title: 'Healed' },
            { title: 'Gone' },
            { title: 'After', numeric: true },
            { title: 'Proof' },
          ],
          faults.map(faultRow),
        )}`;

const faultRow = (fault: FaultReport): (Html | string)[] => [
  html`${fault.summary}<br /><span class="id"
      >${fault.course === '' ? fault.kind : `${fault.id}, ${fault.course}`}</span
    >`,
  time(fault.injectedAfterMs),
  fault.confirmed === null ? html`<span class="never">–</span>` : badge(fault.confirmed),
  fault.proof === '' ? '–' : fault.proof,
  fault.healedBy === null
    ? 'no'
    : `by ${fault.healedBy}${fault.healError === null ? '' : `: ${fault.healError}`}`,
  fault.gone === null ? html`<span class="never">–</span>` : badge(fault.gone),
  time(fault.goneAfterMs),
  fault.goneProof === '' ? '–' : fault.goneProof,
];
