// Thresholds that call somebody who then finds no section for them.
import type { Alert, Objective } from '../../model.ts';
import { namedAlerts, sectionFor, statementsOf, subjectOf, type NamedAlert } from '../looking/alerts.ts';
import { listing } from '../looking/listing.ts';
import { sameName } from '../looking/rule-contradictions.ts';
import { isTold, leadsHere } from '../looking/told-alerts.ts';
import { isSubset, splitName } from '../looking/words.ts';
import type { Found, LintContext, LintDocument, Rule, RuleFacts } from '../rule.ts';

const check = (document: LintDocument, { rules }: LintContext): readonly Found[] => [
  ...ofAlerts(document),
  ...ofObjectives(document),
  ...(rules === null ? [] : ofRules(document, rules)),
];

/** Only where other alerts have their sections, or are told in this runbook: else the document is a list, and says so. */
const ofAlerts = (document: LintDocument): readonly Found[] => {
  const listed = uniqueByName(document.runbook.alerts.flatMap(listedAlert));
  const without = listed.filter((alert) => !isAnswered(document, alert));
  if (without.length < listed.length) return foundOf(without);
  const untold = without.filter((alert) => leadsHere(document, alert) && !isTold(document, alert));
  if (untold.length < without.length && without.every((alert) => leadsHere(document, alert)))
    return foundOf(untold);
  return hasOtherSections(document, listed) ? foundOf(without) : [];
};

/** A row or an item with a name, or with a metric that stands for one. */
const listedAlert = (alert: Alert): readonly NamedAlert[] => {
  if (alert.origin !== 'list' && alert.origin !== 'table') return [];
  const metric = alert.conditions.find(({ isMetricName }) => isMetricName)?.metric ?? null;
  const name = alert.name ?? metric;
  return name === null ? [] : [{ ...alert, name }];
};

const uniqueByName = (alerts: readonly NamedAlert[]): readonly NamedAlert[] =>
  [...new Map(alerts.toReversed().map((alert) => [alert.name, alert])).values()].toReversed();

/** A section of its name, or one that speaks of its metric. */
const isAnswered = (document: LintDocument, alert: NamedAlert): boolean =>
  sectionFor(document, alert.name) !== null ||
  isLinked(document, alert) ||
  alert.conditions.some(
    ({ metric, isMetricName }) =>
      isMetricName && metric !== null && metric !== 'up' && isDiscussed(document, metric, alert),
  );

/** "See …", a link: the response is somewhere else. */
const isLinked = ({ lines }: LintDocument, { line, endLine }: NamedAlert): boolean =>
  lines.slice(line - 1, endLine).some((text) => /\]\(|https?:\/\/|\.md\b|\bsee\b/i.test(text));

const isDiscussed = ({ runbook, lines }: LintDocument, metric: string, alert: NamedAlert): boolean =>
  runbook.sections.some(
    (section) =>
      section.index !== alert.section &&
      !(section.line <= alert.line && section.endLine >= alert.line) &&
      section.ownRole &&
      (section.role === 'symptom' || section.role === 'trigger' || section.role === 'diagnosis') &&
      lines.slice(section.line - 1, section.endLine).some((text) => text.includes(metric)),
  );

/** Symptoms of other incidents than the one that the list stands in. */
const hasOtherSections = ({ runbook }: LintDocument, listed: readonly NamedAlert[]): boolean => {
  const lists = new Set(listed.map(({ section }) => section));
  const parents = new Set(
    [...lists].map((list) => (list === null ? null : (runbook.sections[list]?.parent ?? null))),
  );
  return (
    runbook.sections.filter(
      ({ index, ownRole, role, parent }) =>
        !lists.has(index) &&
        !parents.has(index) &&
        !(parent !== null && parents.has(parent)) &&
        ownRole &&
        role === 'symptom',
    ).length >= 2
  );
};

const ofObjectives = (document: LintDocument): readonly Found[] => {
  const rows = document.runbook.objectives.filter(({ alert }) => alert !== null);
  const without = rows.filter(
    (row) => !hasAlertFor(document, row) && sectionFor(document, row.name) === null,
  );
  if (without.length === rows.length && namedAlerts(document).length === 0) return [];
  return foundOf(without.map(({ line, endLine, name }) => ({ line, endLine, name })));
};

const hasAlertFor = (document: LintDocument, { name }: Objective): boolean => {
  const subject = subjectOf(name);
  return statementsOf(document).some(
    ({ subject: other, name: alert, isObjective }) =>
      !isObjective &&
      (isSubset(subject, other) || isSubset(subject, alert) || (other.size > 1 && isSubset(other, subject))),
  );
};

const foundOf = (without: readonly { line: number; endLine: number; name: string }[]): readonly Found[] => {
  const [first, ...others] = without;
  if (first === undefined) return [];
  return [
    {
      at: { line: first.line, endLine: first.endLine },
      message: `no section says what to do about ${listing(
        without.map(({ name }) => name),
        6,
      )}`,
      related: others.map(({ line, endLine, name }) => ({
        at: { line, endLine },
        message: `${name} has none either`,
      })),
    },
  ];
};

/** Rules that this document leaves out, where it answers to others of the same file. */
const ofRules = (document: LintDocument, { alerts, file }: RuleFacts): readonly Found[] => {
  const names = [...new Set(alerts.map(({ name }) => name))];
  const missing = names.filter(
    (name) => !isNamed(document, name) && !isAnsweredElsewhere(document, alerts, name),
  );
  if (missing.length === 0 || !answersForAll(document, names)) return [];
  return [
    {
      at: { line: document.runbook.sections[0]?.line ?? 1, endLine: document.runbook.sections[0]?.line ?? 1 },
      message: `${file} has ${missing.length} alert${missing.length > 1 ? 's' : ''} that this runbook does not answer to: ${listing(missing, 6)}`,
    },
  ];
};

/** A runbook for one alert, by its title or because its chapters are the parts of one incident, needs none for the others of the file. */
const answersForAll = (document: LintDocument, names: readonly string[]): boolean => {
  const { sections, title } = document.runbook;
  const topic = splitName(
    `${title ?? ''} ${
      document.uri
        .split('/')
        .at(-1)
        ?.replace(/\.\w+$/, '') ?? ''
    }`,
  ).join('');
  if (names.some((name) => topic.includes(splitName(name).join('')))) return false;
  const parts = sections.filter(
    ({ parent, bold, ownRole, role }) =>
      !bold &&
      (parent === null || parent === 0) &&
      ownRole &&
      role !== null &&
      ['symptom', 'diagnosis', 'remediation', 'impact'].includes(role),
  );
  if (parts.length > 1) return false;
  const own = new Set(names.flatMap((name) => sectionsOf(document, name)));
  const answered = names.filter((name) => hasOwnSection(document, name)).length;
  return answered > 1 && own.size !== 1 && (answered * 2 >= names.length || forAll.test(title ?? ''));
};

const forAll = /\brun-?books?\b|\boperat(?:ions?|ional)\b|\bon-?call\b|\balerts\b|\bproduction\b/i;

const sectionsOf = ({ runbook }: LintDocument, name: string): readonly number[] => {
  const plain = splitName(name).join('');
  return runbook.sections.flatMap(({ title, index }) =>
    splitName(title).join('').includes(plain) ? [index] : [],
  );
};

const hasOwnSection = (document: LintDocument, name: string): boolean => {
  const plain = splitName(name).join('');
  return (
    namedAlerts(document).some((alert) => sameName(alert.name, name)) ||
    document.runbook.sections.some(({ title }) => splitName(title).join('').includes(plain))
  );
};

const isNamed = (document: LintDocument, name: string): boolean =>
  document.text.includes(name) || hasOwnSection(document, name) || sectionFor(document, name) !== null;

const isAnsweredElsewhere = (document: LintDocument, alerts: RuleFacts['alerts'], wanted: string): boolean =>
  alerts.some(
    ({ name, annotations }) =>
      name === wanted && leadsElsewhere(document, annotations['runbook_url'] ?? annotations['runbook']),
  );

const leadsElsewhere = ({ uri }: LintDocument, url: string | undefined): boolean => {
  const file = uri.split('/').at(-1) ?? uri;
  return url !== undefined && !url.includes(file.replace(/\.\w+$/, ''));
};

export const alrNosection: Rule = {
  id: 'ALR-NOSECTION',
  level: 'medium',
  summary: 'a threshold without a section that says what to do',
  why: 'The pager rings, the runbook is opened, and there is nothing under that name.',
  bad: '## Alerts\n\n1. **Queue Stuck**\n   - Metric: `queue_depth > 100`\n\n2. **Disk Full**\n   - Metric: `disk_free_ratio < 0.1`\n\n## Issue: Queue Stuck\n\n**Diagnosis**:\n\n1. Look at the consumers\n',
  good: '## Alerts\n\n1. **Queue Stuck**\n   - Metric: `queue_depth > 100`\n\n## Issue: Queue Stuck\n\n**Diagnosis**:\n\n1. Look at the consumers\n',
  check,
};
