// The words of a program of awk, from left to right: only what stands in front of a slash tells a regular expression from a division.

export interface AwkToken {
  readonly kind: 'string' | 'regex' | 'word' | 'mark' | 'end';
  /** Strings without their quotes. */
  readonly text: string;
}

const string = /"((?:[^"\\\n]|\\[\s\S])*)"/y;
const plainRegex = /\/((?:[^/\\\n]|\\.)*)\//y;
// In brackets a slash is one of the letters: so says gawk, others end the expression there.
const bracketRegex = /\/((?:[^/\\\n[]|\\.|\[\^?\]?(?:[^\]\\\n]|\\.)*\])*)\//y;
const others = /(?<blank>[ \t\r]+|\\\n|#[^\n]*)|(?<word>[\w.]+)|(?<end>[\n;}])|\|\||&&|>>|\+\+|--|[\s\S]/y;

/** A name, number or string in front of a slash is divided; behind these names comes an expression. */
const expecting = /^(print|printf|return|exit|in|case|do|else)$/;

/** Null where it can't be followed. */
export const awkTokens = (source: string, brackets: boolean): readonly AwkToken[] | null => {
  const tokens: AwkToken[] = [];
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  let at = 0;
  while (at < source.length) {
    const last = tokens.at(-1);
    const letter = source[at];
    const kind = letter === '"' ? 'string' : letter === '/' && !endsOperand(last) ? 'regex' : null;
    const found = take(
      kind === 'string' ? string : kind === null ? others : brackets ? bracketRegex : plainRegex,
    );
    // A slash behind `++` may be either.
    if (found === null || (letter === '/' && /^(\+\+|--)$/.test(last?.text ?? ''))) return null;
    at += found[0].length;
    if (kind !== null) tokens.push({ kind, text: found[1] ?? '' });
    else if (found.groups?.['blank'] === undefined)
      tokens.push({
        kind:
          found.groups?.['word'] !== undefined
            ? 'word'
            : found.groups?.['end'] !== undefined
              ? 'end'
              : 'mark',
        text: found[0],
      });
  }
  return tokens;
};

const endsOperand = (token: AwkToken | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'string' ||
    token.kind === 'regex' ||
    (token.kind === 'word' && !expecting.test(token.text)) ||
    /^[)\]$]$/.test(token.text));
