// Over how long something is counted, and for how long it has to hold.
import { guardedPattern } from '../guarded-pattern.ts';
import { durationMs, durationPattern, durationStart, noLetterBehind } from './amounts.ts';

export interface Times {
  readonly windowMs: number | null;
  /** "over 1h and 5m": the second of two windows. */
  readonly otherWindowMs: number | null;
  /** How far it was read before that. */
  readonly firstLength: number;
  readonly holdMs: number | null;
  /** How far it was read. */
  readonly length: number;
}

const least = String.raw`(?:(?:at least|more than|longer than|over|about|approximately|mindestens|mehr als|länger als|über|etwa|au moins|plus de|environ|>=|≥|>|~)\s*)?`;
const filler = String.raw`(?:(?:the|a|any|each|every|last|past|previous|rolling|sliding|period|window|of|den|der|dem|letzten|les|des|dernières|derniers)\s+)*`;

// "for 5 minutes", "sustained for 2+ minutes", "lasting 5m"
const holdLead = String.raw`^[\s,(–—-]*(?:(?:sustained|continuously|consistently|continuing|persists?|persisting|lasting|held|holding|and)\s+)*(?:(?:for|für|während|pendant|depuis|seit)\s+${filler}${least}${filler}|(?:sustained|lasting|persisting|persists|(?:for )?longer than|länger als|plus longtemps que|plus de)\s+)`;
const hold = guardedPattern(
  new RegExp(holdLead + durationStart, 'i'),
  String.raw`${holdLead}(${durationPattern})`,
  'iu',
);
const minutesStraight = guardedPattern(
  new RegExp(String.raw`^[\s,(]*${durationStart}.*\s(?:straight|in a row|sustained|running)`, 'is'),
  String.raw`^[\s,(]*(${durationPattern})\s+(?:straight|in a row|sustained|running)`,
  'iu',
);
// "in 10 minutes", "/5min", "per hour", "over the last 5m", "within any 10 minute window", "[5m]", "(5m)"
const windowLead = String.raw`(?:(?:\(\s*)?(?:in|within|over|during|per|across|averaged over|avg over|pro|par|innerhalb von|innerhalb|binnen|sur|en|dans|au cours)\s+${filler}|\/\s?|\[\s*|\(\s*)`;
const unit = '(?:second|minute|min|hour|hr|h|day|week|sec|m|s)';
const windowStart = String.raw`${windowLead}(?:${durationStart}|${unit}(?![a-z\d]))`;
const window = guardedPattern(
  new RegExp(String.raw`^[\s,–—-]*${windowStart}`, 'i'),
  String.raw`^[\s,–—-]*${windowLead}(${durationPattern}|${unit}${noLetterBehind})(?:\s+(?:window|period|interval|average|avg))?[\])]?`,
  'iu',
);

// "3 of 5 datapoints within 15 minutes": of how many looks. The time behind them is what they are taken over.
const looks =
  /^[\s,(]*(?:for\s+)?\d+\s+(?:out\s+)?of\s+(?:the\s+)?(?:last\s+)?\d+\s+(?:\w+\s+)?(?:data ?points?|periods?|checks?|samples?|evaluations?|probes?)\b/i;
// Letters for units stand close where they are one time, "1h5m": "1h and 5m", "5m and 1h" are two.
const twoWindows = /^(\d+\s?[smhdw])\s+(?:and|und|et|&)\s+(\d+\s?[smhdw])(?![\p{L}\p{N}_])/iu;

const anyWindow = new RegExp(windowStart, 'i');
/** False where no time stands that something could be counted over. */
export const mayHaveWindow = (text: string): boolean => anyWindow.test(text);

/** "1 message/s": counted in each, not over one. */
const perSecond = /^[\s,–—-]*(?:\/\s?|(?:per|pro|par)\s+)s(?:ec(?:ond)?|ekunde|econde)?$/i;
const perUnit = /^[\s,–—-]*(?:\/\s?|(?:per|pro|par)\s+)\p{L}+$/iu;

/** What stands right behind a number or its noun. */
export const readTimes = (text: string): Times => {
  let windowMs: number | null = null;
  let otherWindowMs: number | null = null;
  let firstLength = 0;
  let holdMs: number | null = null;
  let at = looks.exec(text)?.[0].length ?? 0;
  // "50/min over an hour": the second is what it is counted over.
  let isRate = false;
  for (let round = 0; round < 3; round += 1) {
    const rest = text.slice(at, at + 200);
    const held = holdMs === null ? (hold.exec(rest) ?? minutesStraight.exec(rest)) : null;
    const counted: RegExpExecArray | null = windowMs === null || isRate ? window.exec(rest) : null;
    const ms = msOf(held ?? counted);
    if (ms === null) break;
    const words: string = (held ?? counted)?.[0] ?? '';
    if (held === null) {
      const start = words.lastIndexOf(counted?.[1] ?? '');
      const [both = '', one, other] = twoWindows.exec(rest.slice(start)) ?? [];
      windowMs = perSecond.test(words) ? null : one === undefined ? ms : durationMs(one);
      otherWindowMs = other === undefined ? null : durationMs(other);
      isRate = perUnit.test(words);
      firstLength = at + start + (one ?? '').length;
      at += Math.max(0, start + both.length - words.length);
    } else holdMs = ms;
    at += words.length;
  }
  return { windowMs, otherWindowMs, firstLength, holdMs, length: at };
};

const msOf = (match: RegExpExecArray | null): number | null => {
  const text = match?.[1];
  return text === undefined ? null : (durationMs(text) ?? durationMs(`1 ${text}`));
};

/** "for more than 5 minutes" in front of, or far behind a threshold. */
export const holdAnywhere = (text: string): number | null => {
  for (const found of text
    .slice(0, 2000)
    .matchAll(/(?<![\p{L}])(?:for|für|pendant|depuis|seit|lasting|sustained|persists)\s/giu)) {
    const ms = msOf(hold.exec(` ${text.slice(found.index, found.index + 100)}`));
    if (ms !== null) return ms;
  }
  return null;
};

const timeNext =
  /(?:^|[^\p{L}])(?:for|in|within|every|after|wait|last|past|lasting|für|seit|während|nach|pendant|depuis|après)\s*$/iu;
/** "for more than 5 minutes": what stands behind is no limit, but how long something takes. */
export const takesTime = (before: string): boolean => timeNext.test(before);
