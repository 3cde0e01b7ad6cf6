// Evaluates a PromQL tree on synthetic series at one instant. What it can't do it says, by throwing NotPredictable.
import type { SyntaxNode } from '@lezer/common';
import { parseDuration } from '../../core/duration.ts';
import { selectorAt, type LabelMatcher, type Selector } from '../../core/promql/facts.ts';
import { childrenOf, nodeText, parsePromql } from '../../core/promql/parse.ts';
import { aggregate } from './aggregate.ts';
import { combine } from './binary.ts';
import { callFunction } from './functions.ts';
import type { SyntheticSeries } from './synthetic.ts';
import { itemsOf, NotPredictable, scalar, vector, type Value } from './value.ts';

export interface World {
  readonly series: readonly SyntheticSeries[];
  readonly scrapeMs: number;
  readonly evaluationMs: number;
}

/** A function of time, ms since the injection. */
export const compile = (expression: string, world: World): ((ms: number) => Value) => {
  const top = parsePromql(expression).tree.topNode.firstChild;
  if (top === null) throw new NotPredictable('the expression is empty');
  return (ms) => evaluate(top, { expression, world, ms });
};

export interface Instant {
  readonly expression: string;
  readonly world: World;
  readonly ms: number;
}

type Handler = (node: SyntaxNode, instant: Instant) => Value;

export const evaluate: Handler = (node, instant) => {
  const handler = handlers[node.name];
  if (handler === undefined)
    throw new NotPredictable(`"${nodeText(instant.expression, node)}" is not simulated`);
  return handler(node, instant);
};

const evaluateNumber: Handler = (node, { expression }) => {
  const text = nodeText(expression, node).toLowerCase().replace('+', '');
  const named: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: Number.NaN };
  return scalar(named[text] ?? Number(text));
};

const evaluateSelector: Handler = (node, instant) =>
  vector(
    matching(node, instant).flatMap((series) => {
      const value = series.at(instant.ms);
      return value === null ? [] : [{ labels: series.labels, value }];
    }),
  );

// The freshest sample stands at the instant itself: how much older it may be is counted once, as the scrape's delay.
const evaluateMatrix: Handler = (node, instant) => {
  const windowMs = durationOf(node.getChild('DurationExpr'), instant);
  const selector = node.getChild('VectorSelector');
  if (selector === null) throw new NotPredictable(`"${nodeText(instant.expression, node)}" is not simulated`);
  const { scrapeMs } = instant.world;
  const items = matching(selector, instant).map(({ labels, at }) => {
    const samples: (readonly [number, number])[] = [];
    for (let ms = instant.ms; ms > instant.ms - windowMs; ms -= scrapeMs) {
      const value = at(ms);
      if (value !== null) samples.unshift([ms, value]);
    }
    return { labels, samples };
  });
  return {
    type: 'range',
    items: items.filter(({ samples }) => samples.length > 0),
    windowMs,
    endMs: instant.ms,
  };
};

const evaluateSubquery: Handler = (node, instant) => {
  const [window, step] = node.getChildren('DurationExpr');
  const inner = node.firstChild;
  if (inner === null) throw new NotPredictable('an empty subquery');
  const windowMs = durationOf(window ?? null, instant);
  const stepMs = step === undefined ? instant.world.evaluationMs : durationOf(step, instant);
  const found = new Map<string, { labels: Record<string, string>; samples: (readonly [number, number])[] }>();
  const firstStep = Math.floor((instant.ms - windowMs) / stepMs) + 1;
  for (let ms = firstStep * stepMs; ms <= instant.ms; ms += stepMs) {
    for (const { labels, value } of itemsOf(evaluate(inner, { ...instant, ms }))) {
      const key = JSON.stringify(labels);
      const item = found.get(key) ?? { labels, samples: [] };
      item.samples.push([ms, value]);
      found.set(key, item);
    }
  }
  return { type: 'range', items: [...found.values()], windowMs, endMs: instant.ms };
};

const evaluateOffset: Handler = (node, instant) => {
  const text = nodeText(instant.expression, node.getChild('OffsetDurationExpr') ?? node).replaceAll(
    /\s/g,
    '',
  );
  const ms = parseDuration(text.replace(/^[+-]/, ''));
  if (node.firstChild === null || ms === null) throw new NotPredictable(`offset ${text} is not simulated`);
  return evaluate(node.firstChild, { ...instant, ms: instant.ms - (text.startsWith('-') ? -ms : ms) });
};

const evaluateAggregate: Handler = (node, instant) => {
  const body = node.getChild('FunctionCallBody');
  const parameters = body === null ? [] : childrenOf(body);
  const [inner] = parameters;
  if (inner === undefined || parameters.length > 1)
    throw new NotPredictable(`"${nodeText(instant.expression, node)}" is not simulated`);
  const modifier = node.getChild('AggregateModifier');
  const labels = modifier === null ? [] : groupingLabels(modifier, instant);
  const operator = nodeText(instant.expression, node.firstChild ?? node).toLowerCase();
  const by = modifier?.getChild('Without') === null || modifier === null;
  return vector(aggregate(operator, itemsOf(evaluate(inner, instant)), { labels, by }));
};

const evaluateBinary: Handler = (node, instant) => {
  const children = childrenOf(node);
  const [left, operator] = children;
  const right = children.at(-1);
  if (left === undefined || operator === undefined || right === undefined)
    throw new NotPredictable('an operator without its sides');
  const clause = node.getChild('MatchingModifierClause');
  if (clause?.getChild('GroupLeft') || clause?.getChild('GroupRight'))
    throw new NotPredictable('group_left and group_right are not simulated');
  return combine(
    nodeText(instant.expression, operator).toLowerCase(),
    evaluate(left, instant),
    evaluate(right, instant),
    {
      labels: clause === null ? null : groupingLabels(clause, instant),
      on: clause?.getChild('On') !== null && clause !== null,
      bool: node.getChild('BoolModifier') !== null,
    },
  );
};

const evaluateUnary: Handler = (node, instant) => {
  const inner = evaluate(node.lastChild ?? node, instant);
  if (nodeText(instant.expression, node.firstChild ?? node) !== '-') return inner;
  return combine('*', scalar(-1), inner, { labels: null, on: false, bool: false });
};

const handlers: Readonly<Record<string, Handler>> = {
  NumberDurationLiteral: evaluateNumber,
  ParenExpr: (node, instant) => evaluate(node.firstChild ?? node, instant),
  VectorSelector: evaluateSelector,
  MatrixSelector: evaluateMatrix,
  SubqueryExpr: evaluateSubquery,
  OffsetExpr: evaluateOffset,
  AggregateExpr: evaluateAggregate,
  FunctionCall: (node, instant) => callFunction(node, instant, evaluate),
  BinaryExpr: evaluateBinary,
  UnaryExpr: evaluateUnary,
};

const durationOf = (node: SyntaxNode | null, { expression }: Instant): number => {
  const ms = node === null ? null : parseDuration(nodeText(expression, node).trim());
  if (ms === null) throw new NotPredictable('a range without a duration');
  return ms;
};

const groupingLabels = (node: SyntaxNode, { expression }: Instant): readonly string[] =>
  node
    .getChildren('GroupingLabels')
    .slice(0, 1)
    .flatMap((labels) => labels.getChildren('LabelName').map((label) => nodeText(expression, label)));

const matching = (node: SyntaxNode, { expression, world }: Instant): readonly SyntheticSeries[] => {
  const found = selected(world.series, selectorAt(expression, node));
  if (found.length === 0)
    throw new NotPredictable(`neither effects nor steady say what ${nodeText(expression, node)} does`);
  return found;
};

export const selected = (
  series: readonly SyntheticSeries[],
  { metric, matchers }: Selector,
): readonly SyntheticSeries[] =>
  series.filter((one) => one.metric === metric && matchers.every((matcher) => matches(one.labels, matcher)));

// A label that the scenario doesn't state may have any value.
const matches = (labels: SyntheticSeries['labels'], { label, op, value }: LabelMatcher): boolean => {
  const found = labels[label];
  if (found === undefined) return true;
  if (op === '=') return found === value;
  if (op === '!=') return found !== value;
  const pattern = new RegExp(`^(?:${value})$`, 'u');
  return pattern.test(found) === (op === '=~');
};
