// Why an expression never turned true, in numbers: how near each of its comparisons came.
import type { SyntaxNode } from '@lezer/common';
import { nodeText, parsePromql } from '../../core/promql/parse.ts';
import { evaluate, type World } from './evaluate.ts';
import { itemsOf } from './value.ts';

interface Search {
  readonly expression: string;
  readonly world: World;
  readonly budgetMs: number;
  readonly stepMs: number;
}

export const shortfall = (search: Search): string => {
  const parts: string[] = [];
  parsePromql(search.expression).tree.iterate({
    enter: ({ node }) => {
      const part = comparisonOf(node, search);
      if (part !== null) parts.push(part);
    },
  });
  return parts.length === 0 ? `${search.expression} is never true` : parts.join('; ');
};

const rising = ['>', '>='];
const falling = ['<', '<='];

const comparisonOf = (node: SyntaxNode, search: Search): string | null => {
  if (node.name !== 'BinaryExpr' || node.firstChild === null || node.lastChild === null) return null;
  const operator = nodeText(search.expression, node.firstChild.nextSibling ?? node);
  if (![...rising, ...falling, '==', '!='].includes(operator)) return null;
  if (node.lastChild.name !== 'NumberDurationLiteral') return null;
  const left = nodeText(search.expression, node.firstChild).replaceAll(/\s+/g, ' ');
  const wanted = `the alert needs ${operator} ${nodeText(search.expression, node.lastChild)}`;
  const values = valuesOf(node.firstChild, search);
  if (values.length === 0)
    return `${left} has no value (a window needs two samples, ${search.world.scrapeMs} ms apart), ${wanted}`;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (rising.includes(operator)) return `${left} reaches ${short(high)}, ${wanted}`;
  if (falling.includes(operator)) return `${left} falls to ${short(low)}, ${wanted}`;
  return `${left} is ${low === high ? short(low) : `between ${short(low)} and ${short(high)}`}, ${wanted}`;
};

const valuesOf = (node: SyntaxNode, { expression, world, budgetMs, stepMs }: Search): readonly number[] => {
  const values: number[] = [];
  for (let ms = 0; ms <= budgetMs; ms += stepMs) {
    for (const { value } of itemsOf(evaluate(node, { expression, world, ms }))) {
      if (!Number.isNaN(value)) values.push(value);
    }
  }
  return values;
};

const short = (value: number): string => String(Number(value.toPrecision(3)));
