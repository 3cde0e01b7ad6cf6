// Takes plain words at once. The Markdown parser asks a dozen questions of every letter; most letters have no mark near them.
import type { MarkdownConfig } from '@lezer/markdown';

const space = 32;
const newline = 10;

/** What any mark, link, address or line break has in it. */
const marks = new Uint8Array(128);
for (const mark of '\n\\&`<*_![]~@:.') marks[mark.charCodeAt(0)] = 1;

/** Behind the last blank before a word that has a mark; `at` where that is the first. */
const behindWords = (text: string, at: number): number => {
  let end = at;
  for (let next = at; next < text.length; next += 1) {
    const code = text.charCodeAt(next);
    if (code === space) {
      const behind = text.charCodeAt(next + 1);
      // Two blanks may be a line break, and one may stand before it.
      if (behind === space || behind === newline) break;
      end = next + 1;
    } else if (code < 128 && marks[code] === 1 && !(isStop(code) && text.charCodeAt(next + 1) === space))
      break;
  }
  return end;
};

const isStop = (code: number): boolean => code === 46 || code === 58;

/** Within a word no address begins. */
const restOfWord = /(?<=\w)[A-Za-z0-9]+/y;

export const Words: MarkdownConfig = {
  parseInline: [
    {
      name: 'Words',
      before: 'Escape',
      parse({ text, offset }, next, position) {
        if (next < 128 && marks[next] === 1 && !isStop(next)) return -1;
        const at = position - offset;
        const end = behindWords(text, at);
        if (end > at) return offset + end;
        restOfWord.lastIndex = at;
        return restOfWord.test(text) ? offset + restOfWord.lastIndex : -1;
      },
    },
  ],
};
