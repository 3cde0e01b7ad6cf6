// What a threshold is about: the words in front of the comparator, or the noun behind the number.
import { guardedPattern } from '../guarded-pattern.ts';
import type { CodeSpan } from '../markdown/plain-writer.ts';

export interface Subject {
  readonly text: string;
  /** Offset of its first character in the text that was looked at. */
  readonly from: number;
  readonly isCode: boolean;
}

const none: Subject = { text: '', from: 0, isCode: false };

// Where a clause begins. A full stop inside a name or a number doesn't count.
const clause =
  /[;:!?\n|•→✅❌⚠️🔴🟡🟢]|\.\s|,\s|\s[–—-]\s|(?:^|\s)(?:and|or(?! more)|but|und|oder|et|ou|if|when|whenever|once|where|while|unless|wenn|falls|si|AND|OR|that|because)\s/gu;
const opening =
  /^[\s("'“*-]*(?:(?:alerts?|fires?|triggers?|triggered|page|pages|warn|notify|on|the|a|an|any|our|current|average|avg|overall|metric|value of|there (?:is|are)|has|have|der|die|das|le|la|les)\s+)*/iu;
const closing =
  /\s*(?:(?:has|have|had|is|are|was|were|be|been|being|goes|gets|rises?|drops?|falls?|grows?|stays?|remains?|increases?|decreases?|metric|value|currently|consistently|suddenly|rate is)\s*)*$/iu;

/** `offset`: where the text stands in the plain text that the code spans are of. */
export const subjectBefore = (text: string, offset: number, codes: readonly CodeSpan[]): Subject => {
  const trimmed = text.trimEnd();
  const code = codes.find(({ to }) => to === offset + trimmed.length);
  if (code !== undefined && code.from >= offset)
    return { text: code.text.trim(), from: code.from - offset, isCode: true };
  let from = 0;
  for (const match of text.matchAll(clause)) {
    const end = match.index + match[0].length;
    const inside = codes.some((one) => offset + match.index >= one.from && offset + match.index < one.to);
    if (!inside && end <= trimmed.length) from = end;
  }
  from += opening.exec(text.slice(from))?.[0].length ?? 0;
  const words = text
    .slice(from)
    .replace(closing, '')
    .replace(/[\s("'*]+$/u, '');
  if (!/\p{L}/u.test(words) || words.length > 120) return none;
  // "`queue_depth` gauge is above": the code is what it is about.
  const named = codes.find((one) => one.from >= offset + from && one.to <= offset + from + words.length);
  if (named !== undefined && /^[a-zA-Z_:][\w:]*(?:\{[^}]*\})?$/.test(named.text))
    return { text: named.text, from, isCode: true };
  return { text: words.replace(/\s+/g, ' '), from, isCode: false };
};

export interface Noun {
  readonly text: string;
  /** How many characters it takes behind the number. */
  readonly length: number;
}

// "5 restarts in …", "10 failed logins per …": words up to what says a time.
const before =
  '(?:in|within|per|over|during|for|across|für|seit|pro|während|innerhalb|pendant|depuis|par|sur|en|dans|binnen|and|or|und|oder|et|ou|then|on|of the|at|to|is|are|has|have|longer|länger|plus|than|als)';
const noun = guardedPattern(
  new RegExp(String.raw`^\s+(?!${before}\s)[^\s!-,.-/:-@[-^{-~]`, 'i'),
  String.raw`^\s+((?:(?!${before}\s)[\p{L}\p{N}_-]+\s?){1,5})`,
  'iu',
);

export const subjectBehind = (text: string): Noun => {
  const found = noun.exec(text.slice(0, 120));
  if (found === null) return { text: '', length: 0 };
  const words = (found[1]?.trim() ?? '').replace(/^of\s+/i, '');
  return { text: words, length: found[0].trimEnd().length };
};
