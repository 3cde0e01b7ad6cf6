// report.html: one self-contained page. No script, no request; readable offline, in print, on a phone, in the dark.
import type { GameDay } from '../fold/game-day.ts';
import type { Reporter } from '../reporter.ts';
import { drillSection } from './drill.ts';
import { html } from './markup.ts';
import { proceduresSection } from './procedures.ts';
import { runbookSections } from './runbook.ts';
import { style } from './style.ts';
import { drillTable, pageHead } from './summary.ts';
import { variantsSection } from './variants.ts';

/** Nothing may load, run, submit or rebase; only the page's own style is let in. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export const page: Reporter = {
  file: 'report.html',
  render({ report, charts, runbooks }: GameDay): string {
    const body = html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          <title>${report.verdict}: game day ${report.gameDay}, ${report.startedAt.slice(0, 10)}</title>
          <style>
            ${{ markup: style }}
          </style>
        </head>
        <body>
          <div class="page">
            ${pageHead(report)}
            <main>
              ${drillTable(report)}
              ${report.drills.map((drill, index) => drillSection(drill, charts[index] ?? null, index, report))}
              ${proceduresSection(report)} ${runbookSections(report.coverage, runbooks)}
              ${variantsSection(report)}
            </main>
            <footer>
              <p>
                Gameday ${report.version} · run ${report.run} · seed ${report.seed} · drawn from its journal
                alone.
              </p>
            </footer>
          </div>
        </body>
      </html> `;
    return body.markup;
  },
};
