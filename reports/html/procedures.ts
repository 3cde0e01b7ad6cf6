// The matrix procedure → drill → verdict: which of the runbook's procedures were drilled, and how that ended.
import type { ProcedureReport, Report } from '../schema.ts';
import { html, nothing, type Html } from './markup.ts';
import { badge, dataTable } from './words.ts';

export const proceduresSection = ({ procedures, drills }: Report): Html => {
  if (procedures.length === 0) return nothing;
  const played = procedures.filter(({ verdict }) => verdict !== null);
  const passed = played.filter(({ verdict }) => verdict === 'pass');
  const order = drills.map(({ id, attempt }) => `${id} ${attempt}`);
  return html`<section class="drill" aria-labelledby="procedures">
    <h2 id="procedures">Procedures</h2>
    <p data-procedures>
      ${played.length} of ${procedures.length} procedures were drilled in this run, ${passed.length} passed.
    </p>
    ${dataTable(
      'Procedures, their drills and verdicts',
      [{ title: 'Procedure' }, { title: 'What' }, { title: 'Verdict' }, { title: 'Drills' }],
      procedures.map(({ id, title, verdict, drills: of }) => [
        html`<span class="id">${id}</span>`,
        html`${title ?? '–'}`,
        verdict === null ? html`<span class="never">not drilled</span>` : badge(verdict),
        of.length === 0
          ? html`<span class="never">none</span>`
          : html`${of.map((one) => drillLink(one, order))}`,
      ]),
    )}
  </section>`;
};

const drillLink = (
  { id, attempt, verdict }: ProcedureReport['drills'][number],
  order: readonly string[],
): Html => {
  const at = order.indexOf(`${id} ${attempt}`);
  const name = at < 0 ? html`${id}` : html`<a href="#drill-${at + 1}">${id}</a>`;
  return html`<span class="id">${name} ${verdict ?? 'not played'}</span><br />`;
};
