// Annotations of GitHub Actions: workflow commands, one line per finding. The worst come first, since GitHub shows only the first ten of a kind.
import { workflowCommand, type Annotation } from '../../../core/workflow-command.ts';
import { levels, type LintReport } from '../report.ts';
import type { Finding, Level } from '../rule.ts';

const commands: Readonly<Record<Level, Annotation['level']>> = {
  high: 'error',
  medium: 'warning',
  low: 'notice',
};

export const githubText = ({ files }: LintReport): string => {
  const all = files.flatMap(({ uri, findings }) => findings.map((finding) => ({ uri, finding })));
  const lines = levels.flatMap((level) =>
    all.filter(({ finding }) => finding.level === level).map(({ uri, finding }) => annotation(uri, finding)),
  );
  return lines.map((line) => `${line}\n`).join('');
};

const annotation = (uri: string, { ruleId, level, message, span, suggestion }: Finding): string => {
  const { line, endLine, column, endColumn } = span;
  // GitHub refuses columns where a finding ends on another line.
  const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const properties = { file: uri, line, endLine, ...columns, title: `${ruleId} (${level})` };
  const mend = suggestion === null ? '' : `\nmend: ${suggestion}`;
  return workflowCommand({ level: commands[level], properties, message: message + mend });
};
