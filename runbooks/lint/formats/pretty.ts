// For people at a terminal: each finding with the line it is about, and no rule so often that it drowns the others.
import { wrapped } from '../../../core/columns.ts';
import { visibleLine } from '../../../core/visible.ts';
import { countsOf, levels, type LintedFile, type LintReport } from '../report.ts';
import type { Finding } from '../rule.ts';
import { excerpt } from './excerpt.ts';
import { paintWith, type Paint } from './paint.ts';

export interface PrettyOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
}

interface Look {
  readonly width: number;
  readonly paint: Paint;
}

/** So many of one rule are shown in full in one file. */
const shownInFull = 3;

export const prettyText = (report: LintReport, { width, color }: PrettyOptions): string => {
  const look = { width: Math.max(40, width), paint: paintWith(color) };
  const files = report.files.filter(({ findings }) => findings.length > 0);
  return [...files.map((file) => fileText(file, look)), summary(report, look)].join('');
};

const fileText = (file: LintedFile, look: Look): string => {
  const counts = new Map<string, number>();
  const rest = new Map<string, Finding[]>();
  let text = '';
  for (const finding of file.findings) {
    const { ruleId } = finding;
    const count = (counts.get(ruleId) ?? 0) + 1;
    counts.set(ruleId, count);
    if (count <= shownInFull) text += `${findingText(file, finding, look)}\n`;
    else rest.set(ruleId, [...(rest.get(ruleId) ?? []), finding]);
  }
  return text + [...rest.values()].map((findings) => restText(file, findings, look)).join('');
};

const findingText = (file: LintedFile, finding: Finding, look: Look): string => {
  const { ruleId, level, message, span, related, suggestion } = finding;
  const { paint } = look;
  const mark = (text: string): string => paint.level(level, text);
  const place = `${visibleLine(file.uri)}:${span.line}:${span.column}`;
  const lines = [
    `${place}  ${mark(level)}  ${paint.bold(ruleId)}`,
    ...indented(message, look),
    ...excerpt(file.lines, span, { ...look, mark }),
    ...related.flatMap((one) => indented(`line ${one.span.line}: ${one.message}`, look)),
    ...(suggestion === null ? [] : mendLines(suggestion, look)),
  ];
  return lines.map((line) => `${line}\n`).join('');
};

/** A mend of several lines is text to copy, and stays as it is. */
const mendLines = (suggestion: string, look: Look): readonly string[] => {
  const lines = suggestion.trimEnd().split('\n');
  if (lines.length === 1) return indented(`mend: ${suggestion}`, look);
  return ['  mend:', ...lines.map((line) => `    ${visibleLine(line)}`)];
};

const restText = (file: LintedFile, findings: readonly Finding[], look: Look): string => {
  const [first] = findings;
  if (first === undefined) return '';
  const places = findings.slice(0, 20).map(({ span }) => String(span.line));
  const more = findings.length > places.length ? ', …' : '';
  const noun = findings.length === 1 ? 'line' : 'lines';
  const text = `${visibleLine(file.uri)}: ${findings.length} more ${first.ruleId}: ${noun} ${places.join(', ')}${more}; --format json has all of them`;
  const [line = '', ...others] = wrapped(text, look.width - 2);
  return `${[line, ...others.map((one) => `  ${one}`)].map((one) => look.paint.dim(one)).join('\n')}\n\n`;
};

const summary = (report: LintReport, { width, paint }: Look): string => {
  const counts = countsOf(report);
  const found = levels.filter((level) => counts[level] > 0);
  const files = `${counts.files} ${counts.files === 1 ? 'file' : 'files'}`;
  const hidden = counts.suppressed === 0 ? '' : `, ${counts.suppressed} suppressed`;
  if (found.length === 0) return `${files}: nothing found${hidden}\n`;
  const numbers = found.map((level) => paint.level(level, `${counts[level]} ${level}`)).join(', ');
  const worst = report.files.flatMap(({ findings }) => findings).find(({ level }) => level === found[0]);
  const hint = `gameday lint --explain ${worst?.ruleId ?? ''} says why, with a bad and a good example`;
  return `${files}: ${numbers}${hidden}\n${wrapped(hint, width).join('\n')}\n`;
};

const indented = (text: string, { width }: Look): readonly string[] =>
  wrapped(visibleLine(text), width - 2).map((line) => `  ${line}`);
