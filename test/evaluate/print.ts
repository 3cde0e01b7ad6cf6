// The evaluation as a person reads it: a table of rules, then what was missed, what came close, what was wrong.
import type { Label } from './labels.ts';
import type { NearMiss, Reported } from './match.ts';
import { share, type Summary } from './summary.ts';

export const tableOf = (rows: readonly Summary[], withContext: boolean): string => {
  const head = [
    'rule',
    'labels',
    'found',
    'recall',
    'findings',
    'matching',
    'right',
    'wrong',
    'open',
    'precision',
  ];
  const cells = rows.map((row) => [
    row.rule,
    String(row.detectable),
    String(row.found),
    percent(share(row.found, row.detectable)),
    String(row.findings),
    String(row.matching),
    String(row.right),
    String(row.wrong),
    String(row.open),
    percent(share(row.right, row.right + row.wrong)),
  ]);
  const context = rows.map(({ context: all, contextFound }) =>
    all === 0 ? '' : `${contextFound} of ${all}`,
  );
  const table = [head, ...cells].map((row, index) =>
    withContext ? [...row, index === 0 ? 'with context' : (context[index - 1] ?? '')] : row,
  );
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? cell.length),
      )
      .join('  ')
      .trimEnd();
  return table.map(line).join('\n');
};

export const percent = (value: number | null): string =>
  value === null ? '-' : `${(value * 100).toFixed(1)} %`;

export const labelLine = ({ id, file, lines, rule, severity, detect, finding }: Label): string =>
  `  ${id}  ${file}:${lines}  ${rule} ${severity} ${[...detect].join('+')}  ${finding}`;

export const findingLine = ({ file, finding }: Reported): string =>
  `  ${file}:${finding.span.line}  ${finding.ruleId}  ${finding.message}`;

export const nearLine = ({ label, reported, why }: NearMiss): string =>
  `  ${label.id}  ${label.rule} at ${label.lines}: ${why}: ${reported.finding.ruleId} at ${reported.finding.span.line}`;

export const listOf = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${title} (${lines.length})\n${lines.join('\n')}\n`;
