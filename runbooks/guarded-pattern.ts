// Patterns with the letters of all scripts take a millisecond to make, and few texts have what they look for. So each has a
// cheap one beside it, which finds whatever it would find and more: only behind that is it made, once.

export interface GuardedPattern {
  exec(text: string): RegExpExecArray | null;
  /** For a pattern with the flag `g`. */
  matchAll(text: string): Iterable<RegExpExecArray>;
}

export const guardedPattern = (guard: RegExp, source: string, flags: string): GuardedPattern => {
  let made: RegExp | null = null;
  const patternFor = (text: string): RegExp | null =>
    guard.test(text) ? (made ??= new RegExp(source, flags)) : null;
  return {
    exec: (text) => patternFor(text)?.exec(text) ?? null,
    matchAll: (text) => {
      const pattern = patternFor(text);
      return pattern === null ? [] : text.matchAll(pattern);
    },
  };
};
