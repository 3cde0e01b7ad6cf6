// Alerts as items of a list: a bold name with "Metric: …" below it, or "Name: CPU > 80% for 5 minutes" in a list of alerts.
import type { ListItem, TextLeaf } from '../markdown/leaves.ts';
import { severityAtEnd } from '../markdown/severities.ts';
import { nameOfTitle, namesTrouble } from './alert-names.ts';
import { guardedPattern } from '../guarded-pattern.ts';
import { amountOf, numberPattern, unitPattern } from './amounts.ts';
import { distinct, type AlertDraft } from './draft.ts';
import type { Fact } from './facts.ts';
import { saysObjective } from './objectives.ts';
import { readConditions } from './read-conditions.ts';
import { conditionsOfGroup, severityOfFacts } from './section-alerts.ts';
import type { SectionPlaces } from './section-places.ts';
import { conditionAt, textOf, wholeOf, type FoundCondition, type Statement } from './statement.ts';

/** An item with a title and facts in the items inside it. */
export const titledAlert = (
  title: TextLeaf,
  item: ListItem,
  section: number | null,
  facts: readonly Fact[],
  places: SectionPlaces,
): AlertDraft | null => {
  const conditions = distinct(conditionsOfGroup({ section, facts: [...facts], statements: [] }));
  const named = nameOfTitle(foldedText(title).replace(/\s*[:–—-]$/, ''));
  if (conditions.length === 0 || named.name === '' || named.name.length > 80) return null;
  return {
    name: named.name,
    severity: severityOfFacts(facts) ?? named.severity ?? places.severityOf(section),
    origin: 'list',
    section,
    conditions,
    from: item.from,
    to: Math.max(title.to, ...conditions.map(({ to }) => to)),
  };
};

const nameBefore = /^\W*([^:–—(]{2,60}?(?:\s\([^)<>]{1,30}\))?)\s*(?::|\s[–—-]\s|\s\()/u;

/** One line of a list of alerts; without a threshold it is none. */
export const linedAlert = (
  leaf: TextLeaf,
  section: number | null,
  places: SectionPlaces,
): AlertDraft | null => {
  const { inline } = leaf;
  const takesAmounts = /\bthresholds\b/i.test(places.frame(section)?.title ?? '');
  const { from, name } = nameIn(leaf);
  const statement = { ...wholeOf(inline), from };
  if (name !== null && saysObjective(name)) return null;
  const stated = readConditions(statement);
  const conditions = stated.length > 0 ? stated : takesAmounts ? tiersIn(statement) : [];
  if (conditions.length === 0) return null;
  const named = name === null ? null : nameOfTitle(name);
  return {
    name: named?.name ?? null,
    severity: named?.severity ?? severityAtEnd(inline.plain) ?? places.severityOf(section),
    origin: 'list',
    section,
    conditions: conditions.map((one) => aboutName(one, name)),
    from: leaf.from,
    to: leaf.to,
  };
};

const tier = guardedPattern(
  /\(\s*(?:warn|crit|page|ticket|info|p[0-5]|sev)/i,
  String.raw`(?<![\p{L}\p{N}.,<>=])(${numberPattern})(${unitPattern})?\s*\(\s*(?:warn(?:ing)?|crit(?:ical)?|page|ticket|info|p[0-5]|sev-?[0-5])\s*\)`,
  'giu',
);

/** "80% (warning), 95% (critical)" in a list of thresholds. */
const tiersIn = (statement: Statement): readonly FoundCondition[] =>
  [...tier.matchAll(textOf(statement))].map((match) =>
    conditionAt(statement, statement.from + match.index, statement.from + match.index + match[0].length, {
      form: 'T1',
      ...amountOf(match[1], match[2]),
    }),
  );

/** "CpuHigh: > 80%" anywhere: a name that says what is wrong, and its limit. */
export const namedLine = (
  leaf: TextLeaf,
  section: number | null,
  places: SectionPlaces,
): AlertDraft | null => {
  const { name } = nameIn(leaf);
  if (name === null || !namesTrouble(nameOfTitle(name).name) || places.isAside(section)) return null;
  const alert = linedAlert(leaf, section, places);
  return alert?.conditions.every(({ comparator, value }) => comparator !== null && value !== null) === true
    ? alert
    : null;
};

/** "**HighCPU**: > 80%" is about HighCPU. */
const aboutName = (condition: FoundCondition, name: string | null): FoundCondition =>
  condition.metric === null && name !== null ? { ...condition, metric: name } : condition;

const nameIn = ({ inline }: TextLeaf): { readonly from: number; readonly name: string | null } => {
  const found = nameBefore.exec(inline.plain);
  if (found === null || /[<>=≥≤]|\d\s?%/.test(found[1] ?? '')) return { from: 0, name: null };
  return { from: found[0].length, name: (found[1] ?? '').replace(/\s+/g, ' ').trim() };
};

const foldedText = ({ inline }: TextLeaf): string => inline.plain.replace(/\s+/g, ' ').trim();
