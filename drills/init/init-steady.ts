// What the alerts look at when nothing is broken, and when they fire, as far as their expressions tell: guesses, so that a first prediction can be made.
import type { SyntaxNode } from '@lezer/common';
import {
  comparisonAround,
  selectorAt,
  type NumberComparison,
  type Selector,
} from '../../core/promql/facts.ts';
import { nodeText, parsePromql } from '../../core/promql/parse.ts';
import type { InitAlert } from './init-alerts.ts';
import { healthyLabels, seriesText } from './series-labels.ts';

/** Series by the level that is guessed, without those of `known`. What only a person knows (patterns, histograms) is left out. */
export const guessedSteady = (
  alerts: readonly Pick<InitAlert, 'expression'>[],
  known: ReadonlySet<string>,
  loadRate: string,
): ReadonlyMap<string, string> => {
  const uses = alerts.flatMap(({ expression }) => (expression === null ? [] : usesIn(expression)));
  const guesses = new Map<string, string>();
  for (const use of uses) {
    const name = seriesName(use.selector, uses);
    if (name === null || known.has(name)) continue;
    const guess = levelOf(use, loadRate);
    // One alert divides by what another counts: then it is the load.
    if (!guesses.has(name) || isWorked(use)) guesses.set(name, guess);
  }
  return guesses;
};

/** A selector where it stands. */
export interface Use {
  readonly selector: Selector;
  readonly isCounter: boolean;
  /** It stands to the right of a division. */
  readonly divides: boolean;
  /** A quantile is made of it. */
  readonly inQuantile: boolean;
  readonly compared: NumberComparison | null;
}

export const usesIn = (expression: string): readonly Use[] => {
  const uses: Use[] = [];
  parsePromql(expression).tree.iterate({
    enter: ({ name, node }) => {
      if (name === 'VectorSelector') uses.push(useOf(expression, node));
    },
  });
  return uses;
};

const useOf = (expression: string, node: SyntaxNode): Use => {
  const selector = selectorAt(expression, node);
  const metric = selector.metric ?? '';
  return {
    selector,
    isCounter:
      /_(?:total|count|sum)$/.test(metric) ||
      new RegExp(`\\b(?:rate|irate|increase)\\s*\\(\\s*${metric}\\b`).test(expression),
    divides: isDivisor(node),
    inQuantile: isInQuantile(expression, node),
    compared: comparisonAround(expression, node),
  };
};

const isDivisor = (node: SyntaxNode): boolean => {
  let below = node;
  for (let at = node.parent; at !== null; [below, at] = [at, at.parent])
    if (at.name === 'BinaryExpr' && at.getChild('Div') !== null && at.lastChild?.from === below.from)
      return true;
  return false;
};

const isInQuantile = (expression: string, node: SyntaxNode): boolean => {
  for (let at = node.parent; at !== null; at = at.parent) {
    const called = at.getChild('FunctionIdentifier');
    if (called !== null && nodeText(expression, called) === 'histogram_quantile') return true;
  }
  return false;
};

/** Null for what names many. */
const seriesName = (selector: Selector, uses: readonly Use[]): string | null => {
  const { metric, matchers } = selector;
  if (metric === null || /_bucket$/.test(metric) || matchers.some(({ op }) => op !== '=')) return null;
  const labels = [
    ...matchers,
    ...healthyLabels(
      selector,
      uses.map((use) => use.selector),
    ),
  ];
  return seriesText(metric, labels);
};

const levelOf = (use: Use, loadRate: string): string => {
  if (use.isCounter) return isWorked(use) ? loadRate : '0/s';
  return use.divides ? '1' : quietLevel(use.compared);
};

/** What divides, and a counter that an alert wants to move, is what the load makes. */
const isWorked = ({ isCounter, divides, compared }: Use): boolean =>
  divides || (isCounter && compared !== null && ['==', '<', '<='].includes(compared.comparator));

/** A gauge's level at which the alert is quiet. */
const quietLevel = (compared: NumberComparison | null): string => {
  if (compared === null) return '0';
  const { comparator, limit } = compared;
  if (comparator === '!=') return String(limit);
  if (comparator.startsWith('>'))
    return limit > 0 || (limit === 0 && comparator === '>') ? '0' : String(limit - 1);
  return String(limit + 1);
};

/** A level, or a rate, at which the alert is not quiet. */
export const firingLevel = (use: Use, loadRate: string): string => {
  if (use.isCounter) return isWorked(use) ? '0/s' : loadRate;
  if (use.compared === null) return '1';
  const { comparator, limit } = use.compared;
  if (comparator === '==') return String(limit);
  if (comparator.startsWith('<')) return limit > 0 ? '0' : String(limit - 1);
  return limit > 0 ? String(2 * limit) : String(limit + 1);
};
