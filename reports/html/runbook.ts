// The runbook with its lines coloured, as a code-coverage report shows source: what was observed, what failed, what nobody ran.
import type { RunbookPage } from '../fold/coverage.ts';
import type { CoverageReport } from '../schema.ts';
import { counted, shareText } from '../text.ts';
import { html, nothing, type Html } from './markup.ts';
import { dataTable, scrolling } from './words.ts';

export const runbookSections = (coverage: readonly CoverageReport[], pages: readonly RunbookPage[]): Html =>
  coverage.length === 0
    ? nothing
    : html`${coverage.map((one, index) => runbookSection(one, pages[index]?.text ?? '', index))}`;

const runbookSection = (coverage: CoverageReport, text: string, index: number): Html => {
  const { runbook, commands, observed, standIn, drilled } = coverage;
  const heading = `runbook-${index + 1}`;
  return html`<section class="drill runbook" aria-labelledby="${heading}">
    <h2 id="${heading}">Runbook coverage: ${runbook}</h2>
    <p class="lead" data-coverage>
      <b>${shareText(observed, commands)}</b> of ${counted(commands, 'command')} observed${
        standIn === 0 ? nothing : html`, ${shareText(standIn, commands)} by a stand-in`
      }. In the sections that were played: ${drilled.observed} of ${drilled.commands}.
    </p>
    <details${commands - observed > 0 && drilled.observed < drilled.commands ? html` open` : nothing}>
      <summary>The runbook, line by line</summary>
      ${dataTable(
        'Commands by colour',
        [{ title: 'Colour' }, { title: 'Commands', numeric: true }, { title: 'Meaning' }],
        colourRows(coverage),
      )}
      ${source(coverage, text)}
    </details>
  </section>`;
};

const meanings: Readonly<Record<string, string>> = {
  observed: 'ran, and was seen to do what it is for',
  ran: 'ran and ended with 0; nothing was promised that could be checked',
  failed: 'ran, and did not do what was promised in at least one drill',
  unreachable: 'a command above it in the same fence never returns',
  blocked: 'not run: forbidden, or nobody has said what it does',
  unbound: 'not run: a placeholder has no value',
  'not-taken': 'no drill came here, or took another branch',
  waived: 'not run, on purpose: bindings.yaml says why',
};

const colourRows = ({ colours }: CoverageReport): Html[][] =>
  Object.entries(meanings).flatMap(([colour, meaning]) => {
    const count = colours[colour as keyof typeof colours] ?? 0;
    return count === 0 ? [] : [[mark(colour), html`${count}`, html`${meaning}`]];
  });

const mark = (colour: string): Html => html`<span class="mark ${colour}">${colour}</span>`;

/** What of a line the page takes, and how many lines: the journal has all of it. */
const shownColumns = 400;
const shownLines = 5000;

const source = ({ lines, runbook }: CoverageReport, text: string): Html => {
  const told = new Map(lines.map((line) => [line.line, line]));
  const all = text.split(/\r\n|[\n\r]/);
  if (all.at(-1) === '') all.pop();
  const table = html`<table class="source">
    <thead>
      <tr>
        <th scope="col" class="number">Line</th>
        <th scope="col">Colour</th>
        <th scope="col">Text</th>
      </tr>
    </thead>
    <tbody>
      ${all.slice(0, shownLines).map((line, index) => sourceLine(line, index + 1, told.get(index + 1)))}
    </tbody>
  </table>`;
  const left = all.length - shownLines;
  return html`${scrolling(`${runbook}, line by line`, table)}${left > 0 ? html`<p class="of">${counted(left, 'line')} more.</p>` : nothing}`;
};

const sourceLine = (text: string, line: number, told: CoverageReport['lines'][number] | undefined): Html => {
  const colour = told?.colour ?? 'prose';
  const quiet = colour === 'prose' || colour === 'output';
  const shown = text.length > shownColumns ? `${text.slice(0, shownColumns)} …` : text;
  return html`<tr class="${colour}">
    <td class="number">${line}</td>
    <td>
      ${
        quiet
          ? nothing
          : html`${mark(colour)}${told?.via === 'stand-in' ? html`<span class="of"> stand-in</span>` : nothing}`
      }
    </td>
    <td><code>${shown}</code>${reason(told)}</td>
  </tr>`;
};

/** Said where the colour alone would leave somebody wondering. */
const reason = (told: CoverageReport['lines'][number] | undefined): Html =>
  told === undefined || told.reason === null || told.colour === 'ran'
    ? nothing
    : html`<br /><span class="of"
          >${told.reason.length > shownColumns ? `${told.reason.slice(0, shownColumns)} …` : told.reason}</span
        >`;
