// The comment at the end of a command line, quotes and words with a # in them heeded.

export interface TrailingComment {
  readonly text: string;
  /** Offset of the `#` in the command. */
  readonly from: number;
}

/** Only on the last line, and not behind a here-document. */
export const trailingComment = (command: string): TrailingComment | null => {
  if (!command.includes('#') || command.includes('<<')) return null;
  let quote: string | null = null;
  for (let at = 0; at < command.length; at += 1) {
    const character = command.charAt(at);
    if (quote !== null) {
      if (character === '\\' && quote === '"') at += 1;
      else if (character === quote) quote = null;
    } else if (character === '\\') at += 1;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '#' && /\s/.test(command.charAt(at - 1))) {
      const end = command.indexOf('\n', at);
      if (end === -1)
        return {
          text: command
            .slice(at)
            .replace(/^#+\s*/, '')
            .trim(),
          from: at,
        };
      at = end;
    }
  }
  return null;
};
