// report.html: one self-contained page. No script, no request; readable offline, in print, on a phone, in the dark.
import type { GameDay } from '../fold/game-day.ts';
import type { Reporter } from '../reporter.ts';
import { actionsSection, briefSection, selectionSection } from './brief.ts';
import { documentText } from './document.ts';
import { drillSection } from './drill.ts';
import { html } from './markup.ts';
import { proceduresSection } from './procedures.ts';
import { runbookSections } from './runbook.ts';
import { drillTable, pageHead } from './summary.ts';
import { variantsSection } from './variants.ts';

export const page: Reporter = {
  file: 'report.html',
  render({ report, charts, runbooks }: GameDay): string {
    const content = html`${pageHead(report)}
      <main>
        ${briefSection(report)} ${drillTable(report)} ${selectionSection(report)} ${actionsSection(report)}
        ${report.drills.map((drill, index) => drillSection(drill, charts[index] ?? null, index, report))}
        ${proceduresSection(report)} ${runbookSections(report.coverage, runbooks)} ${variantsSection(report)}
      </main>
      <footer>
        <p>
          Gameday ${report.version} · run ${report.run} · seed ${report.seed}${sourceText(report)} · drawn
          from its journal alone.
        </p>
      </footer>`;
    const title = `${report.verdict}: game day ${report.gameDay}, ${report.startedAt.slice(0, 10)}`;
    return documentText(title, content);
  },
};

const sourceText = ({ source }: GameDay['report']): string =>
  source === null
    ? ''
    : `${source.commit === null ? '' : ` · commit ${source.commit.slice(0, 12)}`} · scenario ${source.scenario.slice(0, 12)}`;
