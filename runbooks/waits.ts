// Waits in prose: "Wait until `command` succeeds, for at most 5 minutes", "Wait 30 seconds".

export interface WaitUntil {
  readonly kind: 'wait-until';
  readonly command: string;
  readonly atMostMs: number | null;
}

export interface Wait {
  readonly kind: 'wait';
  readonly ms: number;
}

/** A wait with its place in the text: offsets of its first and last character. */
export type FoundWait = (WaitUntil | Wait) & { readonly from: number; readonly to: number };

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
const amount = String.raw`(\d+(?:\.\d+)?)[ \t\r\n]*(s|m|h|sec|secs|seconds?|min|mins|minutes?|hours?)\b`;
// A sentence: a full stop inside code doesn't end it, nor does one inside a word or number.
const sentence = /(?:`[^`]*`|[.!?](?=\S)|[^.!?`]|`)+/g;

export const findWaits = (prose: string): readonly FoundWait[] => {
  const found: FoundWait[] = [];
  for (const match of prose.matchAll(sentence)) {
    const start = match[0].search(/\bwait\b/i);
    if (start === -1) continue;
    const text = match[0].slice(start);
    const wait = readWait(text);
    if (wait !== null) found.push({ ...wait, from: match.index + start, to: match.index + match[0].length });
  }
  return found;
};

const readWait = (text: string): WaitUntil | Wait | null => {
  const until = /\b(?:until|for)\s+(?:[^`]*?\s)?`([^`]+)`/i.exec(text);
  const command = until?.[1]?.trim() ?? '';
  if (command !== '') return { kind: 'wait-until', command, atMostMs: limitOf(text) };
  const plain = new RegExp(
    String.raw`^wait\s+(?:for\s+)?(?:about\s+|another\s+|at least\s+)?${amount}`,
    'i',
  ).exec(text);
  const ms = plain === null ? null : msOf(plain[1], plain[2]);
  return ms === null ? null : { kind: 'wait', ms };
};

const limitOf = (text: string): number | null => {
  const prose = text.replace(/`[^`]*`/g, '');
  const limit = new RegExp(
    String.raw`\b(?:at most|up to|no (?:more|longer) than|within|not longer than|maximum of|max\.?)\s+${amount}`,
    'i',
  ).exec(prose);
  return limit === null ? null : msOf(limit[1], limit[2]);
};

const msOf = (count: string | undefined, unit: string | undefined): number | null => {
  const factor = unitMs[(unit ?? '').slice(0, 1).toLowerCase()];
  return factor === undefined ? null : Number(count) * factor;
};
