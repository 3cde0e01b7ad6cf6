// Several runbooks as one document.

export interface Book {
  /** As links name it. */
  readonly uri: string;
  readonly text: string;
  /** Where it begins in the whole. */
  readonly firstLine: number;
}

/** In their order. */
export const joinRunbooks = (
  given: readonly Pick<Book, 'uri' | 'text'>[],
): { readonly text: string; readonly books: readonly Book[] } => {
  const texts = given.map(({ text }, index) => (index === 0 ? text : withoutFrontMatter(text)).trimEnd());
  let firstLine = 1;
  const books = given.map(({ uri }, index): Book => {
    const text = texts[index] ?? '';
    const book = { uri, text, firstLine };
    firstLine += text.split('\n').length + 1;
    return book;
  });
  return { text: `${texts.join('\n\n')}\n`, books };
};

/** Front matter is that only where a file begins: of the second one on it becomes a block of YAML. */
const withoutFrontMatter = (text: string): string =>
  text.replace(/^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?=\r?\n|$)/, '```yaml\n$1\n```');
