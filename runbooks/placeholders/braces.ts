// `{name}` as a placeholder: never a brace group or list, a template, a JSON path, a label matcher or a format of a tool.
import type { FoundPlaceholder } from './found-placeholder.ts';
import type { QuotingAt } from './shell-text.ts';

const brace = /(?<![\w$%@{}\\])\{([A-Za-z][\w-]*)\}(?![}\w]*\})/g;

/** In quotes it has to stand inside a path or a name: `'{print}'` and `"{host}"` are programs and templates of other tools. */
export const bracesIn = (text: string, quotingAt: QuotingAt | null): readonly FoundPlaceholder[] => {
  if (!text.includes('{')) return [];
  const found: FoundPlaceholder[] = [];
  for (const match of text.matchAll(brace)) {
    const before = text.charAt(match.index - 1);
    const quoted = quotingAt !== null && quotingAt(match.index) !== 'none';
    if (quoted && !/[/=:.-]/.test(before)) continue;
    if (quotingAt === null && !/[/=:.-]/.test(before) && before !== '') continue;
    const name = match[1] ?? '';
    found.push({ form: 'brace', name, from: match.index, to: match.index + match[0].length });
  }
  return found;
};
