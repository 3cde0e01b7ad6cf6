// Numbers with units and durations as people write them: `> 2000ms`, `10+`, `1,000`, `10 000`, `20k`, `5/hour`, `2+ minutes`.

// Thousands are set apart in as many ways as there are countries. "3 500 errors" are three of HTTP status 500.
const status = String.raw`[45]\d\d\s+(?:errors?|responses?|status|codes?)`;
const thousands = String.raw`(?!0)\d{1,3}(?:(?:[,'’_\u00a0\u2009\u202f]\d{3})+|(?: (?!${status})\d{3})+)(?!\d)`;
// A small m is a unit, which `amountOf` says. Not `(?-i:…)` around a capital one: in a process that has compiled much, V8 13.6
// reads what stands behind such a group as if case counted.
const magnitude = String.raw`\s?[kKmM](?![\p{L}\p{N}])`;
// "2,5 %": three digits behind a comma are thousands, any other number of them a fraction.
const plainNumber = String.raw`(?:0,\d+|(?:${thousands}|\d+)(?:\.\d+|,(?!\d{3}(?!\d))\d+(?!,?\d))?)`;
export const numberPattern = String.raw`${plainNumber}(?:${magnitude})?`;

const seconds = String.raw`(?:seconds?|secs?|secondes?|sekunden?|s)`;
const minutes = String.raw`(?:minutes?|mins?|minuten?|m)`;
const hours = String.raw`(?:hours?|hrs?|heures?|stunden?|h)`;
const days = String.raw`(?:days?|jours?|tagen?|tage|d)`;
export const timeUnit = String.raw`(?:milliseconds?|millisekunden|ms|${seconds}|${minutes}|${hours}|${days}|weeks?|w|months?)`;
const perTime = String.raw`(?:\/\s?(?:s|sec|second)|\s?(?:per second|pro sekunde|par seconde))`;
const otherUnit = String.raw`(?:%|percent(?:age points?)?|prozent|µs|us|ns|[kmgt]i?b(?:\/s|ps)?|bytes?|rps|qps|tps|req(?:uests?)?\/s(?:ec)?|[mn]?cores?|millicores|x|°\s?[cCfF]?)`;

export const noLetterBehind = String.raw`(?![\p{L}\p{N}])`;
const noWordBehind = String.raw`(?![\p{L}\p{N}_])`;

/** A unit right behind a number; a letter alone counts only where no word goes on. */
export const unitPattern = String.raw`(?:${perTime}|\s?(?:${otherUnit}|${timeUnit})${noWordBehind}|\s?%)`;

// "1h30m", "1 hour and 30 minutes": what goes on is smaller each time.
const andAlso = (unit: string): string => String.raw`(?:\s*(?:(?:and|und|et)\s+)?\d+\s*-?${unit})?`;
const ownUnit =
  `(?:${days}${andAlso(hours)}${andAlso(minutes)}|${hours}${andAlso(minutes)}${andAlso(seconds)}` +
  `|${minutes}${andAlso(seconds)}|${timeUnit})`;

/** "5m", "5 minutes", "2+ minutes", "an hour", "1h30m" */
export const durationPattern = String.raw`(?:(?:${plainNumber})\+?\s*(?:-\s*)?${ownUnit}|(?:an?|one|any|each|every)\s+(?:second|minute|hour|day|week))${noWordBehind}`;
/** What each of these begins with. */
export const durationStart = String.raw`(?:\d|(?:an?|one|any|each|every)\s)`;

export const numberOf = (text: string): number => {
  const digits = text.replace(fraction, '.').replace(/[,'’_\s]/g, '');
  const factor = /k$/i.test(digits) ? 1000 : digits.endsWith('M') ? 1_000_000 : 1;
  return Number(digits.replace(/[km]$/i, '')) * factor;
};

const fraction = /(?<=^0),|(?<=^[^,]*),(?!\d{3}(?!\d))(?=\d+\s?[kKmM]?$)/;

/** Of a number and the unit behind it, as their patterns find them. */
export const amountOf = (
  number: string | undefined,
  unit: string | undefined,
): { readonly value: number; readonly unit: string | null } => ({
  value: numberOf(number ?? ''),
  unit: unitOf(unit) ?? (number?.endsWith('m') === true ? 'm' : null),
});

const unitMs: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|milli)/, 1],
  [/^mon/, 2_592_000_000],
  [/^s/, 1000],
  [/^m/, 60_000],
  [/^h/, 3_600_000],
  [/^st/, 3_600_000],
  [/^(?:d|j|t)/, 86_400_000],
  [/^w/, 604_800_000],
];

/** Milliseconds; null when it is no duration. */
export const durationMs = (text: string): number | null => {
  const plain = text.trim().toLowerCase();
  const [, amount, unit, rest] = new RegExp(
    String.raw`^(?:(${plainNumber})\+?|an?|one|any|each|every)\s*-?\s*(${timeUnit})\s*((?:(?:and|und|et)\s+)?\d.*)?$`,
    'u',
  ).exec(plain) ?? [null, undefined, undefined, undefined];
  if (unit === undefined) return null;
  const factor = unit.startsWith('st') ? 3_600_000 : (unitMs.find(([name]) => name.test(unit))?.[1] ?? null);
  if (factor === null) return null;
  const own = (amount === undefined ? 1 : numberOf(amount)) * factor;
  if (rest === undefined) return own;
  const more = durationMs(rest.replace(/^\p{L}+\s+/u, ''));
  return more === null ? null : own + more;
};

const counted =
  /^(?:messages?|events?|requests?|items?|jobs?|tasks?|records?|rows?|entries|orders?|connections?|sessions?|errors?|failures?|restarts?|queries|transactions?|files?|pods?|nodes?|replicas?|users?|nachrichten?|anfragen?|einträge|aufträge|verbindungen|fehlern?|requêtes?|événements?|erreurs?|connexions?|commandes?)$/i;

/** What is counted, where it stands behind a number: "10,000 messages". */
export const countedUnit = (word: string): string | null => (counted.test(word) ? word.toLowerCase() : null);

/** As written, lower case, without blanks: `per second` is `/s`, `percent` is `%`. */
const unitOf = (text: string | undefined): string | null => {
  const unit = (text ?? '').trim().toLowerCase().replace(/°\s/, '°').replace(/\s+/g, ' ');
  if (unit === '') return null;
  if (/^(?:percent|prozent)/.test(unit)) return '%';
  return /^(?:per|pro|par|\/)\s?s/.test(unit) ? '/s' : unit;
};

/** `10 messages`, but `5%`, `500ms`, `2/s`. */
export const amountText = (value: number, unit: string | null): string =>
  `${value}${unit !== null && /^\p{L}{4}/u.test(unit) ? ' ' : ''}${unit ?? ''}`;

const time = /^(?:m|min|minute|h|hr|hour|d|day|w|week)s?$/;
/** Minutes or longer. */
export const isTime = (unit: string | null): boolean => unit !== null && time.test(unit);
