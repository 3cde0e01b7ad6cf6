// Text from outside in Markdown: it can neither make markup nor leave its table cell.
import { visible, visibleLine } from '../../core/visible.ts';

/** On one line, with every character that Markdown or HTML gives a meaning there taken literally. */
export const plain = (text: string): string =>
  visibleLine(text)
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|~]/g, (character) => `\\${character}`)
    // A mark at the start of a line would make a heading, a list, a quote or a rule.
    .replace(/^([#>+=-])/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2')
    // Addresses and @names link by themselves in many viewers.
    .replace(/(https?|www)(:|\.)/gi, '$1&#8203;$2')
    .replace(/@/g, '&#64;');

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A fence longer than any run of backticks inside. */
export const fence = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}\n${visible(text).replace(/\n$/, '')}\n${mark}`;
};
