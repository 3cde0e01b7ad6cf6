// Where a rule finds something, without what it says: `['3', '5-7']`.
import type { LintContext, Rule } from '../rule.ts';
import { find } from './find.ts';

export const places = (rule: Rule, markdown: string, context: Partial<LintContext> = {}): readonly string[] =>
  find(rule, markdown, context).map((found) => found.split(' ')[0] ?? '');
