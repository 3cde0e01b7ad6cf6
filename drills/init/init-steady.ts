// What the alerts look at when nothing is broken, as far as their expressions tell: guesses, so that a first prediction can be made.
import type { SyntaxNode } from '@lezer/common';
import { selectorAt, selectorsOf, type Selector } from '../../core/promql/facts.ts';
import { nodeText, parsePromql } from '../../core/promql/parse.ts';
import type { InitAlert } from './init-alerts.ts';

/** Series by the level that is guessed, without those of `known`. What only a person knows (patterns, histograms) is left out. */
export const guessedSteady = (
  alerts: readonly Pick<InitAlert, 'expression'>[],
  known: ReadonlySet<string>,
  loadRate: string,
): ReadonlyMap<string, string> => {
  const guesses = new Map<string, string>();
  for (const { expression } of alerts) {
    if (expression === null) continue;
    const divisors = new Set(divisorsOf(expression));
    for (const selector of selectorsOf(expression)) {
      const name = seriesName(selector);
      if (name === null || known.has(name)) continue;
      const guess = levelOf(selector, divisors.has(name), expression, loadRate);
      // One alert divides by what another counts: then it is the load.
      if (!guesses.has(name) || divisors.has(name)) guesses.set(name, guess);
    }
  }
  return guesses;
};

/** As scenario.yaml names a series; null for what names many. */
const seriesName = ({ metric, matchers }: Selector): string | null => {
  if (metric === null || /_bucket$/.test(metric) || matchers.some(({ op }) => op !== '=')) return null;
  const labels = matchers.map(({ label, value }) => `${label}="${value}"`).join(', ');
  return labels === '' ? metric : `${metric}{${labels}}`;
};

const levelOf = ({ metric }: Selector, divides: boolean, expression: string, loadRate: string): string => {
  const isCounter =
    /_(?:total|count|sum)$/.test(metric ?? '') ||
    new RegExp(`\\b(?:rate|irate|increase)\\s*\\(\\s*${metric ?? ''}\\b`).test(expression);
  if (isCounter) return divides ? loadRate : '0/s';
  return divides ? '1' : quietLevel(expression);
};

/** A gauge's level at which the alert is quiet. */
const quietLevel = (expression: string): string => {
  const [, comparator = '', limit = ''] =
    /(==|!=|<=|<)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(expression.trim()) ?? [];
  if (comparator === '') return '0';
  return comparator === '!=' ? limit : String(Number(limit) + 1);
};

/** What stands to the right of a division. */
const divisorsOf = (expression: string): readonly string[] => {
  const found: string[] = [];
  parsePromql(expression).tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'BinaryExpr' || node.getChild('Div') === null) return;
      const right = node.lastChild;
      if (right !== null) found.push(...namesUnder(expression, right));
    },
  });
  return found;
};

const namesUnder = (expression: string, node: SyntaxNode): readonly string[] => {
  const names: string[] = [];
  node.cursor().iterate((inner) => {
    if (inner.from < node.from || inner.to > node.to) return false;
    if (inner.name === 'VectorSelector') names.push(seriesName(selectorAt(expression, inner.node)) ?? '');
    return true;
  });
  return names.length === 0 && node.name === 'VectorSelector' ? [nodeText(expression, node)] : names;
};
