// What people wanted of the game day, how the drills were chosen, and what to do next.
import { formatDuration } from '../../core/duration.ts';
import type { ActionReport, Report } from '../schema.ts';
import { html, nothing, type Html } from './markup.ts';
import { dataTable } from './words.ts';

export const briefSection = ({ brief }: Report): Html =>
  brief === null
    ? nothing
    : html`<section class="brief" aria-labelledby="brief">
        <h2 id="brief">This game day</h2>
        ${brief.hypothesis === null ? nothing : html`<p><b>Hypothesis.</b> ${brief.hypothesis}</p>`}
        ${list('Objectives', brief.objectives)}
        ${brief.participants.length === 0 ? nothing : html`<p><b>Participants.</b> ${brief.participants.join(', ')}</p>`}
        ${list('Notes', brief.notes)}
      </section>`;

const list = (title: string, items: readonly string[]): Html =>
  items.length === 0
    ? nothing
    : html`<p><b>${title}.</b></p>
        <ul class="notes">
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul>`;

/** Only what is out of the common: that all named drills were played needs no words. */
export const selectionSection = ({ selection }: Report): Html => {
  if (selection === null) return nothing;
  const { grep, shard, repeat, budgetMs, failFast, leftOut } = selection;
  const flags = [
    grep === null ? null : `--grep ${grep}`,
    shard === null ? null : `--shard ${shard.index}/${shard.count}`,
    repeat === 1 ? null : `--repeat ${repeat}`,
    budgetMs === null ? null : `--budget ${formatDuration(budgetMs)}`,
    failFast ? '--fail-fast' : null,
  ].filter((flag) => flag !== null);
  if (flags.length + leftOut.length === 0) return nothing;
  return html`<p class="of">Chosen by <code>${flags.join(' ')}</code>.</p>
    ${
      leftOut.length === 0
        ? nothing
        : html`<p>Left out, since the budget had no room:</p>
            <ul class="notes">
              ${leftOut.map(({ drill, reason }) => html`<li><b>${drill}</b>: ${reason}</li>`)}
            </ul>`
    }`;
};

export const actionsSection = ({ actions }: Report): Html =>
  actions.length === 0
    ? nothing
    : html`<section class="drill" aria-labelledby="actions">
        <h2 id="actions">What to do next</h2>
        ${dataTable(
          'Actions',
          [{ title: 'Action' }, { title: 'Drill' }, { title: 'Why' }, { title: 'Where' }, { title: 'Owner' }],
          actions.map((action) => [
            capital(action.what),
            html`<span class="id">${action.drill}</span>`,
            html`${action.reasonCode === null ? nothing : html`<b>${action.reasonCode}</b>: `}${action.why}`,
            placeText(action),
            action.owner ?? '–',
          ]),
        )}
      </section>`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const placeText = ({ place }: Pick<ActionReport, 'place'>): string =>
  place === null ? '–' : `${place.file}:${place.line}`;
