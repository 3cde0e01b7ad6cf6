// Comparators, as signs and as words.
import type { Comparator } from '../model.ts';

const signs: readonly (readonly [Comparator, string])[] = [
  ['>=', '>=|=>|≥'],
  ['<=', '<=|=<|≤'],
  ['!=', '!=|≠'],
  ['==', '==|='],
  ['>', '>'],
  ['<', '<'],
];

const words: readonly (readonly [Comparator, string])[] = [
  [
    '>=',
    'at least|not? less than|reach(?:es|ed|ing)?|mindestens|nicht weniger als|erreicht|au moins|atteint',
  ],
  ['<=', 'at most|not? more than|höchstens|nicht mehr als|au plus'],
  ['!=', '(?:is )?not equal(?: to)?'],
  [
    '>',
    '(?:(?:goes|rises|rise|climbs|grows|is|are|stays|remains|was|has been) )?(?:above|over)|(?:is |are |was )?(?:more|greater|higher|larger|longer|older|bigger) than|' +
      'exceed(?:s|ed|ing)?|beyond|surpass(?:es|ed)?|cross(?:es|ed)?|' +
      '(?:(?:steigt|liegt|ist|bleibt) )?(?:über|oberhalb von)|(?:(?:ist|sind|liegt|bleibt) )?(?:mehr|größer|höher|länger|älter) als|überschreitet|übersteigt|' +
      '(?:est |sont |reste )?(?:supérieure?s? à|plus de|plus (?:grande?s?|longue?s?|élevée?s?) que|au[- ]dessus de)|dépasse(?:nt)?|excède(?:nt)?',
  ],
  [
    '<',
    '(?:(?:drops|drop|falls|fall|goes|sinks|is|are|stays|remains|was) )?(?:below|under|beneath)|(?:is |are |was )?(?:less|lower|fewer|smaller|shorter) than|' +
      '(?:drops|drop|falls|fall) to|' +
      '(?:(?:fällt|sinkt|liegt|ist|bleibt) )?(?:unter|unterhalb von)|(?:(?:ist|sind|liegt|bleibt) )?(?:weniger|kleiner|niedriger|geringer|kürzer) als|unterschreitet|' +
      '(?:est |sont |reste |descend )?(?:inférieure?s? à|moins de|en[- ]dessous de|au-dessous de)',
  ],
  ['==', 'equals?(?: to)?|is|are'],
];

const joined = (table: typeof signs): string => table.map(([, pattern]) => pattern).join('|');

const inWord = String.raw`[\p{L}\p{N}_]`;

/** A comparator: signs stand anywhere, words by themselves. */
export const comparatorPattern = String.raw`(?:${joined(signs)}|(?<!${inWord})(?:${joined(words)})(?!${inWord}))`;

const compiled = [...signs, ...words].map(
  ([comparator, pattern]) => [comparator, new RegExp(`^(?:${pattern})$`, 'iu')] as const,
);

export const comparatorOf = (text: string): Comparator | null => {
  const plain = text.trim().replace(/\s+/g, ' ');
  return compiled.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
};
