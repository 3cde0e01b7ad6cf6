// Sentences that say when an alert comes: "The alert X fires when …", "Alert if DLQ depth > 10", "alert on spikes".
import type { TextLeaf } from '../markdown/leaves.ts';
import { isMachineName, namesTrouble } from './alert-names.ts';
import type { AlertDraft } from './draft.ts';
import { readConditions } from './read-conditions.ts';
import type { SectionPlaces } from './section-places.ts';
import { isTrend, worded } from './wordings.ts';
import { textOf, type Statement } from './statement.ts';

const fires =
  /\b(?:(?:alert|alarm|page|notification)s?\b[^.\n]{0,80}?\b(?:fires?|firing|triggers?|triggered|raised|fired|goes (?:off|(?:in)?to (?:the )?alarm(?: state)?)|generated|sent)|(?:is |gets )?(?:triggered|fired)|fires|pages)\s+(?:when(?:ever)?|if|once|because|as soon as)\b\s*/i;
const orders =
  /(?:^|[.:;!•]\s+|^\W+|\b(?:and|then|to|should|will|must)\s+)alert(?:s|ed)?\s+(?:(?:me|us|somebody|someone|the team|on-?call)\s+)?(on|if|when|whenever|at)\s+/i;

// "Alert `DbSlow`: …", "CloudWatch alarm `db-slow`: …"
const introduces =
  /(?:^|[.!•]\s+|^\W+)(?:the )?(?:[A-Z][\w.-]+ ){0,2}(?:alert|alarm|monitor)\s+[`"“]?([A-Za-z][\w.-]*)[`"”]?\s*(?::|\s[–—-]\s)\s*/i;
// "Triggered by `DbSlow`"
const caused =
  /\b(?:triggered|fired|raised|announced|paged|alerted) (?:by|as)\s+(?:the\s+)?(?:alerts?\s+)?[`"“]?([A-Za-z]\w+)/i;
// "When `m` > 2 for 5m", below a title that is a name.
const whenever = /^\W*(?:(?:fires|triggers|alerts?) )?(?:when(?:ever)?|if)\s+/i;

// A paragraph longer than this tells a story.
const longest = 3000;

export const proseAlert = (
  leaf: TextLeaf,
  section: number | null,
  places: SectionPlaces,
  /** Nothing stands between it and the title. */
  opens: boolean,
): AlertDraft | null => {
  const { inline } = leaf;
  const { plain } = inline;
  if (plain.length > longest) return null;
  if (!/\b(?:alert|alarm|monitor|trigger|fire|page|raise|announce)/i.test(plain))
    return limitOfTitle(leaf, section, places, opens);
  const found = fires.exec(plain) ?? orders.exec(plain);
  if (found === null)
    return (
      introduced(leaf, section, places) ??
      limitOfTitle(leaf, section, places, opens) ??
      named(leaf, section, places)
    );
  const from = found.index + found[0].length;
  const statement: Statement = { inline, from, to: sentenceEnd(plain, from), subject: null };
  const text = textOf(statement);
  const numeric = readConditions(statement);
  // "alert on call" is no alert.
  if (numeric.length === 0 && found[1] !== undefined && !isTrend(text)) return null;
  if (numeric.length === 0 && !/\p{L}{3}/u.test(text)) return null;
  const title = places.nameOf(places.ownerOf(section));
  const own = nameBefore(leaf, from);
  const name = own ?? (title !== null && isMachineName(title.name) ? title.name : null);
  const conditions = numeric.length > 0 ? numeric : [worded(statement)];
  return {
    name,
    severity: own === null || own === title?.name ? (title?.severity ?? places.severityOf(section)) : null,
    origin: 'prose',
    section,
    conditions,
    from: leaf.from,
    to: Math.max(...conditions.map(({ to }) => to)),
  };
};

const introduced = (leaf: TextLeaf, section: number | null, places: SectionPlaces): AlertDraft | null => {
  const { inline } = leaf;
  const found = introduces.exec(inline.plain);
  const name = found?.[1];
  if (found === null || name === undefined) return null;
  if (!isMachineName(name) && !inline.codes.some(({ text }) => text === name)) return null;
  const from = found.index + found[0].length;
  const conditions = readConditions({ inline, from, to: sentenceEnd(inline.plain, from), subject: null });
  return conditions.length === 0 ? null : draftOf(leaf, section, places, name, conditions);
};

/** Its name is all that is known of its condition. */
const named = (leaf: TextLeaf, section: number | null, places: SectionPlaces): AlertDraft | null => {
  const { inline } = leaf;
  const found = caused.exec(inline.plain);
  const name = found?.[1];
  if (found === null || name === undefined || !namesTrouble(name)) return null;
  const from = inline.plain.indexOf(name, found.index);
  const condition = worded({ inline, from, to: from + name.length, subject: null });
  return draftOf(leaf, section, places, name, [{ ...condition, form: 'T8', metric: null }]);
};

/**
 * A limit and nothing else below a title that is a name: behind "When", or as the first thing that is said.
 * "If lag > 10, restart it" is about work.
 */
const limitOfTitle = (
  leaf: TextLeaf,
  section: number | null,
  places: SectionPlaces,
  opens: boolean,
): AlertDraft | null => {
  const { inline, item } = leaf;
  const { plain } = inline;
  const lead = whenever.exec(plain)?.[0].length ?? 0;
  const owner = places.ownerOf(section);
  const title = places.nameOf(owner);
  if (item !== null || title === null) return null;
  const isFirst = opens && owner?.index === section && (title.saysAlert || isMachineName(title.name));
  if (lead === 0 ? !isFirst : !isMachineName(title.name)) return null;
  const statement: Statement = { inline, from: lead, to: plain.length, subject: null };
  const conditions = readConditions(statement);
  const [first, last] = [plain.slice(lead).search(letter), plain.search(lastLetter)];
  const end = Math.max(...conditions.map(({ to }) => to));
  const begin = Math.min(...conditions.map(({ from }) => from));
  if (conditions.length === 0 || inline.sourceOf(last) >= end) return null;
  const says = inline.sourceOf(first) >= begin && conditions.every(({ metric }) => metric !== null);
  return lead > 0 || says ? draftOf(leaf, section, places, title.name, conditions) : null;
};

const letter = /[\p{L}\p{N}]/u;
const lastLetter = /[\p{L}\p{N}](?![^]*[\p{L}\p{N}])/u;

const draftOf = (
  { from }: TextLeaf,
  section: number | null,
  places: SectionPlaces,
  name: string,
  conditions: AlertDraft['conditions'],
): AlertDraft => {
  const title = places.nameOf(places.ownerOf(section));
  const severity = name === title?.name ? (title.severity ?? places.severityOf(section)) : null;
  return {
    name,
    severity,
    origin: 'prose',
    section,
    conditions,
    from,
    to: Math.max(...conditions.map(({ to }) => to)),
  };
};

/** The full stop that ends it: not one in a number, a name or in code. */
const sentenceEnd = (text: string, from: number): number => {
  const end = /[.!?](?=\s+[\p{Lu}`*]|\s*$)|\n\s*\n/u.exec(text.slice(from));
  return end === null ? text.length : from + end.index;
};

/** A name in code or by its looks, in front of "fires". */
const nameBefore = ({ inline }: TextLeaf, to: number): string | null => {
  const code = inline.codes.findLast((one) => one.to <= to && /^[A-Za-z][\w-]*$/.test(one.text));
  if (code !== undefined && !/_total$|_seconds$/.test(code.text)) return code.text;
  return (
    inline.plain
      .slice(0, to)
      .split(/[^\w]+/)
      .findLast(isMachineName) ?? null
  );
};
