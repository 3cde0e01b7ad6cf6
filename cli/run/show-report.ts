// Writes a run's reports from its journal, and prints the verdict and where they are.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { journalsIn } from '../../core/journal/run-files.ts';
import { visibleLine } from '../../core/visible.ts';
import { counted, measuredText, msText, shareText } from '../../reports/text.ts';
import { drillName } from '../../reports/drill-name.ts';
import { recoveredMs } from '../../reports/recovered.ts';
import type { DrillReport, Report } from '../../reports/schema.ts';
import { worstSignal } from '../../reports/worst-signal.ts';
import { writeReports } from '../../reports/reporters.ts';
import { hanging, print, say, tableText } from '../output.ts';
import { besideText } from './beside.ts';

export const showReport = (folder: string, asJson: boolean): Report => {
  writeReports({ journals: journalsIn(folder) ?? [join(folder, 'journal.ndjson')], folder });
  const text = readFileSync(join(folder, 'report.json'), 'utf8');
  const report = JSON.parse(text) as Report;
  say(`\n${summaryText(report)}\n\nreport: ${shown(join(folder, 'report.html'))}`);
  if (asJson) print(text.trimEnd());
  return report;
};

export const summaryText = (report: Report): string => {
  const name = shortName(report);
  const rows = report.drills.map((drill) => [name(drill), drill.verdict, ttdText(drill), ttrText(drill)]);
  const reasons = report.drills
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ id, reasonCode, reason }) => `  ${id} ${reasonCode}: ${reason}`);
  return [
    tableText([['DRILL', 'VERDICT', 'DETECTED', 'RECOVERED'], ...rows]),
    ...asLines([...reasons, ...unclean(report)]),
    ...report.coverage.map(coverageText),
    ...asLines([
      ...report.counterfactuals.map(({ drill, reason }) => `  ${drill}: ${reason}`),
      ...unnoticed(report),
      ...besideText(report),
      `${report.verdict.toUpperCase()} (exit ${report.exitCode}): ${report.reason}`,
    ]),
  ].join('\n');
};

/** A line break in some evidence begins no line: a CI runner would take `::error` there for an annotation. */
const asLines = (texts: readonly string[]): readonly string[] => texts.map(visibleLine);

/** The system is named where there are several: a row is to fit into 80 columns. */
const shortName = (report: Report): ((drill: DrillReport) => string) => {
  const isOne = new Set(report.drills.map(({ scenario }) => scenario)).size === 1;
  return (drill) => drillName(drill, report).slice(isOne ? drill.scenario.length + 1 : 0);
};

const unclean = ({ drills }: Report): readonly string[] =>
  drills
    .filter(({ cleanup }) => cleanup !== 'clean')
    .map(
      ({ id, cleanup, cleanupReason }) =>
        `  ${id}: clean-up is ${cleanup}: ${cleanupReason}; gameday heal takes back what is left`,
    );

const coverageText = ({
  runbook,
  commands,
  observed,
  standIn,
  drilled,
}: Report['coverage'][number]): string =>
  hanging(
    `${runbook}: `,
    `${drilled.observed} of ${counted(drilled.commands, 'command')} of the played sections observed; ${shareText(observed, commands)} of all ${commands}, ${shareText(standIn, commands)} by a stand-in`,
  );

const unnoticed = ({ mutants }: Report): readonly string[] =>
  mutants
    .filter(({ noticed }) => noticed === false)
    .map(({ line, command, change }) => `  not noticed: line ${line} ${change}: ${command}`);

const ttdText = (drill: DrillReport): string => {
  const signal = worstSignal(drill);
  return signal === null
    ? '-'
    : `${measuredText(signal.deliveredAfterMs, signal.verdict)} of ${msText(signal.withinMs)}`;
};

const ttrText = (drill: DrillReport): string => {
  const { recovery } = drill;
  return recovery === null
    ? '-'
    : `${measuredText(recoveredMs(drill), recovery.verdict)} of ${msText(recovery.withinMs)}`;
};

const shown = (file: string): string => {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
};
