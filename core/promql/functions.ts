// Which functions want a range (`rate(x[5m])`), so that a rule which Prometheus would refuse is found before it starts.
import type { SyntaxNode } from '@lezer/common';

const rangeFunctions = new Set(
  (
    'absent_over_time avg_over_time changes count_over_time delta deriv holt_winters idelta increase irate last_over_time max_over_time ' +
    'min_over_time predict_linear present_over_time quantile_over_time rate resets stddev_over_time stdvar_over_time sum_over_time'
  ).split(' '),
);

/** A range is missing or stands where none may; null when all is well. */
export const functionProblem = (text: string, call: SyntaxNode): string | null => {
  const identifier = call.getChild('FunctionIdentifier') ?? call.getChild('AggregateOp');
  const body = call.getChild('FunctionCallBody');
  if (identifier === null || body === null) return null;
  const name = text.slice(identifier.from, identifier.to);
  const arguments_ = [...eachArgument(body)];
  const hasRange = arguments_.some(isRange);
  if (rangeFunctions.has(name) && !hasRange) return `${name}() wants a range, e.g. ${name}(x[5m])`;
  if (!rangeFunctions.has(name) && hasRange) return `${name}() wants no range`;
  return null;
};

const eachArgument = function* (body: SyntaxNode): Generator<SyntaxNode> {
  for (let child = body.firstChild; child !== null; child = child.nextSibling) yield child;
};

const isRange = (node: SyntaxNode): boolean => {
  if (node.name === 'MatrixSelector' || node.name === 'SubqueryExpr') return true;
  const wrapped = ['ParenExpr', 'OffsetExpr', 'StepInvariantExpr', 'SmoothedExpr', 'AnchoredExpr'].includes(
    node.name,
  );
  return wrapped && node.firstChild !== null && isRange(node.firstChild);
};
