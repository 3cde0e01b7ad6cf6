// What the runbook's steps are worth: the drills played again without them, and with one changed at a time.
import type { CounterfactualReport, MutantReport, Report } from '../schema.ts';
import { msText } from '../text.ts';
import { html, nothing, type Html } from './markup.ts';
import { dataTable } from './words.ts';

export const variantsSection = ({ counterfactuals, mutants }: Report): Html =>
  counterfactuals.length + mutants.length === 0
    ? nothing
    : html`<section class="drill" aria-labelledby="worth">
        <h2 id="worth">What the steps are worth</h2>
        <p>These drills were played again with changed steps. They are no part of the verdict above.</p>
        ${counterfactuals.length === 0 ? nothing : withoutSteps(counterfactuals)}
        ${mutants.length === 0 ? nothing : oneChanged(mutants)}
      </section>`;

const withoutSteps = (rows: readonly CounterfactualReport[]): Html =>
  html`<h3>Without the remediation</h3>
    ${dataTable(
      'Drills without their remediation',
      [
        { title: 'Drill' },
        { title: 'Needed' },
        { title: 'Recovered without', numeric: true },
        { title: 'With', numeric: true },
        { title: 'Why' },
      ],
      rows.map(({ drill, needed, recoveredAfterMs, withStepsMs, reason }) => [
        html`${drill}`,
        html`<span class="mark ${needed === true ? 'observed' : 'ran'}"
          >${needed === null ? 'unknown' : needed ? 'needed' : 'not needed'}</span
        >`,
        html`${recoveredAfterMs === null ? 'never' : msText(recoveredAfterMs)}`,
        html`${withStepsMs === null ? 'never' : msText(withStepsMs)}`,
        html`${reason}`,
      ]),
    )}`;

const oneChanged = (rows: readonly MutantReport[]): Html => {
  const unnoticed = rows.filter(({ noticed }) => noticed === false).length;
  return html`<h3>With one step changed</h3>
    <p data-mutants>
      ${rows.length - unnoticed} of ${rows.length} changes were noticed. A change that nobody notices says
      that the step does not matter, or that nothing checks it.
    </p>
    ${dataTable(
      'Drills with one step changed',
      [{ title: 'Line' }, { title: 'Change' }, { title: 'Noticed' }, { title: 'Drill' }, { title: 'Why' }],
      rows.map(({ drill, line, change, command, noticed, reasonCode, reason }) => [
        html`${line}`,
        html`<code>${command.split('\n')[0] ?? ''}</code> ${change}`,
        html`<span class="mark ${noticed === true ? 'observed' : noticed === false ? 'failed' : 'ran'}"
          >${noticed === null ? 'unknown' : noticed ? `yes: ${reasonCode}` : 'no'}</span
        >`,
        html`${drill}`,
        html`${reason}`,
      ]),
    )}`;
};
