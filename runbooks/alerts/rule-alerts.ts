// Prometheus rules in a fence: `- alert: …` with its expr, for and severity, read line by line, so that half a rule is enough.
import { parseDuration } from '../../core/duration.ts';
import type { CodeText, SourceLine } from '../markdown/code-text.ts';
import type { PlacedExpression } from '../promql/find-expressions.ts';
import type { AlertDraft } from './draft.ts';
import { promqlFacts } from './promql-condition.ts';
import type { FoundCondition } from './statement.ts';

export interface RuleFinds {
  readonly alerts: readonly AlertDraft[];
  readonly expressions: readonly PlacedExpression[];
}

const start = /^(\s*)(?:-\s+)?alert:\s*(\S.*?)\s*$/;

export const ruleAlerts = ({ lines }: CodeText, section: number | null): RuleFinds => {
  const alerts: AlertDraft[] = [];
  const expressions: PlacedExpression[] = [];
  for (const [at, line] of lines.entries()) {
    const name = start.exec(line.text)?.[2];
    if (name === undefined) continue;
    const alert = readRule(unquoted(name), ruleLines(lines, at), section);
    if (alert === null) continue;
    alerts.push(alert);
    const { promql, from, to } = alert.conditions[0] as FoundCondition;
    if (promql !== null)
      expressions.push({ expression: promql, origin: 'fence', section, label: alert.name, from, to });
  }
  return { alerts, expressions };
};

/** Up to the next item of the list; keys may stand above `alert:` too, but nobody writes them there. */
const ruleLines = (lines: readonly SourceLine[], from: number): readonly SourceLine[] => {
  const dash = /^\s*(?=-\s)/.exec(lines[from]?.text ?? '')?.[0].length ?? null;
  let end = from + 1;
  for (; end < lines.length && end - from < 100; end += 1) {
    const text = lines[end]?.text ?? '';
    const indent = /^\s*/.exec(text)?.[0].length ?? 0;
    if (start.test(text) || (text.trim() !== '' && dash !== null && indent <= dash)) break;
  }
  return lines.slice(from, end);
};

const readRule = (name: string, lines: readonly SourceLine[], section: number | null): AlertDraft | null => {
  const expr = valueOf(lines, 'expr');
  const first = lines[0];
  // A template has nothing to say yet.
  if (expr === null || first === undefined || /^(?:[<[{$]|$)/.test(expr.text)) return null;
  const indent = first.text.length - first.text.trimStart().length;
  const condition: FoundCondition = {
    ...promqlFacts(expr.text),
    form: 'T2',
    text: expr.text.replace(/\s+/g, ' '),
    holdMs: parseDuration(valueOf(lines, 'for')?.text ?? ''),
    from: expr.from,
    to: expr.to,
  };
  const last = lines.findLast(({ text }) => text.trim() !== '') ?? first;
  return {
    name,
    severity: valueOf(lines, 'severity')?.text.toLowerCase() ?? null,
    origin: 'rule',
    section,
    conditions: [condition],
    from: first.from + indent,
    to: last.from + last.text.trimEnd().length,
  };
};

interface Value {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A value on the line of its key, or a block below it (`|`, `>`). */
const valueOf = (lines: readonly SourceLine[], key: string): Value | null => {
  const at = lines.findIndex(({ text }) => new RegExp(String.raw`^\s*(?:-\s+)?${key}:`).test(text));
  const line = lines[at];
  if (line === undefined) return null;
  const lead = line.text.indexOf(`${key}:`) + key.length + 1;
  const own = line.text.slice(lead);
  if (!/^\s*(?:[|>][-+\d]*)?\s*(?:#.*)?$/.test(own)) {
    const text = unquoted(own.replace(/\s+#.*$/, '').trim());
    const from = line.from + lead + own.length - own.trimStart().length;
    return { text, from, to: line.from + line.text.trimEnd().length };
  }
  const indent = line.text.length - line.text.trimStart().length;
  const below: SourceLine[] = [];
  for (const next of lines.slice(at + 1)) {
    const depth = next.text.length - next.text.trimStart().length;
    if (next.text.trim() !== '' && depth <= indent) break;
    below.push(next);
  }
  const filled = below.filter(({ text }) => text.trim() !== '');
  const [first, last] = [filled[0], filled.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    text: filled.map(({ text }) => text.trim()).join('\n'),
    from: first.from + first.text.length - first.text.trimStart().length,
    to: last.from + last.text.trimEnd().length,
  };
};

const unquoted = (text: string): string => {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  return quoted?.[2]?.replace(/\\"/g, '"').replace(/''/g, "'") ?? text;
};

const oldStart = /^\s*ALERT\s+(\w+)\s*$/;

/** `ALERT name IF expression FOR 5m LABELS {…}`, as Prometheus 1 had them. */
export const oldRuleAlerts = ({ lines }: CodeText, section: number | null): RuleFinds => {
  const alerts: AlertDraft[] = [];
  const expressions: PlacedExpression[] = [];
  for (const [at, line] of lines.entries()) {
    const name = oldStart.exec(line.text)?.[1];
    if (name === undefined) continue;
    const rest = lines.slice(at + 1, at + 20);
    const end = rest.findIndex(({ text }) => oldStart.test(text));
    const own = end < 0 ? rest : rest.slice(0, end);
    const expr = clauseOf(own, 'IF');
    if (expr === null || /^(?:[<[{$]|$)/.test(expr.text)) continue;
    const facts = promqlFacts(expr.text);
    alerts.push({
      name,
      severity:
        /severity\s*=\s*"([^"]+)"/.exec(clauseOf(own, 'LABELS')?.text ?? '')?.[1]?.toLowerCase() ?? null,
      origin: 'rule',
      section,
      conditions: [
        { ...facts, ...expr, form: 'T2', holdMs: parseDuration(clauseOf(own, 'FOR')?.text ?? '') },
      ],
      from: line.from,
      to: expr.to,
    });
    if (facts.promql !== null)
      expressions.push({
        expression: expr.text,
        origin: 'fence',
        section,
        label: name,
        from: expr.from,
        to: expr.to,
      });
  }
  return { alerts, expressions };
};

/** What stands behind a word on its line. */
const clauseOf = (lines: readonly SourceLine[], word: string): Value | null => {
  const line = lines.find(({ text }) => new RegExp(String.raw`^\s*${word}\s`).test(text));
  if (line === undefined) return null;
  const text = line.text.trim().slice(word.length).trim();
  const from = line.from + line.text.indexOf(text);
  return { text, from, to: from + text.length };
};
