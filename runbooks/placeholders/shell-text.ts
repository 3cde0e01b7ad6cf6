// A command character by character, as far as quotes go: where variables expand, and where text is only text.

export type Quoting = 'none' | 'single' | 'double';

/** In what quotes a character stands; read when it is first asked, which most commands never are. */
export type QuotingAt = (offset: number) => Quoting;

export const quotingIn = (command: string): QuotingAt => {
  let read: readonly Quoting[] | null = null;
  return (offset) => (read ??= quotingOf(command))[offset] ?? 'none';
};

/** For each character; substitutions in double quotes begin anew. */
const quotingOf = (command: string): readonly Quoting[] => {
  const found: Quoting[] = [];
  const levels: Quoting[] = ['none'];
  const setQuote = (quote: Quoting): void => {
    levels[levels.length - 1] = quote;
  };
  for (let at = 0; at < command.length; at += 1) {
    const quote = levels.at(-1) ?? 'none';
    const character = command.charAt(at);
    found.push(quote);
    if (quote === 'single') {
      if (character === "'") setQuote('none');
    } else if (character === '\\') {
      found.push(quote);
      at += 1;
    } else if (character === '"') setQuote(quote === 'double' ? 'none' : 'double');
    else if (character === "'" && quote === 'none') setQuote('single');
    else if (character === '(' && (quote === 'none' || command.charAt(at - 1) === '$')) levels.push('none');
    else if (character === ')' && quote === 'none' && levels.length > 1) levels.pop();
  }
  return found;
};
