// The alerts of a runbook, and every statement that it makes of when something is wrong.
import type { Alert, Condition, Section, Span } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { isSubset, spelledPlainly, wordsOf } from './words.ts';

export type NamedAlert = Alert & { readonly name: string };

export const namedAlerts = oncePer((document): readonly NamedAlert[] =>
  document.runbook.alerts.filter((alert): alert is NamedAlert => alert.name !== null && alert.name !== ''),
);

export interface Statement {
  readonly condition: Condition;
  /** What it is about: the words of its metric, of its alert, or of its objective. */
  readonly subject: ReadonlySet<string>;
  /** The alert's name as a set of words; empty without one. */
  readonly name: ReadonlySet<string>;
  /** That name without its spelling; null without one. */
  readonly alert: string | null;
  /** The alert has no other condition there. */
  readonly isOnly: boolean;
  readonly severity: string | null;
  /** "alert DLQGrowing", "the objective RPC p95 Latency": how messages call it. */
  readonly called: string;
  /** Statements of one source are tiers of one thing, not two opinions: a table, a list, a section. */
  readonly source: string;
  readonly isObjective: boolean;
}

/** What alerts and objectives say; what is written for escalation, impact and verification speaks of other things. */
export const statementsOf = oncePer((document: LintDocument): readonly Statement[] => [
  ...document.runbook.alerts
    .filter(
      (alert) =>
        alert.origin !== 'objective' &&
        !isAside(document, alert.section) &&
        !isSeverityScale(document, alert),
    )
    .flatMap((alert) => alert.conditions.map((condition) => ofAlert(document, alert, condition))),
  ...document.runbook.objectives.flatMap(({ name, section, alert }) =>
    alert === null
      ? []
      : [
          {
            condition: alert,
            subject: subjectOf(alert.isMetricName ? (alert.metric ?? name) : name),
            name: new Set<string>(),
            alert: null,
            isOnly: false,
            severity: null,
            called: `the objective ${name}`,
            source: `objectives ${section ?? ''}`,
            isObjective: true,
          },
        ],
  ),
]);

const isAside = ({ runbook }: LintDocument, section: number | null): boolean => {
  const role = section === null ? null : (runbook.sections[section]?.role ?? null);
  return role === 'escalation' || role === 'impact' || role === 'verification' || role === 'rollback';
};

const ofAlert = (document: LintDocument, alert: Alert, condition: Condition): Statement => ({
  condition,
  subject: subjectOf(condition.metric ?? alert.name ?? ''),
  name: wordsOf(alert.name ?? titleOf(document, alert)),
  alert: alert.name === null ? null : spelledPlainly(alert.name),
  isOnly: alert.conditions.length === 1,
  severity: alert.severity,
  called: alert.name === null ? `line ${condition.line}` : `alert ${alert.name}`,
  // The heading and what stands below it are two places.
  source: `${alert.origin} ${alert.section ?? ''} ${alert.origin === 'section' ? (alert.name ?? '') : ''}${isInHeading(document, alert) ? ' heading' : ''}`,
  isObjective: false,
});

const isInHeading = ({ runbook }: LintDocument, { section, line }: Alert): boolean =>
  section !== null && runbook.sections[section]?.line === line;

/** What is said in a sentence below a heading is said of the thing in the heading. */
const titleOf = ({ runbook }: LintDocument, { origin, section }: Alert): string =>
  origin === 'prose' && section !== null ? (runbook.sections[section]?.title ?? '') : '';

/** "P1: error rate over 10 %": how bad an incident is, not when somebody is called. */
export const isSeverityScale = (
  { runbook }: LintDocument,
  { origin, name, section, conditions }: Alert,
): boolean =>
  origin === 'table' &&
  name === null &&
  conditions.every(({ isMetricName, promql }) => !isMetricName && promql === null) &&
  /\b(?:severit(?:y|ies)|priorit(?:y|ies)|impact|classification|triage|escalation|incident levels?|sev[- ]?levels?)\b/i.test(
    section === null ? '' : (runbook.sections[section]?.title ?? ''),
  );

/** Without quantiles: those are compared by themselves. */
export const subjectOf = (metric: string): ReadonlySet<string> => withoutQuantiles(wordsOf(metric));

export const spanOf = ({ line, endLine, column, endColumn }: Span): Span => ({
  line,
  endLine,
  column,
  endColumn,
});

/** Sections that say what to do: they have steps or commands, or parts that do. */
export const isResponse = (section: Section): boolean =>
  section.steps.length > 0 || section.actions.length > 0;

const states =
  /^(?:space|usage|full|fill|use|consumption|utilization|utilisation|growth|grow|failing|fail|down|large|big|many|too|open|exceed|trigger|fire|rate|keep|stay|rise|exhaust|saturated|saturation|pressure|buildup|degraded|degradation|elevated|excessive)$/;

/** "HighErrorRate" and "High error rate on checkout" are one thing, "Inventory Low" and "Inventory Mismatch" are not. */
export const isSameAlert = (name: ReadonlySet<string>, heading: ReadonlySet<string>): boolean => {
  const [words, title] = [withoutQuantiles(name), withoutQuantiles(heading)];
  if (words.size > 1 && title.size > 1) return sharesMost(words, title);
  const [few, many] = words.size <= title.size ? [words, title] : [title, words];
  return isSubset(few, many) && [...many].every((word) => few.has(word) || states.test(word));
};

const withoutQuantiles = oncePer(
  (words: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...words].filter((word) => !/^p\d{2,3}$/.test(word))),
);

/** All of one is in the other, but for words on its state: "Kafka consumer lag" and "Consumer lag keeps growing". */
const sharesMost = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => {
  if (isSubset(one, other) || isSubset(other, one)) return true;
  const common = [...one].filter((word) => other.has(word));
  if (isStates(common)) return false;
  const rest = [one, other].map((words) => [...words].filter((word) => !common.includes(word)));
  return rest.some((words, at) => isStates(words) && (common.length > 1 || isStates(rest[1 - at])));
};

const isStates = (words: readonly string[] | undefined): boolean =>
  words?.every((word) => states.test(word)) ?? false;

/** The section that is about this alert, by its title. */
export const sectionFor = ({ runbook }: LintDocument, name: string): Section | null => {
  const words = wordsOf(name);
  return (
    runbook.sections.find(
      (section) =>
        !isAfterwards(section) &&
        isSameAlert(words, wordsOf(section.title)) &&
        (isResponse(section) || hasParts(runbook.sections, section)),
    ) ?? null
  );
};

/** "Verify connections" says how one sees that it is over. */
const isAfterwards = ({ ownRole, role }: Section): boolean =>
  ownRole && (role === 'verification' || role === 'prevention' || role === 'escalation');

const hasParts = (sections: readonly Section[], { index, endLine }: Section): boolean => {
  const next = sections[index + 1];
  return next !== undefined && next.line <= endLine && next.parent === index;
};
