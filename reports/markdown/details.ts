// One drill in Markdown: signals by stage, steps, invariants, clean-up, time.
import { countsText } from '../fold/invariants.ts';
import { stepName } from '../fold/applicable.ts';
import type { DrillReport } from '../schema.ts';
import { measuredText, msText, stepWord } from '../text.ts';
import { fence, plain, table } from './escape.ts';

export const drillDetails = (drill: DrillReport): string =>
  [
    `## ${plain(drill.title)} (${plain(drill.id)}): ${drill.verdict}`,
    ...(drill.verdict === 'pass' ? [] : [plain(drill.reason)]),
    ...signals(drill),
    ...recovery(drill),
    ...steps(drill),
    ...invariants(drill),
    ...cleanup(drill),
    ...time(drill),
    ...(drill.notes.length === 0
      ? []
      : ['### Notes', drill.notes.map((note) => `- ${plain(note)}`).join('\n')]),
  ].join('\n\n');

const signals = ({ signals: rows, unexpected }: DrillReport): string[] => [
  ...(rows.length === 0
    ? []
    : [
        '### Detection',
        table(
          [
            'Signal',
            'Verdict',
            'Bad probe',
            'Metric',
            'Pending',
            'Firing',
            'Delivered',
            'Target',
            'Predicted',
            'Margin',
          ],
          rows.map((row) => [
            plain(`${row.kind} ${row.name}${row.fault === null ? '' : ` of ${row.fault}`}`),
            row.verdict,
            ...[
              row.stages.badProbeAfterMs,
              row.stages.metricAfterMs,
              row.pendingAfterMs,
              row.firingAfterMs,
            ].map(msOrDash),
            measuredText(row.deliveredAfterMs, row.verdict),
            `${msText(row.withinMs)} (${msText(row.nominal.withinMs)} nominal)`,
            row.predictedMs === null ? '–' : `${msText(row.predictedMs[0])} to ${msText(row.predictedMs[1])}`,
            row.marginIntervals === null ? '–' : `${row.marginIntervals} intervals`,
          ]),
        ),
      ]),
  ...(unexpected.length === 0 ? [] : [`Unexpected alerts: ${plain(unexpected.join(', '))}.`]),
];

const recovery = ({ recovery: row, remediation }: DrillReport): string[] => [
  ...(row === null
    ? []
    : [
        '### Recovery',
        `${row.verdict}: ${plain(row.reason)}. Probes ${measuredText(row.probesAfterMs, row.verdict)}, alerts ${measuredText(row.alertsAfterMs, row.verdict)}, target ${msText(row.withinMs)} (${msText(row.nominal.withinMs)} nominal).`,
      ]),
  ...(remediation === null ? [] : [`Remediation: ${remediation.effect}.`]),
];

const steps = ({ steps: rows }: DrillReport): string[] =>
  rows.length === 0
    ? []
    : [
        '### Runbook steps',
        table(
          ['Step', 'Stage', 'Verdict', 'Exit code', 'Took', 'Why'],
          rows.map((row) => [
            plain(stepName(row)),
            row.stage,
            stepWord(row).replace('-', ' '),
            String(row.exitCode ?? '–'),
            msOrDash(row.durationMs),
            plain(row.reason),
          ]),
        ),
        ...rows
          .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-taken')
          .map(({ command, output }) => fence(`$ ${command}\n${output}`)),
      ];

const invariants = ({ invariants: rows }: DrillReport): string[] =>
  rows.length === 0
    ? []
    : [
        '### Invariants',
        table(
          ['Invariant', 'Verdict', 'Counts', 'Why'],
          rows.map(({ code, verdict, counts, reason }) => [
            plain(code),
            verdict,
            plain(countsText(counts)),
            plain(reason),
          ]),
        ),
      ];

const cleanup = ({ cleanup: verdict, cleanupReason, faults }: DrillReport): string[] =>
  faults.length === 0
    ? []
    : [
        '### Clean-up',
        `${verdict}: ${plain(cleanupReason)}.`,
        table(
          ['Fault', 'In', 'Bit', 'Proof', 'Healed by', 'Gone', 'After', 'Proof'],
          faults.map((fault) => [
            plain([fault.summary, fault.course].filter((text) => text !== '').join(', ')),
            msOrDash(fault.injectedAfterMs),
            fault.confirmed ?? '–',
            plain(fault.proof),
            fault.healedBy ?? '–',
            fault.gone ?? '–',
            msOrDash(fault.goneAfterMs),
            plain(fault.goneProof),
          ]),
        ),
      ];

const time = ({ timeLedger }: DrillReport): string[] =>
  timeLedger.entries.length === 0
    ? []
    : [
        '### Time',
        table(
          ['What', 'Kind', 'Took'],
          timeLedger.entries.map(({ what, kind, ms }) => [plain(what), kind, msText(ms)]),
        ),
      ];

const msOrDash = (ms: number | null): string => (ms === null ? '–' : msText(ms));
