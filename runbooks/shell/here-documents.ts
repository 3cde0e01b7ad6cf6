// Where the here-documents of a line end, without parsing it.

/** `newline` ends a line with `<<WORD` in it: the offset of the newline that ends the last of its here-documents. */
export const skipHereDocuments = (text: string, newline: number): number => {
  const start = text.lastIndexOf('\n', newline - 1) + 1;
  let at = newline;
  for (const [, dash = '', , word = ''] of text.slice(start, newline).matchAll(opening)) {
    at = endOfBody(text, at, word, dash === '-');
  }
  return at === newline ? newline + 1 : at;
};

const opening = /(?<!<)<<(-?)\s*(["'\\]?)([\w.-]+)/g;

const endOfBody = (text: string, newline: number, word: string, tabs: boolean): number => {
  let at = newline;
  while (at < text.length) {
    const end = text.indexOf('\n', at + 1);
    const line = text.slice(at + 1, end < 0 ? undefined : end);
    at = end < 0 ? text.length : end;
    if ((tabs ? line.replace(/^\t+/, '') : line) === word) return at;
  }
  return at;
};
