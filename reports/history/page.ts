// The page over all runs: what changed last, a table of runs, and for each drill its verdicts and trends.
import { documentText } from '../html/document.ts';
import { html, nothing, type Html } from '../html/markup.ts';
import { badge, dataTable, toneOf } from '../html/words.ts';
import { counted, msText, paceText } from '../text.ts';
import { drillSection } from './drill-section.ts';
import type { CoverageSeries, History, HistoryRun } from './fold.ts';
import { trend } from './trend.ts';
import { historyStyle } from './style.ts';
import { runName, wholePercent, type PageAddress } from './words.ts';

export const historyPage = (history: History, addressOf: PageAddress): string => {
  const { runs, drills, coverage } = history;
  const broken = runs.filter(({ trouble }) => trouble !== null).length;
  const last = runs.findLast(({ told }) => told !== null)?.told;
  const content = html`<header
      class="top ${last === undefined || last === null ? 'calm' : toneOf(last.verdict)}"
    >
      <p class="kicker">Game days so far</p>
      <h1>${counted(runs.length, 'run')}${broken === 0 ? '' : `, ${broken} of them not whole`}</h1>
      ${last === undefined || last === null ? nothing : html`<p class="lead">The last one: ${badge(last.verdict)} ${last.reason}</p>`}
    </header>
    <main>
      ${latest(history)}
      <section aria-labelledby="runs">
        <h2 id="runs">Runs</h2>
        ${runTable(runs, addressOf)}
      </section>
      ${drills.map((series, index) => drillSection(series, index, addressOf))} ${coverageSection(coverage)}
    </main>
    <footer><p>Drawn from the reports of these runs alone.</p></footer>`;
  return documentText(`${counted(runs.length, 'run')}: history of game days`, content, historyStyle);
};

const latest = ({ latest: all }: History): Html =>
  all.length === 0
    ? nothing
    : html`<section aria-labelledby="latest">
        <h2 id="latest">What changed last</h2>
        ${all.map(
          ({ system, run, before, changes }) =>
            html`<h3>${system}: run ${run} against run ${before}</h3>
              ${
                changes.length === 0
                  ? html`<p>Nothing beyond the noise.</p>`
                  : html`<ul class="checks">
                      ${changes.map(({ trend: direction, text }) => html`<li>${mark(direction)} ${text}</li>`)}
                    </ul>`
              }`,
        )}
      </section>`;

const tones = { worse: ['▲', 'bad'], better: ['▼', 'good'], changed: ['●', 'calm'] } as const;

const mark = (direction: keyof typeof tones): Html =>
  html`<span class="badge ${tones[direction][1]}"
    ><span aria-hidden="true">${tones[direction][0]}</span> ${direction}</span
  >`;

const runTable = (runs: readonly HistoryRun[], addressOf: PageAddress): Html =>
  runs.length === 0
    ? html`<p>There is none yet.</p>`
    : dataTable(
        'All runs, the newest first',
        [
          { title: 'Run' },
          { title: 'Verdict' },
          { title: 'Game day' },
          { title: 'Drills passed', numeric: true },
          { title: 'Pace' },
          { title: 'Took', numeric: true },
          { title: 'Exit code', numeric: true },
          { title: 'Not whole' },
        ],
        runs.toReversed().map((run) => runRow(run, addressOf)),
      );

const runRow = (run: HistoryRun, addressOf: PageAddress): (Html | string)[] => {
  const { told, drills, trouble } = run;
  const link = runName(run, addressOf);
  const unknown = html`<span class="never">–</span>`;
  if (told === null)
    return [link, badge('unknown'), unknown, unknown, unknown, unknown, unknown, trouble ?? ''];
  const took = told.finishedAt === null ? null : Date.parse(told.finishedAt) - Date.parse(told.startedAt);
  return [
    html`${link}<br /><span class="id">${told.startedAt.slice(0, 16).replace('T', ' ')} UTC</span>`,
    badge(told.verdict),
    told.gameDay,
    `${drills.passed} of ${drills.played}`,
    paceText(told.pace),
    took === null ? unknown : msText(took),
    String(told.exitCode),
    trouble ?? unknown,
  ];
};

const coverageSection = (coverage: readonly CoverageSeries[]): Html =>
  coverage.length === 0
    ? nothing
    : html`<section class="drill" aria-labelledby="coverage">
        <h2 id="coverage">Runbook coverage</h2>
        <p>Of all commands of the runbook the share that was observed in a run.</p>
        ${coverage.map(({ runbook, points }) => {
          const now = wholePercent(points.at(-1)?.share ?? 0);
          const values = points.map(({ share }) => ({ value: share, target: 1, verdict: 'pass' as const }));
          return html`<h3>${runbook}: ${now}</h3>
            <div class="trends">
              ${trend(`Share of ${runbook} observed, by run; ${now} in the last one`, values)}
            </div>`;
        })}
      </section>`;
