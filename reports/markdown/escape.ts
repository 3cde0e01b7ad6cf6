// Text from outside in Markdown: it can neither make markup nor leave its table cell.
import { visible, visibleLine } from '../visible.ts';

/** On one line, with every character that Markdown or HTML gives a meaning taken literally. */
export const plain = (text: string): string =>
  visibleLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~>@-]/g, (character) => `\\${character}`)
    .replace(/(https?|www)(:|\.)/gi, '$1&#8203;$2');

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A fence longer than any run of backticks inside. */
export const fence = (text: string, language = ''): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${visible(text).replace(/\n$/, '')}\n${mark}`;
};
