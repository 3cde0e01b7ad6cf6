// Options as getopt reads them: letters with a value and letters without, until the first word that is none.

export interface Options {
  readonly letters: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly rest: readonly string[];
}

/** `unknown` gives the error for a letter that is neither, or whose value is missing. */
export const readOptions = (
  argv: readonly string[],
  { plain, valued }: { readonly plain: string; readonly valued: string },
  unknown: (letter: string, missing: boolean) => Error,
): Options => {
  const rest = [...argv];
  const letters = new Set<string>();
  const values = new Map<string, readonly string[]>();
  while (rest[0]?.startsWith('-') === true && rest[0] !== '-') {
    const word = rest.shift() ?? '';
    if (word === '--') break;
    for (let at = 1; at < word.length; at += 1) {
      const letter = word.charAt(at);
      if (plain.includes(letter)) letters.add(letter);
      else if (!valued.includes(letter)) throw unknown(letter, false);
      else {
        const value = word.slice(at + 1) || rest.shift();
        if (value === undefined) throw unknown(letter, true);
        values.set(letter, [...(values.get(letter) ?? []), value]);
        break;
      }
    }
  }
  return { letters, values, rest };
};
