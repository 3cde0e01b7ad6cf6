// JSON for scripts: docs/lint.schema.json describes it.
import type { Span } from '../../model.ts';
import { countsOf, type LintReport } from '../report.ts';

export const jsonText = (report: LintReport): string =>
  `${JSON.stringify({ schema: 1, files: report.files.map(fileOf), counts: countsOf(report) }, null, 2)}\n`;

const fileOf = ({ uri, findings }: LintReport['files'][number]) => ({
  uri,
  findings: findings.map(({ ruleId, level, message, span, related, suggestion }) => ({
    ruleId,
    level,
    message,
    ...regionOf(span),
    related: related.map((one) => ({ message: one.message, ...regionOf(one.span) })),
    suggestion,
  })),
});

const regionOf = ({ line, endLine, column, endColumn }: Span) => ({
  startLine: line,
  endLine,
  startColumn: column,
  endColumn,
});
