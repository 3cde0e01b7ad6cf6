// Alerts that a section is about: "**Alert:** …" and the like below its title, or a part of it named "Trigger".
import { severityOf } from '../markdown/severities.ts';
import { isMachineName } from './alert-names.ts';
import { distinct, type AlertDraft } from './draft.ts';
import { valueText, type Fact } from './facts.ts';
import { conditionsOfCode } from './code-conditions.ts';
import { readConditions } from './read-conditions.ts';
import type { SectionPlaces } from './section-places.ts';
import { textOf, type FoundCondition, type Statement } from './statement.ts';
import { durationMs } from './amounts.ts';
import { worded } from './wordings.ts';

/** What is said about one thing: a section, or an item of a list. */
export interface FactGroup {
  readonly section: number | null;
  readonly facts: Fact[];
  /** Statements without a key, in a part that is named "Trigger" or "Threshold". */
  readonly statements: Statement[];
}

export const sectionAlert = (group: FactGroup, places: SectionPlaces): AlertDraft | null => {
  const conditions = conditionsOfGroup(group);
  const owner = places.ownerOf(group.section);
  const title = places.nameOf(owner);
  const given = givenName(group.facts);
  if (conditions.length === 0 && given === null) return null;
  const own = distinct(conditions);
  const name = given?.name ?? title?.name ?? null;
  const known = own.length > 0 ? own : given === null ? [] : [worded(given.statement)];
  return {
    name,
    severity:
      severityOfFacts(group.facts) ?? title?.severity ?? places.severityOf(owner?.index ?? group.section),
    origin: name === null ? 'prose' : 'section',
    section: owner?.index ?? group.section,
    conditions: known,
    from: Math.min(...known.map(({ from }) => from)),
    to: Math.max(...known.map(({ to }) => to)),
  };
};

export const conditionsOfGroup = ({ facts, statements }: FactGroup): readonly FoundCondition[] => {
  const holdMs = timeOf(facts, 'hold');
  const windowMs = timeOf(facts, 'window');
  const found = [
    ...facts.filter(({ key }) => key === 'condition').flatMap(conditionsOfFact),
    ...statements.flatMap((statement) => readConditions(statement)),
  ];
  if (found.length === 0) {
    const said = statements.find((statement) => isSaid(textOf(statement)));
    if (said !== undefined) found.push(worded(said));
  }
  return found.map((one) => ({
    ...one,
    holdMs: one.holdMs ?? holdMs,
    windowMs: one.windowMs ?? windowMs,
  }));
};

/** Numbers if it has some, else what it says; a name is no condition. */
const conditionsOfFact = (fact: Fact): readonly FoundCondition[] => {
  const text = valueText(fact);
  const inCode = fact.code === null ? [] : conditionsOfCode(fact.code);
  const numeric = readConditions(fact.value);
  if (numeric.length > 0) return [...numeric, ...inCode];
  if (inCode.length > 0) return inCode;
  return isSaid(text) && !isName(text) ? [worded(fact.value)] : [];
};

const isSaid = (text: string): boolean =>
  /\p{L}{2}/u.test(text) && text.trim().length <= 300 && !/^\W*(?:see|n\/a|none|tbd|-)\b/i.test(text.trim());

const isName = (text: string): boolean => isMachineName(unquoted(text)) || /^["'“].*["'”]$/.test(text);

const unquoted = (text: string): string => text.replace(/^["'“`]+|["'”`.]+$/g, '').trim();

/** "**Alert Name:** `HighErrorRate`", "**Alert:** HighErrorRate" */
const givenName = (
  facts: readonly Fact[],
): { readonly name: string; readonly statement: Statement } | null => {
  for (const fact of facts) {
    const text = unquoted(valueText(fact));
    const named = fact.key === 'name' && /\p{L}/u.test(text) && text.length <= 80;
    const alert = fact.key === 'condition' && /alert|alarm/i.test(fact.label) && isMachineName(text);
    if (named || alert) return { name: text, statement: fact.value };
  }
  return null;
};

export const severityOfFacts = (facts: readonly Fact[]): string | null => {
  const fact = facts.find(({ key }) => key === 'severity');
  const text = fact === undefined ? '' : valueText(fact);
  // "[Critical | Warning | Info]": still to be chosen.
  return /\||\bor\b/.test(text) ? null : severityOf(text);
};

const timeOf = (facts: readonly Fact[], key: 'hold' | 'window'): number | null => {
  const fact = facts.find((one) => one.key === key);
  return fact === undefined ? null : durationMs(valueText(fact).replace(/^(?:for|over|>=?|≥)\s*/i, ''));
};
