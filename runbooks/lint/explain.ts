// What a rule is about, for people: one rule in full, or all of them in a table.
import { wrapped } from '../../core/columns.ts';
import { visible } from '../../core/visible.ts';
import { paintWith } from './formats/paint.ts';
import type { PrettyOptions } from './formats/pretty.ts';
import type { LintContext, RuleText } from './rule.ts';

export const contextOptions: Readonly<Record<keyof LintContext, string>> = {
  compose: '--compose FILE',
  rules: '--rules FILE',
  metrics: '--metrics FILE|URL',
};

export const explainRule = (rule: RuleText, { width, color }: PrettyOptions): string => {
  const paint = paintWith(color);
  const fill = (text: string): string => wrapped(text, width).join('\n');
  const needs = rule.needs === undefined ? [] : [fill(`Needs ${contextOptions[rule.needs]}.`)];
  return `${[
    `${paint.bold(rule.id)}  ${paint.level(rule.level, rule.level)}`,
    fill(`Finds ${rule.summary}.`),
    fill(rule.why),
    ...needs,
    `${paint.bold('Bad')}\n\n${example(rule.bad)}`,
    `${paint.bold('Good')}\n\n${example(rule.good)}`,
    ...(rule.id.startsWith('SUP-') ? [] : [`${paint.bold('Suppress')}\n\n${suppressText(rule.id, fill)}`]),
  ].join('\n\n')}\n`;
};

export const explainList = (rules: readonly RuleText[], { width, color }: PrettyOptions): string => {
  const paint = paintWith(color);
  const column = Math.max(...rules.map(({ id }) => id.length)) + 2;
  const rows = rules.map(({ id, level, summary, needs }) => {
    const text = needs === undefined ? summary : `${summary} (${contextOptions[needs]})`;
    const [first = '', ...rest] = wrapped(text, Math.max(20, width - column - 8));
    const more = rest.map((line) => `\n${' '.repeat(column + 8)}${line}`).join('');
    return `${paint.bold(id.padEnd(column))}${paint.level(level, level.padEnd(8))}${first}${more}`;
  });
  return `${rows.join('\n')}\n`;
};

const example = (markdown: string): string =>
  visible(markdown.trimEnd())
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');

const suppressText = (id: string, fill: (text: string) => string): string =>
  `    <!-- gameday-lint-disable-next-line ${id}: the reason -->\n\n${fill(
    'before the line, the fence or the table; disable-line, disable with enable, and disable-file cover a line, a range and the whole file.',
  )}`;
