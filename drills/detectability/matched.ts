// Which of the series that scenario.yaml states an expression looks at: one that was meant for another selector may be among them.
import type { SyntaxNode } from '@lezer/common';
import { selectorAt } from '../../core/promql/facts.ts';
import { nodeText, parsePromql } from '../../core/promql/parse.ts';
import { selected, type World } from './evaluate.ts';

/** `; up{job=~"a.*"} matches up{job="api"}`, each selector once; one that is written as the scenario states it says nothing new. */
export const matchedText = (expression: string, { series }: World): string => {
  const lines = new Set<string>();
  const add = (node: SyntaxNode): void => {
    const names = new Set(selected(series, selectorAt(expression, node)).map(({ stated }) => stated));
    const text = nodeText(expression, node);
    const stated = [...names].join(' and ');
    if (stated !== text) lines.add(`; ${text} matches ${stated || 'nothing'}`);
  };
  parsePromql(expression).tree.iterate({
    enter: ({ name, node }) => {
      if (name === 'VectorSelector') add(node);
    },
  });
  return [...lines].join('');
};
