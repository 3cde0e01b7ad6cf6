// The top of the page: the verdict, why, the facts of the run, one row per drill.
import { drillName } from '../drill-name.ts';
import { recoveredMs } from '../recovered.ts';
import type { DrillReport, Report } from '../schema.ts';
import { msText, paceText } from '../text.ts';
import { worstSignal } from '../worst-signal.ts';
import { html, nothing, type Html } from './markup.ts';
import { against, badge, dataTable, toneOf } from './words.ts';

export const pageHead = (report: Report): Html =>
  html`<header class="top ${toneOf(report.verdict)}">
    <p class="kicker">Game day <b>${report.gameDay}</b> · ${instantText(report.startedAt)}</p>
    <h1><span class="sr">Verdict: </span>${badge(report.verdict, 'large')}</h1>
    <p class="lead" data-reason>${sentence(report.reason)}</p>
    ${report.stopped === null ? nothing : stopped(report.stopped)} ${leftBehind(report)}
    <dl class="facts">
      ${fact('Pace', report.pace === 1 ? 'real time' : `${paceText(report.pace)}; --pace 1 is the claim of record`)}
      ${fact('Took', report.finishedAt === null ? 'never finished' : msText(Date.parse(report.finishedAt) - Date.parse(report.startedAt)))}
      ${report.copies === 1 ? nothing : fact('Side by side', `on ${report.copies} copies of the stack`)}
      ${fact('Exit code', String(report.exitCode))}
      ${fact('Engine', `${report.engine.kind} ${report.engine.version}, API ${report.engine.apiVersion}`)}
      ${fact('Substitutes', report.substitutes.length === 0 ? 'none' : report.substitutes.join(', '))}
      ${fact('Run', report.run)}
    </dl>
  </header>`;

export const drillTable = (report: Report): Html =>
  html`<section aria-labelledby="drills">
    <h2 id="drills">Drills</h2>
    <div class="cards">
      ${dataTable(
        'Drills and their verdicts',
        [
          { title: 'Drill' },
          { title: 'Verdict' },
          { title: 'Detected', numeric: true },
          { title: 'Recovered', numeric: true },
          { title: 'Injection' },
          { title: 'Clean-up' },
          { title: 'Checks passed', numeric: true },
        ],
        report.drills.map((drill, index) => drillRow(drill, index, report)),
      )}
    </div>
    ${
      report.notes.length === 0
        ? nothing
        : html`<ul class="notes">
            ${report.notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
    }
  </section>`;

const drillRow = (drill: DrillReport, index: number, report: Report): Html[] => {
  const signal = worstSignal(drill);
  const { pass, fail, unknown } = drill.assertions;
  return [
    html`<a href="#drill-${index + 1}">${drill.title}</a><br /><span class="id"
        >${drillName(drill, report)}</span
      >`,
    html`${badge(drill.verdict)}${drill.verdict === 'pass' ? nothing : html`<br /><span class="id">${drill.reasonCode}</span>`}`,
    signal === null
      ? html`<span class="never">–</span>`
      : against(signal.deliveredAfterMs, signal.withinMs, signal.verdict),
    drill.recovery === null
      ? html`<span class="never">–</span>`
      : against(recoveredMs(drill), drill.recovery.withinMs, drill.recovery.verdict),
    badge(drill.injection),
    badge(drill.cleanup),
    html`${pass} of ${pass + fail + unknown}`,
  ];
};

const stopped = ({ drill, phase, lastRecord, at, torn }: NonNullable<Report['stopped']>): Html =>
  html`<p class="warning">
    The run never finished. It stopped
    ${drill === null ? 'between drills' : html`in <b>${drill}</b>, phase <b>${phase ?? 'none'}</b>`}; its last
    record is <code>${lastRecord}</code> at ${at}${torn ? ', the one after it is torn' : ''}.
  </p>`;

const leftBehind = ({ drills }: Report): Html => {
  const open = drills.filter(({ cleanup }) => cleanup !== 'clean');
  if (open.length === 0) return nothing;
  return html`<p class="warning">
    Something may be left behind.
    ${open.map(({ id, cleanup, cleanupReason }) => `${id} is ${cleanup}: ${cleanupReason}. `)}<code
      >gameday heal</code
    >
    undoes it.
  </p>`;
};

const fact = (name: string, value: string): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

/** `2 March 2026, 06:00:00 UTC`. */
const instantText = (instant: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(instant))} UTC`;

/** A name at the start keeps its letters. */
export const sentence = (text: string): string =>
  `${/^[a-z]+[ ,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text}${/[.!?]$/.test(text) ? '' : '.'}`;
