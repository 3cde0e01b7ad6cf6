// Markdown shown inside Markdown.

/** With more backticks than the example itself has anywhere. */
export const fenced = (text: string, language = 'markdown'): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
};
