// A runbook → findings, in the order of the document. Pure: nothing is opened, nothing is run.
import { messageOf } from '../../core/errors.ts';
import { readDocument } from './document.ts';
import { bySpan, spanOf } from './place.ts';
import { rules as allRules } from './rules.ts';
import type { Finding, Found, LintContext, LintDocument, Rule } from './rule.ts';
import { suppress } from './suppress/suppress.ts';

export interface LintResult {
  readonly uri: string;
  readonly findings: readonly Finding[];
  /** What comments in the runbook switch off. */
  readonly suppressed: readonly Finding[];
  /** Rules that broke on this text: a defect of ours, which hides nothing of what the others found. */
  readonly broken: readonly { readonly ruleId: string; readonly message: string }[];
}

export const noContext: LintContext = { compose: null, rules: null, metrics: null };

export const lintRunbook = (
  uri: string,
  text: string,
  context: LintContext = noContext,
  rules: readonly Rule[] = allRules,
): LintResult => lintDocument(readDocument(uri, text), context, rules);

export const lintDocument = (
  document: LintDocument,
  context: LintContext,
  rules: readonly Rule[],
): LintResult => {
  const findings: Finding[] = [];
  const broken: { ruleId: string; message: string }[] = [];
  const ran = rules.filter(({ needs }) => needs === undefined || context[needs] !== null);
  for (const rule of ran) {
    try {
      for (const found of rule.check(document, context))
        findings.push(findingOf(rule, found, document.lines));
    } catch (error) {
      broken.push({ ruleId: rule.id, message: messageOf(error) });
    }
  }
  const known = [...new Set([...allRules, ...rules].map(({ id }) => id))];
  const result = suppress(document, sorted(findings), known, new Set(ran.map(({ id }) => id)));
  return { uri: document.uri, findings: sorted(result.findings), suppressed: result.suppressed, broken };
};

const findingOf = (rule: Rule, found: Found, lines: readonly string[]): Finding => ({
  ruleId: rule.id,
  level: found.level ?? rule.level,
  message: found.message,
  span: spanOf(found.at, lines),
  related: (found.related ?? []).map(({ at, message }) => ({ span: spanOf(at, lines), message })),
  suggestion: found.suggestion ?? null,
});

/** Also without what a rule says twice of one place. */
const sorted = (findings: readonly Finding[]): readonly Finding[] => {
  const once = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...once.values()].toSorted(
    (a, b) => bySpan(a.span, b.span) || compare(a.ruleId, b.ruleId) || compare(a.message, b.message),
  );
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
