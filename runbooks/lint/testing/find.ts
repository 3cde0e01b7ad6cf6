// What tests of rules are written with: Markdown in, `line[-endLine] message` out, and context from YAML and /metrics texts.
import { problemText } from '../../../core/errors.ts';
import { readCompose } from '../context/compose.ts';
import { exampleCompose, exampleMetrics, exampleRules } from '../context/example.ts';
import type { Facts } from '../context/facts.ts';
import { readMetrics } from '../context/metrics.ts';
import { readRuleFile } from '../context/rule-files.ts';
import { readDocument } from '../document.ts';
import { lintDocument, noContext } from '../lint.ts';
import type { LintContext, Rule } from '../rule.ts';

/** What one rule finds, e.g. `['3 `curl` …', '5-7 …']`; throws when the rule breaks. */
export const find = (rule: Rule, markdown: string, context: Partial<LintContext> = {}): readonly string[] => {
  const { findings, broken } = lintDocument(
    readDocument('runbook.md', markdown),
    { ...noContext, ...context },
    [rule],
  );
  const [first] = broken;
  if (first !== undefined) throw new Error(`${rule.id} broke: ${first.message}`);
  return findings.map(({ span: { line, endLine }, message }) =>
    endLine === line ? `${line} ${message}` : `${line}-${endLine} ${message}`,
  );
};

/** A shell fence that begins on line 1: the first command stands on line 2. */
export const bash = (...lines: readonly string[]): string => ['```bash', ...lines, '```', ''].join('\n');

const demand = <T>({ facts, problems }: Facts<T>): T => {
  if (facts === null) throw new Error(problems.map(problemText).join('\n'));
  return facts;
};

/** `--compose` with this text, in a folder named `shop`. */
export const withCompose = (text: string): Pick<LintContext, 'compose'> => ({
  compose: demand(readCompose('compose.yaml', text, 'shop')),
});

/** `--rules` with this text. */
export const withRules = (text: string): Pick<LintContext, 'rules'> => ({
  rules: demand(readRuleFile('alerts.yaml', text)),
});

/** `--metrics` with this page. */
export const withMetrics = (text: string): Pick<LintContext, 'metrics'> => ({
  metrics: demand(readMetrics('metrics.txt', text)),
});

/** Everything that ../context/example.ts has: what examples of rules with `needs` are judged against. */
export const exampleContext: LintContext = {
  ...withCompose(exampleCompose),
  ...withRules(exampleRules),
  ...withMetrics(exampleMetrics),
};
