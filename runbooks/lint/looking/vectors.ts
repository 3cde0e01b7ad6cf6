// One side of a PromQL operation, as far as the matching of its series goes.
import type { SyntaxNode } from '@lezer/common';
import { selectorAt, type Selector } from '../../../core/promql/facts.ts';
import { childrenOf, nodeText } from '../../../core/promql/parse.ts';
import { calleeOf, isNumber, sidesOf, unwrapped } from './promql.ts';

export interface Vector {
  readonly selector: Selector;
  /** Functions around the selector, outermost first; no aggregation is among them. */
  readonly functions: readonly string[];
}

/** A series set that keeps its own labels: a selector, maybe in `rate(…)` and the like, maybe times a number. Null for anything else. */
export const plainVector = (text: string, node: SyntaxNode): Vector | null => {
  const at = unwrapped(node);
  if (at.name === 'VectorSelector') return { selector: selectorAt(text, at), functions: [] };
  if (at.name === 'MatrixSelector' && at.firstChild !== null) return plainVector(text, at.firstChild);
  if (at.name === 'FunctionCall') {
    const name = calleeOf(text, at) ?? '';
    const body = at.getChild('FunctionCallBody');
    const inner = body === null ? [] : childrenOf(body);
    if (!labelKeeping.has(name) || inner.length !== 1 || inner[0] === undefined) return null;
    const vector = plainVector(text, inner[0]);
    return vector === null ? null : { ...vector, functions: [name, ...vector.functions] };
  }
  const sides = at.name === 'BinaryExpr' ? sidesOf(at) : null;
  if (sides === null) return null;
  if (isNumber(sides[1])) return plainVector(text, sides[0]);
  return isNumber(sides[0]) ? plainVector(text, sides[1]) : null;
};

const labelKeeping = new Set(
  'rate irate increase delta idelta deriv avg_over_time sum_over_time max_over_time min_over_time last_over_time abs'.split(
    ' ',
  ),
);

/** The labels that an aggregation leaves: `sum by (a)` leaves a, `sum(…)` none; null when it can't be known. */
export const labelsLeft = (text: string, node: SyntaxNode): readonly string[] | null => {
  const at = unwrapped(node);
  if (at.name === 'BinaryExpr') {
    const sides = sidesOf(at);
    if (sides === null || at.getChild('MatchingModifierClause') !== null) return null;
    if (isNumber(sides[1])) return labelsLeft(text, sides[0]);
    return isNumber(sides[0]) ? labelsLeft(text, sides[1]) : null;
  }
  if (at.name !== 'AggregateExpr' || !reducing.has(calleeOf(text, at) ?? '')) return null;
  const modifier = at.getChild('AggregateModifier');
  if (modifier === null) return [];
  if (modifier.getChild('By') === null) return null;
  return (modifier.getChild('GroupingLabels')?.getChildren('LabelName') ?? []).map((label) =>
    nodeText(text, label),
  );
};

const reducing = new Set('sum avg min max count stddev stdvar quantile group'.split(' '));
