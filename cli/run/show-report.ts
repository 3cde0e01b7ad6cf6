// Writes a run's reports from its journal, and prints the verdict and where they are.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { msOrNever } from '../../reports/text.ts';
import type { DrillReport, Report } from '../../reports/schema.ts';
import { writeReports } from '../../reports/reporters.ts';
import { print, say, tableText } from '../output.ts';

export const showReport = (folder: string, asJson: boolean): Report => {
  writeReports({ journalFile: join(folder, 'journal.ndjson'), folder });
  const text = readFileSync(join(folder, 'report.json'), 'utf8');
  const report = JSON.parse(text) as Report;
  say(`\n${summaryText(report)}\n\nreport: ${shown(join(folder, 'report.html'))}`);
  if (asJson) print(text.trimEnd());
  return report;
};

export const summaryText = (report: Report): string => {
  const rows = report.drills.map((drill) => [
    drill.id,
    drill.verdict,
    ttdText(drill),
    ttrText(drill),
    drill.cleanup,
  ]);
  const reasons = report.drills
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ id, reasonCode, reason }) => `  ${id} ${reasonCode}: ${reason}`);
  return [
    tableText([['DRILL', 'VERDICT', 'DETECTED', 'RECOVERED', 'CLEAN-UP'], ...rows]),
    ...reasons,
    `${report.verdict.toUpperCase()} (exit ${report.exitCode}): ${report.reason}`,
  ].join('\n');
};

const ttdText = ({ signals }: DrillReport): string => {
  const slowest = signals.toSorted(
    (a, b) => (b.deliveredAfterMs ?? Infinity) - (a.deliveredAfterMs ?? Infinity),
  )[0];
  return slowest === undefined
    ? '-'
    : `${msOrNever(slowest.deliveredAfterMs)} of ${msOrNever(slowest.withinMs)}`;
};

const ttrText = ({ recovery }: DrillReport): string => {
  if (recovery === null) return '-';
  const { probesAfterMs, alertsAfterMs, withinMs } = recovery;
  const lastMs =
    probesAfterMs === null || alertsAfterMs === null ? null : Math.max(probesAfterMs, alertsAfterMs);
  return `${msOrNever(lastMs)} of ${msOrNever(withinMs)}`;
};

const shown = (file: string): string => {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
};
