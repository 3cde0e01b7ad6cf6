// Alerts that a section is about: "**Alert:** …" and the like below its title, or a part of it named "Trigger".
import { severityInBrackets, severityOf } from '../markdown/severities.ts';
import { isMachineName } from './alert-names.ts';
import { distinct, type AlertDraft } from './draft.ts';
import { valueText, type Fact } from './facts.ts';
import { conditionsOfCode } from './code-conditions.ts';
import { keyOf } from './keys.ts';
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

export const sectionAlerts = (whole: FactGroup, places: SectionPlaces): readonly AlertDraft[] => {
  const group = { ...whole, facts: whole.facts.flatMap(factsIn) };
  const apart = group.facts.map(namedParts).find((parts) => parts.length > 1);
  const conditions = conditionsOfGroup(group);
  const owner = places.ownerOf(group.section);
  const title = places.nameOf(owner);
  const names = givenNames(group);
  const [given] = names;
  const severity =
    severityOfFacts(group.facts) ??
    (given === undefined ? null : severityInBrackets(textOf(given.statement))) ??
    title?.severity ??
    places.severityOf(owner?.index ?? group.section);
  const draftOf = (name: string | null, known: readonly FoundCondition[]): AlertDraft => ({
    name,
    severity,
    origin: name === null ? 'prose' : 'section',
    section: owner?.index ?? group.section,
    conditions: known,
    from: Math.min(...known.map(({ from }) => from)),
    to: Math.max(...known.map(({ to }) => to)),
  });
  if (apart !== undefined)
    return apart.map(({ name, statement }) => {
      const limits = readConditions(statement);
      return draftOf(name, limits.length > 0 ? limits : [{ ...worded(statement), metric: null }]);
    });
  const own = distinct(conditions);
  if (own.length === 0)
    return names.map((one) => draftOf(one.name, [{ ...worded(one.statement), metric: null }]));
  return [draftOf(given?.name ?? title?.name ?? null, own)];
};

const furtherKey = /[,;]\s+(\p{L}[\p{L} ]{1,24}?)(:\s*|\s+)/gu;

/** "Alert name: `X`, expression `…`, for: 5m" are three. */
const factsIn = (fact: Fact): readonly Fact[] => {
  const { inline, from, to } = fact.value;
  if (fact.key !== 'name') return [fact];
  const found: Fact[] = [];
  let last = fact;
  for (const match of textOf(fact.value).matchAll(furtherKey)) {
    const [whole, label = '', mark = ''] = match;
    const key = keyOf(label);
    const start = from + match.index + whole.length;
    if (key === null || !(mark.startsWith(':') || inline.codes.some((code) => code.from === start))) continue;
    found.push({ ...last, value: { ...last.value, to: from + match.index } });
    last = { ...fact, key, label, value: { ...fact.value, from: start, to } };
  }
  return [...found, last];
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
  const subject = subjectOfFacts(facts);
  const limits = subject === null ? [] : found.filter(({ value }) => value !== null);
  return (limits.length > 0 ? limits : found).map((one) => ({
    ...one,
    metric: one.metric ?? subject,
    holdMs: one.holdMs ?? holdMs,
    windowMs: one.windowMs ?? windowMs,
  }));
};

/** "Metric: `CPUUtilization`", whose limit stands beside it. */
const subjectOfFacts = (facts: readonly Fact[]): string | null => {
  const fact = facts.find(
    ({ key, label, value }) =>
      key === 'condition' &&
      /\b(?:metric|query|signal|nrql)\b/i.test(label) &&
      readConditions(value).length === 0,
  );
  if (fact === undefined) return null;
  const { inline, from, to } = fact.value;
  const code = inline.codes.find((one) => one.from >= from && one.to <= to);
  const text = code?.text.trim() ?? valueText(fact).replace(/\s*\(.*$/, '');
  return text === '' || text.length > 120 ? null : text;
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
  /\p{L}{2}/u.test(text) &&
  text.trim().length <= 300 &&
  // "The following alerts lead here:"
  !/:\s*$/.test(text) &&
  !/^\W*(?:see|n\/a|none|tbd|-)\b/i.test(text.trim()) &&
  !/^[<[{][^\]>}]*[\]>}]$/.test(text.trim());

const isName = (text: string): boolean => isMachineName(unquoted(text)) || /^["'“].*["'”]$/.test(text);

const unquoted = (text: string): string => text.replace(/^["'“`]+|["'”`.]+$/g, '').trim();

interface GivenName {
  readonly name: string;
  readonly statement: Statement;
}

/** "**Alert Name:** `HighErrorRate`, `ErrorsCritical`", "**Alert:** HighErrorRate", "`HighLatency` — p99 > 1s": the first that gives one. */
const givenNames = ({ facts, statements }: FactGroup): readonly GivenName[] => {
  for (const { key, label, value } of facts) {
    const text = unquoted(textOf(value).trim());
    const several = key === 'name' ? namesIn(text) : [];
    if (several.length > 0) return several.map((name) => ({ name, statement: value }));
    const named = key === 'name' && /\p{L}/u.test(text) && text.length <= 80 && !/^[<[{$]/.test(text);
    const alert = key === 'condition' && /alert|alarm/i.test(label) && isMachineName(text);
    if (named || alert) return [{ name: text, statement: value }];
  }
  const stated = [...facts.filter(({ key }) => key === 'condition').map(({ value }) => value), ...statements];
  return stated.flatMap((statement) => leadingName(statement) ?? []).slice(0, 1);
};

/** "**Alerts:** `SlowP95` (p95 > 3s) · `SlowP99` (p99 > 5s)": each with what stands behind its name. */
const namedParts = ({ key, label, value }: Fact): readonly GivenName[] => {
  const text = textOf(value);
  if (key !== 'condition' || !/^alerts$/i.test(label.trim()) || !/[·;]/.test(text)) return [];
  let from = value.from;
  const parts = text.split(/([·;])/).flatMap((part) => {
    const statement = { ...value, from, to: from + part.length };
    from += part.length;
    const name = /^[\s`*]*([A-Za-z]\w{3,60})(?=[`*\s(.]|$)/.exec(part)?.[1];
    return part.length === 1 ? [] : [name !== undefined && isMachineName(name) ? { name, statement } : null];
  });
  const named = parts.filter((part) => part !== null);
  return named.length === parts.length
    ? named.map(({ name, statement }) => ({ name, statement: behind(name, statement) }))
    : [];
};

/** What is said of it, else the name itself. */
const behind = (name: string, statement: Statement): Statement => {
  const start = statement.from + textOf(statement).indexOf(name) + name.length;
  const rest = { ...statement, from: start };
  return /\p{L}|\d/u.test(textOf(rest)) ? rest : { ...statement, to: start };
};

/** "`LagHigh` / `LagCritical`" */
const namesIn = (text: string): readonly string[] => {
  const parts = text.split(/\s*(?:[/,|]|\band\b|\bor\b)\s*/).map(unquoted);
  return parts.length > 1 && parts.every(isMachineName) ? parts : [];
};

/** A name in front of what it says: by its looks, or in code with hyphens; one with underscores may be a metric. */
const leadingName = (statement: Statement): GivenName | null => {
  const found = leading.exec(textOf(statement));
  const name = found?.[1];
  if (name === undefined) return null;
  const isCode = statement.inline.codes.some(({ text }) => text === name);
  return isMachineName(name) || (isCode && /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(name))
    ? { name, statement }
    : null;
};

const leading =
  /^[\s"“'`*]*([A-Za-z][\w-]{3,60})["”'`*]*\s*(?:[—–:(]|-\s|\b(?:fires|is|triggers|alerts|when)\b)/u;

export const severityOfFacts = (facts: readonly Fact[]): string | null => {
  const fact = facts.find(({ key }) => key === 'severity');
  const text = fact === undefined ? '' : valueText(fact);
  // "[Critical | Warning | Info]": still to be chosen.
  return /\||\bor\b/.test(text) ? null : severityOf(text);
};

const timeOf = (facts: readonly Fact[], key: 'hold' | 'window'): number | null => {
  const fact = facts.find((one) => one.key === key);
  return fact === undefined
    ? null
    : durationMs(
        valueText(fact)
          .replace(/^(?:for|over|>=?|≥)\s*/i, '')
          .replace(/\s*[(,;].*$/, ''),
      );
};
