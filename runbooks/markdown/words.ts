// Takes plain words at once. The Markdown parser asks a dozen questions of every letter; most letters have no mark near them.
import type { MarkdownConfig } from '@lezer/markdown';

// Words up to a blank without a character that any mark, link, address or line break begins with; else the rest of a word,
// within which no address begins.
const plainWords = /(?:[^\s\\&`<*_!\[\]~@:.]+[.:]? (?=[^ \n]))+|(?<=\w)[A-Za-z0-9]+/y;

export const Words: MarkdownConfig = {
  parseInline: [
    {
      name: 'Words',
      before: 'Escape',
      parse(context, _next, position) {
        plainWords.lastIndex = position - context.offset;
        return plainWords.test(context.text) ? context.offset + plainWords.lastIndex : -1;
      },
    },
  ],
};
