// "Equals zero" on a series that need not exist: nothing is not zero, and nothing never fires.
import type { SyntaxNode } from '@lezer/common';
import { selectorAt, type LabelMatcher } from '../../../core/promql/facts.ts';
import { nodeText } from '../../../core/promql/parse.ts';
import type { Alert, Condition } from '../../model.ts';
import { grouped, type Case } from '../looking/group.ts';
import { quoted } from '../looking/listing.ts';
import {
  calleesAround,
  expressionsOf,
  isNumber,
  nodesNamed,
  sidesOf,
  unwrapped,
  type Expression,
} from '../looking/promql.ts';
import { splitName } from '../looking/words.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  grouped([
    ...expressionsOf(document).flatMap((expression) => ofExpression(expression)),
    ...ofStates(document),
    ...document.runbook.alerts.flatMap((alert) => ofProse(alert)),
  ]);

/** `patroni_cluster_has_leader == 0`: with the process that says so its series is gone, and nothing is not 0. */
const ofStates = (document: LintDocument): readonly Case[] => {
  const expressions = expressionsOf(document);
  const isWatched = watchedIn(expressions);
  return expressions.flatMap((expression): readonly Case[] => {
    const { text, tree, span } = expression;
    if (isGuarded(expression)) return [];
    return nodesNamed(tree, 'BinaryExpr').flatMap((node) => {
      const side = comparedWithLittle(text, node);
      const series = side === null ? null : stateOf(text, side);
      if (series === null || isWatched(series)) return [];
      return [
        {
          key: nodeText(text, node).replace(/\s+/g, ''),
          at: span,
          also: 'the same comparison again',
          found: {
            level: 'medium' as const,
            message: `\`${quoted(nodeText(text, node), 80)}\` is silent when the process that exports \`${series}\` is down: then there is no series, and none is not 0`,
            suggestion: `${nodeText(text, node)} or absent(${series})`,
          },
        },
      ];
    });
  });
};

// Said by the process of itself. `pg_up` and `probe_success` are said of it by another one, which lives on.
const ownState =
  /_(?:has_leader|is_leader|leader|running|healthy|ready|alive|is_active|is_primary|is_master)$/;
const byOthers =
  /^(?:kube_|probe_|node_|container_|windows_|blackbox_)|_(?:connections|sessions|workers|threads|users|transactions|slots|clients|requests|replicas|nodes|pods|brokers|members)_/;

const stateOf = (text: string, side: SyntaxNode): string | null => {
  const selectors: SyntaxNode[] = [];
  side.cursor().iterate(({ name, node }) => {
    if (name === 'VectorSelector') selectors.push(node);
  });
  const [selector, ...others] = selectors;
  if (selector === undefined || others.length > 0 || unwrapped(side).name === 'BinaryExpr') return null;
  if (calleesAround(text, selector).some((name) => /^(?:i?rate|increase|count\w*|changes|delta)$/.test(name)))
    return null;
  const { metric } = selectorAt(text, selector);
  return metric !== null && ownState.test(metric) && !byOthers.test(metric) ? metric : null;
};

/** What is watched in another way: by the `up` of a job that is called like the first word of the series, or by its absence. */
const watchedIn = (expressions: readonly Expression[]): ((series: string) => boolean) => {
  const absent = new Set<string>();
  const owners = new Set<string>();
  for (const { text } of expressions) {
    for (const [, series = ''] of text.matchAll(/\babsent(?:_over_time)?\(\s*([\w:]+)/g)) absent.add(series);
    if (/\bup\b/.test(text)) for (const word of splitName(text)) owners.add(word);
  }
  return (series) => absent.has(series) || owners.has(splitName(series)[0] ?? '');
};

const ofExpression = (expression: Expression): readonly Case[] => {
  const { text, tree, span } = expression;
  if (isGuarded(expression)) return [];
  return nodesNamed(tree, 'BinaryExpr').flatMap((node) => {
    const series = comparedWithLittle(text, node);
    const maybe = series === null ? null : labelledCounter(text, series);
    if (maybe === null) return [];
    return [
      {
        key: nodeText(text, node).replace(/\s+/g, ''),
        at: span,
        also: 'the same comparison again',
        found: {
          message: `\`${quoted(nodeText(text, node), 80)}\` never holds before the first ${maybe}: a counter has no series for a label value that was not counted yet, and no series is not 0`,
          suggestion: `(${quoted(nodeText(text, series ?? node), 200)} or vector(0)) ${comparison(text, node)}`,
        },
      },
    ];
  });
};

const comparison = (text: string, node: SyntaxNode): string => {
  const [left, right] = sidesOf(node) ?? [node, node];
  return text.slice(left.to, right.to).trim();
};

/** The side that is compared with `== 0`, `< 1`, `<= 0`. */
const comparedWithLittle = (text: string, node: SyntaxNode): SyntaxNode | null => {
  const sides = sidesOf(node);
  if (sides === null || !isNumber(sides[1]) || isNumber(sides[0])) return null;
  const limit = Number(nodeText(text, sides[1]));
  const isZero = (node.getChild('Eql') !== null || node.getChild('Lte') !== null) && limit === 0;
  const isLess = node.getChild('Lss') !== null && limit > 0 && limit <= 1;
  return isZero || isLess ? sides[0] : null;
};

// Labels that a target gives to all its series; they are there as soon as the target is.
const ofTargets =
  /^(?:job|instance|namespace|pod|service|cluster|env|environment|region|zone|app|container|node|team|exporter|endpoint|release|__name__)$/;

/** A counter in `rate` or `increase`, with a label value that only exists once counted; a ratio is none. */
const labelledCounter = (text: string, series: SyntaxNode): string | null => {
  if (unwrapped(series).name === 'BinaryExpr') return null;
  const selectors: SyntaxNode[] = [];
  series.cursor().iterate(({ name, node }) => {
    if (name === 'VectorSelector') selectors.push(node);
  });
  const [selector, ...others] = selectors;
  if (selector === undefined || others.length > 0) return null;
  if (!calleesAround(text, selector).some((name) => /^i?rate$|^increase$/.test(name))) return null;
  const matcher = selectorAt(text, selector).matchers.find(
    ({ label, op }) => op === '=' && !ofTargets.test(label),
  );
  return matcher === undefined ? null : sayMatcher(matcher);
};

const sayMatcher = ({ label, value }: LabelMatcher): string => `${label}="${value}"`;

const isGuarded = ({ text, tree }: Expression): boolean =>
  nodesNamed(tree, 'Or').length > 0 || /\babsent(?:_over_time)?\s*\(/.test(text);

/** "Zero successful mints in 10 minutes": written as increase(…) == 0 it has the same hole. */
const ofProse = ({ conditions }: Alert): readonly Case[] =>
  conditions.flatMap((condition) =>
    isZeroInWindow(condition)
      ? [
          {
            key: `${condition.line}`,
            at: condition,
            also: 'again',
            found: {
              level: 'medium',
              message: `"${quoted(condition.text)}" as increase(…) == 0 never holds while the series does not exist, as after a fresh start: it needs absent() or \`or vector(0)\` too`,
            },
          },
        ]
      : [],
  );

const isZeroInWindow = ({ promql, comparator, value, windowMs, text }: Condition): boolean =>
  promql === null &&
  comparator === '==' &&
  value === 0 &&
  windowMs !== null &&
  !/\babsent\b|no data/i.test(text);

export const pqlAbsent: Rule = {
  id: 'PQL-ABSENT',
  level: 'high',
  summary: '== 0 on a series that need not exist',
  why: 'After a fresh start a counter has no series for what was never counted. Comparing nothing with 0 gives nothing: the alert for "none at all" is silent exactly then.',
  bad: '```promql\nincrease(orders_total{status="paid"}[10m]) == 0\n```\n',
  good: '```promql\n(sum(increase(orders_total{status="paid"}[10m])) or vector(0)) == 0\n```\n',
  check,
};
