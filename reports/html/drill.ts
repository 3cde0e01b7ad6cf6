// One drill on the page: what was decided, the figure, then every matter in its own section.
import type { DrillCharts } from '../fold/charts.ts';
import { expectedText } from '../fold/expected.ts';
import { drillName } from '../drill-name.ts';
import { recoveredMs } from '../recovered.ts';
import type { DrillReport, Report, SignalReport } from '../schema.ts';
import { measuredText, msText, paceText } from '../text.ts';
import { worstSignal } from '../worst-signal.ts';
import { cleanupSection } from './cleanup.ts';
import { detectionSection, recoverySection } from './detection.ts';
import { figure } from './figure.ts';
import { invariantsSection } from './invariants.ts';
import { html, nothing, percent, type Html } from './markup.ts';
import { stepsSection } from './steps.ts';
import { sentence } from './summary.ts';
import { timeSection } from './time.ts';
import { badge, toneOf } from './words.ts';

export const drillSection = (
  drill: DrillReport,
  charts: DrillCharts | null,
  index: number,
  report: Report,
): Html => {
  const id = `drill-${index + 1}`;
  return html`<section
    class="drill ${toneOf(drill.verdict)}"
    id="${id}"
    aria-labelledby="${id}-name ${id}-title"
  >
    <p class="kicker" id="${id}-name">
      ${drillName(drill, report)}${drill.type === null ? '' : ` · ${drill.type}`}${drill.procedures.length === 0 ? '' : ` · ${drill.procedures.join(', ')}`}
    </p>
    <h2 id="${id}-title">${drill.title}</h2>
    <p class="verdict-line">
      ${badge(drill.verdict)}
      ${reasonText(drill)}${drill.verdict === 'pass' && report.pace !== 1 ? html` <span class="of">A pass ${paceText(report.pace)}.</span>` : nothing}
    </p>
    ${known(drill)} ${otherReasons(drill)} ${tiles(drill)}
    ${
      charts === null
        ? nothing
        : html`<h3>Timeline</h3>
            ${figure(charts)}`
    }
    ${detectionSection(drill)} ${recoverySection(drill)} ${stepsSection(drill)} ${invariantsSection(drill)}
    ${steady(drill)} ${cleanupSection(drill)} ${timeSection(drill)}
    ${
      drill.notes.length === 0
        ? nothing
        : html`<h3>Notes</h3>
            <ul class="notes">
              ${drill.notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
    }
  </section>`;
};

const known = (drill: DrillReport): Html => {
  const text = expectedText(drill);
  return text === null ? nothing : html`<p class="warning">${sentence(text)}</p>`;
};

const reasonText = ({ reason, reasonCode, stoppedIn }: DrillReport): Html =>
  html`${sentence(reason)}${reasonCode === 'ok' ? nothing : html` <span class="of">Reason code ${reasonCode}${stoppedIn === null ? '' : `, stopped in phase ${stoppedIn}`}.</span>`}`;

const otherReasons = ({ reasons }: DrillReport): Html =>
  reasons.length < 2
    ? nothing
    : html`<ul class="notes">
        ${reasons.slice(1).map(({ code, reason }) => html`<li><b>${code}</b>: ${reason}</li>`)}
      </ul>`;

const tiles = (drill: DrillReport): Html => {
  const signal = worstSignal(drill);
  const { recovery, operations } = drill;
  const traffic = operations.ok + operations.refused + operations.unknown;
  return html`<ul class="tiles">
    ${signal === null ? nothing : timeTile('Detected', signal.deliveredAfterMs, signal, signal.name)}
    ${recovery === null ? nothing : timeTile('Recovered', recoveredMs(drill), recovery, recoveryNote(recovery))}
    ${traffic === 0 ? nothing : tile('Operations', html`${traffic}`, `${operations.ok} ok, ${operations.refused} refused, ${operations.unknown} unknown`)}
    ${tile('Injection', badge(drill.injection), drill.faults.map(({ summary }) => summary).join(', ') || 'nothing is injected')}
    ${tile('Clean-up', badge(drill.cleanup), drill.cleanupReason)}
  </ul>`;
};

const recoveryNote = ({
  probesAfterMs,
  alertsAfterMs,
  verdict,
}: NonNullable<DrillReport['recovery']>): string =>
  `probes ${measuredText(probesAfterMs, verdict)}, alerts ${measuredText(alertsAfterMs, verdict)}`;

const tile = (name: string, value: Html, note: string): Html =>
  html`<li>
    <span class="tile-name">${name}</span><span class="tile-value">${value}</span
    ><span class="tile-note">${note}</span>
  </li>`;

/** The measured time as a share of its target, in words and as a bar. */
const timeTile = (
  name: string,
  ms: number | null,
  { withinMs, verdict }: Pick<SignalReport, 'withinMs' | 'verdict'>,
  note: string,
): Html =>
  html`<li class="${ms !== null && ms <= withinMs ? 'good' : toneOf(verdict)}">
    <span class="tile-name">${name}</span
    ><span class="tile-value"
      ><span class="time">${measuredText(ms, verdict)}</span>
      <span class="of">of ${msText(withinMs)}</span></span
    ><span class="meter" aria-hidden="true"
      ><span style="width:${percent(ms === null ? 1 : ms / withinMs)}"></span></span
    ><span class="tile-note">${note}</span>
  </li>`;

const steady = ({ checks }: DrillReport): Html => {
  const rows = checks.filter(({ group }) => group === 'steady');
  if (rows.length === 0) return nothing;
  return html`<h3>Steady state</h3>
    <ul class="checks">
      ${rows.map(({ name, verdict, reason }) => html`<li>${badge(verdict)} <b>${name}</b> ${reason}</li>`)}
    </ul>`;
};
