// The runbook's commands as they ran, with their output; failed ones stand open.
import type { DrillReport, StepReport } from '../schema.ts';
import { counted, msText, stepWord } from '../text.ts';
import { html, nothing, type Html } from './markup.ts';
import { badge } from './words.ts';

/** What one output may take of the page; the journal has all of it. */
const shownCharacters = 16_000;

export const stepsSection = ({ steps }: DrillReport): Html =>
  steps.length === 0
    ? nothing
    : html`<h3>Runbook steps</h3>
        <ol class="steps">
          ${steps.map(stepItem)}
        </ol>`;

const stepItem = (step: StepReport): Html =>
  html`<li><details${isDoubtful(step) ? html` open` : nothing}>
    <summary>${badge(stepWord(step))} <code>${firstLine(step.command)}</code> <span class="of">${step.stage}${step.durationMs === null ? '' : `, ${msText(step.durationMs)}`}</span></summary>
    <p>${step.runbook}, line ${step.line}, ${step.section}. Promised: ${step.promise}. Exit code ${step.exitCode ?? 'none'}${step.timedOut ? ', stopped by its time limit' : ''}.</p>
    <p>${step.reason}</p>
    ${step.approvedBy === undefined ? nothing : html`<p>Class ${step.class ?? 'U'}, approved by ${step.approvedBy}.</p>`}
    ${step.command.includes('\n') ? html`<pre tabindex="0" aria-label="Command">${step.command}</pre>` : nothing}
    ${output(step)}
  </details></li>`;

const isDoubtful = ({ verdict }: StepReport): boolean => verdict !== 'pass' && verdict !== 'not-taken';

const output = ({ output: text, truncated, id }: StepReport): Html => {
  if (text === '') return html`<p class="of">No output.</p>`;
  const cut = text.length - shownCharacters;
  return html`<pre tabindex="0" aria-label="Output of ${id}">
${cut > 0 ? text.slice(0, shownCharacters / 2) : text}${
        cut > 0
          ? html` … ${counted(cut, 'character')} left out here; the journal has them …
            ${text.slice(-shownCharacters / 2)}`
          : nothing
      }</pre>
    ${truncated ? html`<p class="of">The output was cut when it was recorded.</p>` : nothing}`;
};

const firstLine = (command: string): string => {
  const [first = '', ...rest] = command.split('\n');
  return rest.length === 0 ? first : `${first} …`;
};
