// Takes accents off, for lists of words that are written without them.

export const withoutAccents = (text: string): string =>
  // Most texts have none.
  /[^ -~]/.test(text) ? text.normalize('NFD').replace(/\p{M}/gu, '') : text;
