// Conditions that somebody is to be called for, without a name that the pager would show.
import type { Alert } from '../../model.ts';
import { frontMatterOf } from '../looking/about.ts';
import { isSameAlert, isSeverityScale, namedAlerts } from '../looking/alerts.ts';
import { around, roleAt, textOf } from '../looking/sections.ts';
import { slugOf } from '../looking/slugs.ts';
import { wordsOf } from '../looking/words.ts';
import { isLaterWork } from '../looking/later-work.ts';
import { quoted } from '../looking/listing.ts';
import { namelessNeighbours } from '../looking/neighbours.ts';
import { oncePer } from '../looking/once.ts';
import { within } from '../looking/ordered.ts';
import { saidLines } from '../looking/said.ts';
import { visiblePart } from '../looking/section-tree.ts';
import { sayCondition } from '../looking/thresholds.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const nameless = document.runbook.alerts.filter((alert) => isNameless(document, alert));
  const groups = Map.groupBy(nameless, ({ section, origin }) =>
    origin === 'symptom' ? 'symptoms' : `${origin} ${section ?? ''}`,
  );
  const found = [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [
      {
        at: { line: first.line, endLine: first.endLine },
        message: `"${sayAlert(first)}" has no alert name: nothing leads from the pager to this place`,
        related: others.map((other) => ({
          at: { line: other.line, endLine: other.endLine },
          message: `nor has "${sayAlert(other)}"`,
        })),
      },
    ];
  });
  const beside = besideNamed(document);
  return found.length + beside.length > 0 ? [...found, ...beside] : withoutAnyAlert(document);
};

/** The incidents around it say which alert they are for. */
const besideNamed = (document: LintDocument): readonly Found[] => {
  const [first, ...others] = namelessNeighbours(document);
  if (first === undefined) return [];
  return [
    {
      at: first.symptoms,
      message: `"${quoted(first.incident.title)}" has neither the name of an alert nor a limit, as the incidents beside it have: nothing leads from the pager to it`,
      related: others.map(({ incident, symptoms }) => ({
        at: symptoms,
        message: `nor has "${quoted(incident.title)}"`,
      })),
    },
  ];
};

/** A runbook for one incident, with its symptoms in words, that never says which alert brings somebody here. */
const withoutAnyAlert = (document: LintDocument): readonly Found[] => {
  const { sections, title } = document.runbook;
  if (
    namedAlerts(document).length > 0 ||
    isChosen.test(title ?? '') ||
    hasId(document) ||
    !forOnCall.test(document.text) ||
    namesAnAlert(document, title ?? '')
  )
    return [];
  return sections
    .filter(
      ({ parent, bold, ownRole, role }) =>
        !bold && ownRole && role === 'symptom' && (parent === null || parent === 0),
    )
    .slice(0, 1)
    .map((section) => ({
      at: visiblePart(document, section),
      message: `"${quoted(section.title)}" names no alert, and nor does the rest of this runbook: nothing leads from the pager to this page`,
    }));
};

/** By which it is found. */
const hasId = (document: LintDocument): boolean =>
  /^(?:error|alert|runbook)_?(?:id|name)\s*:\s*\S/im.test(frontMatterOf(document));

/** Somebody decides on it: no alert leads there. */
const isChosen =
  /\b(?:roll[- ]?back|rotation|deploy\w*|restor\w*|migrat\w*|upgrad\w*|maintenance|release)\b/i;
const forOnCall = /\bon-?call\b|\bpag(?:ed|er|ing)\b|\bincident runbook\b|\bseverity\b/i;
const camelCase = /\b(?:[A-Z][a-z0-9]+){2,}\b|\b[A-Z]{3,}_[A-Z_]+\b/;

/** Called like one itself, or with one beside the word "alert". */
const namesAnAlert = (document: LintDocument, title: string): boolean =>
  camelCase.test(title) ||
  saidLines(document).some(
    ({ text }) =>
      /\balerts?\b/i.test(text) && (camelCase.test(text) || /`[^`]+`|\balert(?: name)?\W*:/i.test(text)),
  );

/** A limit in numbers: what is only described is a symptom, not an alert. */
const isNameless = (document: LintDocument, alert: Alert): boolean => {
  const { name, origin, conditions, section } = alert;
  return (
    name === null &&
    !isSeverityScale(document, alert) &&
    !isLaterWork(document, within(document.runbook.blocks, alert)[0]?.section ?? section) &&
    !((origin === 'symptom' || origin === 'prose') && isNamedBeside(document, alert)) &&
    !(origin === 'prose' && isAside(document, section)) &&
    !((origin === 'symptom' || origin === 'prose') && isReached(document, section)) &&
    origin !== 'objective' &&
    origin !== 'rule' &&
    conditions.some(
      ({ value, comparator, form }) =>
        value !== null && comparator !== null && form !== 'T7' && form !== 'T8',
    )
  );
};

const labelledName = /\b(?:alert|alarm)(?: (?:name|id))?\W{1,6}[A-Za-z][\w.-]{5,}\W*$/im;
const mixedCase = /\b[A-Za-z]\w*[a-z][A-Z]\w*\b/;

/** "Alarm: `DLQ-Depth`" right around it, or the document itself is called like an alert. */
const isNamedBeside = (document: LintDocument, { line, endLine }: Alert): boolean => {
  const title = document.runbook.title ?? document.runbook.sections[0]?.title ?? '';
  return (
    (/\balert\b/i.test(title) && mixedCase.test(title)) ||
    hasId(document) ||
    labelledName.test(textOf(document, { line: Math.max(1, line - 3), endLine: endLine + 3 }))
  );
};

/** An alert is named like the section around it, is named in it, or links to it. */
const isReached = (document: LintDocument, section: number | null): boolean => {
  const known = reachedSections(document);
  const reached = known.get(section) ?? isReachedFrom(document, section);
  known.set(section, reached);
  return reached;
};

/** Of many conditions in one section the section is looked at once. */
const reachedSections = oncePer((): Map<number | null, boolean> => new Map());

const isReachedFrom = (document: LintDocument, section: number | null): boolean => {
  const sections = around(document, section);
  const titles = sections.map(({ title }) => wordsOf(title));
  const links = sections.map(
    ({ line }) => `(#${slugOf((document.lines[line - 1] ?? '').replace(/^#+\s*/, ''))})`,
  );
  const texts = sections.slice(0, 2).map((one) => textOf(document, one));
  return namesAndLines(document).some(
    ([name, lines]) =>
      titles.some((title) => isSameAlert(wordsOf(name), title)) ||
      texts.some((text) => text.includes(name)) ||
      links.some((link) => lines.includes(link)),
  );
};

/** Each name once, with the lines of all alerts that have it. */
const namesAndLines = oncePer((document): readonly (readonly [string, string])[] =>
  [...Map.groupBy(namedAlerts(document), ({ name }) => name)].map(([name, alerts]) => [
    name,
    alerts.map((alert) => textOf(document, alert)).join('\n'),
  ]),
);

/** Said again where it is prevented, escalated or checked, of what has its name elsewhere. */
const isAside = (document: LintDocument, section: number | null): boolean =>
  ['prevention', 'escalation', 'verification', 'impact', 'rollback'].includes(
    roleAt(document, section) ?? '',
  );

const sayAlert = ({ conditions: [first] }: Alert): string => (first === undefined ? '' : sayCondition(first));

export const alrNoname: Rule = {
  id: 'ALR-NONAME',
  level: 'low',
  summary: 'a condition without the name of an alert',
  why: 'Whoever is woken has a name on the screen and searches for it. A page without the name is not found.',
  bad: '## High error rate\n\n**Symptoms**: Error rate > 5% for 5 minutes\n\n**Steps**:\n\n1. Look at the logs\n',
  good: '## CRITICAL: HighErrorRate\n\n**Alert:** error rate > 5% for 5 minutes\n\n**Steps**:\n\n1. Look at the logs\n',
  check,
};
