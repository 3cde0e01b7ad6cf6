// report.md: for the summary of a CI job. Verdicts first, then why, then the details.
import type { GameDay } from '../fold/game-day.ts';
import { drillName } from '../drill-name.ts';
import { recoveredMs } from '../recovered.ts';
import type { Reporter } from '../reporter.ts';
import type { DrillReport, Report } from '../schema.ts';
import { measuredText, msText, paceText } from '../text.ts';
import { worstSignal } from '../worst-signal.ts';
import { actionsText, briefText, knownText, leftOutText } from './brief.ts';
import { drillDetails } from './details.ts';
import { plain, table } from './escape.ts';
import { proceduresText } from './procedures.ts';
import { coverageText, variantsText } from './runbook.ts';

export const markdown: Reporter = { file: 'report.md', render: (gameDay) => renderMarkdown(gameDay) };

const renderMarkdown = ({ report }: GameDay): string =>
  [
    `# Game day ${plain(report.gameDay)}: ${report.verdict}`,
    `${plain(report.reason)}. Exit code ${report.exitCode}.`,
    ...briefText(report),
    verdictTable(report),
    ...failures(report.drills),
    ...knownText(report),
    ...leftOutText(report),
    ...actionsText(report),
    ...(report.stopped === null ? [] : [stoppedText(report.stopped)]),
    ...report.drills.map(drillDetails),
    ...proceduresText(report),
    ...coverageText(report),
    ...variantsText(report),
    facts(report),
    '',
  ].join('\n\n');

const verdictTable = (report: Report): string =>
  table(
    ['Drill', 'Verdict', 'Detected', 'Recovered', 'Injection', 'Clean-up', 'Checks'],
    report.drills.map((drill) => {
      const signal = worstSignal(drill);
      const { pass, fail, unknown } = drill.assertions;
      return [
        plain(drillName(drill, report)),
        `**${drill.verdict}**${drill.verdict === 'pass' ? '' : ` (${drill.reasonCode})`}`,
        signal === null
          ? '–'
          : `${measuredText(signal.deliveredAfterMs, signal.verdict)} of ${msText(signal.withinMs)}`,
        drill.recovery === null
          ? '–'
          : `${measuredText(recoveredMs(drill), drill.recovery.verdict)} of ${msText(drill.recovery.withinMs)}`,
        drill.injection,
        drill.cleanup,
        `${pass} pass, ${fail} fail, ${unknown} unknown`,
      ];
    }),
  );

const failures = (drills: readonly DrillReport[]): string[] => {
  const bad = drills.filter(({ verdict }) => verdict !== 'pass');
  if (bad.length === 0) return [];
  const lines = bad.flatMap((drill) =>
    drill.reasons.map(({ code, reason }) => `- **${plain(drill.id)}** ${code}: ${plain(reason)}`),
  );
  return ['## Why', lines.join('\n')];
};

const stoppedText = ({ drill, phase, lastRecord, at, torn }: NonNullable<Report['stopped']>): string =>
  `The run never finished: it stopped ${drill === null ? 'between drills' : `in ${plain(drill)}, phase ${phase ?? 'none'}`}, last record \`${lastRecord}\` at ${at}${torn ? '; the record after it is torn' : ''}.`;

const facts = (report: Report): string =>
  [
    '## Run',
    table(
      ['What', 'Value'],
      [
        ['Run', plain(report.run)],
        ['Started', report.startedAt],
        ['Finished', report.finishedAt ?? 'never'],
        [
          'Pace',
          report.pace === 1
            ? '1 (real time)'
            : `${paceText(report.pace)}; \`--pace 1\` is the claim of record`,
        ],
        ...(report.copies === 1 ? [] : [['Side by side', `on ${report.copies} copies of the stack`]]),
        ['Engine', plain(`${report.engine.kind} ${report.engine.version} (API ${report.engine.apiVersion})`)],
        ['Substitutes', report.substitutes.length === 0 ? 'none' : plain(report.substitutes.join(', '))],
        ['Seed', String(report.seed)],
        ['Gameday', plain(report.version)],
      ],
    ),
    ...(report.notes.length === 0 ? [] : [report.notes.map((note) => `- ${plain(note)}`).join('\n')]),
  ].join('\n\n');
