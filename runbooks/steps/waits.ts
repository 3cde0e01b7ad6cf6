// Waits in prose: "Wait until `command` succeeds, for at most 5 minutes", "Wait 30 seconds".
import { guardedPattern, type GuardedPattern } from '../guarded-pattern.ts';
import { looksLikePromql } from '../promql/expressions.ts';
import type { CodeSpan } from '../markdown/plain-writer.ts';

/** A wait with its place in the text: offsets of its first and behind its last character. */
export type FoundWait = (
  | { readonly kind: 'wait-until'; readonly command: string; readonly atMostMs: number | null }
  | { readonly kind: 'wait'; readonly ms: number }
) & { readonly from: number; readonly to: number };

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const amount = String.raw`(\d+(?:\.\d+)?)\+?\s*(?:(?:-|–|to|bis|à)\s*(\d+(?:\.\d+)?))?\s*(s|m|h|d|secs?|seconds?|secondes?|sekunden?|mins?|minutes?|minuten?|hours?|heures?|stunden?|days?|jours?|tagen?)(?![\p{L}\d])`;

/** Much cheaper than the pattern below, which takes long to compile. */
const mayWait = /wait|allow|give|attend|wart/i;
const wait =
  /(?<![\p{L}\d-])(?:wait|waiting|allow|give (?:it|them)|attendre|attendez|warten|warte)(?![\p{L}\d])/iu;

// "wait 30s", "wait for another 5 minutes", "wait up to 2 minutes for …", "allow 5 minutes", "wait for the transition (7 days)".
const ledBy = (lead: string, behind = ''): GuardedPattern =>
  guardedPattern(new RegExp(String.raw`${lead}\d`, 'i'), lead + amount + behind, 'iu');
const behindVerb = String.raw`(?:\s(?:it|them|sie))?\s+(?:for\s+|about\s+|another\s+|at\s+least\s+|at\s+most\s+|up\s+to\s+|approximately\s+|around\s+|roughly\s+|a\s+further\s+|etwa\s+|mindestens\s+|environ\s+|~\s*|≥\s*|>=?\s*)*`;
const plain = guardedPattern(
  new RegExp(String.raw`^\S+${behindVerb}\d`, 'i'),
  String.raw`^\p{L}+${behindVerb}${amount}`,
  'iu',
);
const inBrackets = ledBy(String.raw`^wait\s[^().]{1,80}\((?:about |up to |~)?`, String.raw`\)`);
const forHow = ledBy(String.raw`^wait\s[^.]{0,60}?\bfor\s+(?:about\s+|at least\s+)?`);
const limit = ledBy(
  String.raw`\b(?:at most|up to|no (?:more|longer) than|within|not longer than|maximum of|max\.?|timeout(?: of)?)\s+`,
);

const longestSentence = 1000;

/** `codes` are the code spans of the text. */
export const findWaits = (prose: string, codes: readonly CodeSpan[] = []): readonly FoundWait[] => {
  if (!mayWait.test(prose) || !wait.test(prose)) return [];
  const found: FoundWait[] = [];
  for (const { from, to } of sentencesOf(prose, codes)) {
    const text = prose.slice(from, Math.min(to, from + longestSentence));
    const start = wait.exec(text)?.index;
    if (start === undefined || codes.some((code) => from + start >= code.from && from + start < code.to))
      continue;
    const inside = codes.filter((code) => code.from >= from + start && code.to <= to);
    const read = readWait(prose, from + start, from + text.length, inside);
    if (read !== null) found.push({ ...read, from: from + start, to: from + text.trimEnd().length });
  }
  return found;
};

/** A full stop inside code doesn't end a sentence, nor does one inside a word or number. */
const sentencesOf = (prose: string, codes: readonly CodeSpan[]) => {
  const sentences: { readonly from: number; readonly to: number }[] = [];
  let from = 0;
  let code = 0;
  for (let at = 0; at < prose.length; at += 1) {
    while ((codes[code]?.to ?? Infinity) <= at) code += 1;
    if ((codes[code]?.from ?? Infinity) <= at) {
      at = (codes[code]?.to ?? at + 1) - 1;
      continue;
    }
    if (!'.!?'.includes(prose.charAt(at)) || /\S/.test(prose.charAt(at + 1))) continue;
    sentences.push({ from, to: at });
    from = at + 1;
  }
  if (from < prose.length) sentences.push({ from, to: prose.length });
  return sentences;
};

const readWait = (prose: string, from: number, to: number, codes: readonly CodeSpan[]) => {
  const text = prose.slice(from, to);
  const code = codes.find(({ text: inner }) => isTyped(inner));
  const before = code === undefined ? '' : prose.slice(from, code.from);
  if (code !== undefined && /\b(?:until|till|for)\b/i.test(before)) {
    const words = withoutCodes(prose, from, to, codes);
    return { kind: 'wait-until', command: code.text.trim(), atMostMs: msOf(limit.exec(words)) } as const;
  }
  if (!/\d/.test(text)) return null;
  const ms = msOf(plain.exec(text) ?? inBrackets.exec(text) ?? forHow.exec(text));
  return ms === null ? null : ({ kind: 'wait', ms } as const);
};

/** More than a word, and no expression: "wait until `up` is 1" names nothing to type. */
const isTyped = (code: string): boolean => /\S\s+\S/.test(code) && !looksLikePromql(code);

const withoutCodes = (prose: string, from: number, to: number, codes: readonly CodeSpan[]): string => {
  let words = '';
  let at = from;
  for (const code of codes) {
    words += prose.slice(at, code.from);
    at = code.to;
  }
  return words + prose.slice(at, to);
};

/** Of "2-3 minutes" the longer. */
const msOf = (match: RegExpExecArray | null): number | null => {
  const factor = unitMs[(match?.[3] ?? '').charAt(0).toLowerCase().replace('t', 'd').replace('j', 'd')];
  return match === null || factor === undefined ? null : Number(match[2] ?? match[1]) * factor;
};
