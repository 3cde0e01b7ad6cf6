// What the document says of an alert against the rule that is given beside it.
import type { SyntaxNode } from '@lezer/common';
import { formatDuration } from '../../../core/duration.ts';
import { durationsOf } from '../../../core/promql/durations.ts';
import { nodeText, parsePromql } from '../../../core/promql/parse.ts';
import type { AlertRule } from '../../../core/rules.ts';
import type { Comparator, Condition } from '../../model.ts';
import type { Found, LintDocument, RuleFacts } from '../rule.ts';
import { namedAlerts, spanOf } from './alerts.ts';
import { isNumber, sidesOf, unwrapped } from './promql.ts';
import { isAbove, isBelow, sameAmount, sayLimit } from './thresholds.ts';
import { spelledPlainly } from './words.ts';

export const ruleContradictions = (document: LintDocument, { alerts, file }: RuleFacts): readonly Found[] =>
  namedAlerts(document).flatMap((alert) => {
    const rules = alerts.filter(({ name }) => sameName(name, alert.name));
    // Several rules of one name are tiers: which of them the document means can't be told.
    const [rule] = rules;
    if (rule === undefined || rules.length > 1) return [];
    const agrees = alert.conditions.some((condition) => limitDiffers(condition, rule) === false);
    const found = alert.conditions.flatMap((condition) => {
      const limit = agrees ? null : limitDiffers(condition, rule);
      const differences = [
        limit === false ? null : limit,
        holdDiffers(condition, rule),
        windowDiffers(condition, rule),
      ].filter((one) => one !== null);
      const message = `${alert.name}: ${differences.join('; ')} (${file})`;
      return differences.length === 0 ? [] : [{ at: spanOf(condition), level: 'high' as const, message }];
    });
    return found.slice(0, 1);
  });

export const sameName = (one: string, other: string): boolean =>
  spelledPlainly(one) === spelledPlainly(other);

/** What differs; false when they agree, null when they can't be compared. */
const limitDiffers = (condition: Condition, rule: AlertRule): string | false | null => {
  const limit = limitOf(rule.expr);
  if (limit === null || condition.value === null || condition.comparator === null) return null;
  const sameDirection =
    (isAbove(condition.comparator) && isAbove(limit.comparator)) ||
    (isBelow(condition.comparator) && isBelow(limit.comparator));
  if (!sameDirection) return null;
  const same = sameAmount(condition, { ...condition, value: limit.value, unit: null });
  if (same === null) return null;
  return same
    ? false
    : `the runbook says ${sayLimit(condition)}, the rule ${limit.comparator} ${limit.value}`;
};

const holdDiffers = ({ holdMs }: Condition, { forMs }: AlertRule): string | null =>
  holdMs === null || holdMs === forMs
    ? null
    : `the runbook says for ${formatDuration(holdMs)}, the rule ${forMs === 0 ? 'has no hold' : `for ${formatDuration(forMs)}`}`;

const windowDiffers = ({ windowMs, holdMs, text }: Condition, { expr, forMs }: AlertRule): string | null => {
  // "50 per minute" names a speed, and rate() is one over any range.
  if (/(?:\/|\bper)\s?[a-z]+\b/i.test(text) && /\b(?:i?rate|deriv)\s*\(/.test(expr)) return null;
  const windows = [
    ...new Set(
      durationsOf(expr)
        .filter(({ role }) => role === 'range')
        .map(({ ms }) => ms),
    ),
  ];
  const [only] = windows;
  if (
    windowMs === null ||
    holdMs !== null ||
    windows.length !== 1 ||
    only === undefined ||
    only === windowMs ||
    forMs === windowMs
  )
    return null;
  return `the runbook says over ${formatDuration(windowMs)}, the rule looks at ${formatDuration(only)}`;
};

/** The outermost comparison with a number; null when there is none or several. */
export const limitOf = (expr: string): { readonly comparator: Comparator; readonly value: number } | null => {
  const top = parsePromql(expr).tree.topNode.firstChild;
  const node = top === null ? null : unwrapped(top);
  return node?.name === 'BinaryExpr' ? comparisonOf(expr, node) : null;
};

const signs: Readonly<Record<string, readonly [plain: Comparator, swapped: Comparator]>> = {
  Gtr: ['>', '<'],
  Gte: ['>=', '<='],
  Lss: ['<', '>'],
  Lte: ['<=', '>='],
  Eql: ['==', '=='],
  Neq: ['!=', '!='],
};

const comparisonOf = (expr: string, node: SyntaxNode): { comparator: Comparator; value: number } | null => {
  const sides = sidesOf(node);
  const sign = Object.keys(signs).find((name) => node.getChild(name) !== null);
  if (sides === null || sign === undefined) return null;
  const [left, right] = sides.map((side) =>
    isNumber(side) ? Number(nodeText(expr, side).replace(/[()\s]/g, '')) : null,
  );
  const pair = signs[sign];
  if (pair === undefined) return null;
  if (right !== null && right !== undefined && !Number.isNaN(right))
    return { comparator: pair[0], value: right };
  return left !== null && left !== undefined && !Number.isNaN(left)
    ? { comparator: pair[1], value: left }
    : null;
};
