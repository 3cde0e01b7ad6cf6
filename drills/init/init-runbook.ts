// Several runbooks as one document.

/** Front matter is that only where a file begins: of the second one on it becomes a block of YAML. */
export const joinRunbooks = (texts: readonly string[]): string =>
  `${texts.map((text, index) => (index === 0 ? text : withoutFrontMatter(text)).trimEnd()).join('\n\n')}\n`;

const withoutFrontMatter = (text: string): string =>
  text.replace(/^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?=\r?\n|$)/, '```yaml\n$1\n```');
