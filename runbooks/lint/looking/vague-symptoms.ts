// Symptoms that nobody can decide on: "latency is high", a metric that is "spiking", and no number, state or event beside it.
import type { Alert, Section } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import { spanOf, statementsOf, subjectOf } from './alerts.ts';
import { listing, quoted } from './listing.ts';
import { oncePer } from './once.ts';
import { flatSteps, parentOf, subtreeOf, textOf, visiblePart } from './section-tree.ts';
import { isSubset } from './words.ts';

/** A metric by its name, and a word where its limit should stand: told even when another place has the limit. */
export const trendsOfMetrics = (document: LintDocument): readonly Found[] => {
  const [first, ...others] = document.runbook.alerts.filter(isTrendOfMetric);
  if (first === undefined) return [];
  const elsewhere = limitElsewhere(document, first);
  return [
    {
      at: { line: first.line, endLine: first.endLine },
      level: 'low',
      message: `"${sayFirst(first)}" is how one notices, and no number says from where on${elsewhere === null ? '' : `: line ${elsewhere.line} has one`}`,
      related: [
        ...others.map((one) => ({
          at: { line: one.line, endLine: one.endLine },
          message: `nor for "${sayFirst(one)}"`,
        })),
        ...(elsewhere === null ? [] : [{ at: elsewhere, message: 'the limit' }]),
      ],
    },
  ];
};

const isTrendOfMetric = ({ origin, conditions }: Alert): boolean =>
  origin === 'symptom' &&
  conditions.length > 0 &&
  conditions.every(({ form, value }) => form === 'T9' && value === null) &&
  conditions.some(({ isMetricName }) => isMetricName) &&
  // "QueueStuck fires, or `queue_depth` grows": the alert has the limit.
  !conditions.some(({ text }) => /\b(?:fires|firing)\b/.test(text));

const sayFirst = ({ conditions: [first] }: Alert): string => quoted(first?.text ?? '');

const limitElsewhere = (document: LintDocument, { conditions }: Alert) => {
  const subjects = conditions.map(({ metric }) => subjectOf(metric ?? ''));
  const found = statementsOf(document).find(
    ({ condition, subject }) => condition.value !== null && subjects.some((one) => isSubset(one, subject)),
  );
  return found === undefined ? null : spanOf(found.condition);
};

/** Lists of symptoms in which each item is a matter of opinion, of incidents that no alert has a limit for. */
export const vagueSymptoms = (document: LintDocument): readonly Found[] =>
  document.runbook.sections
    .filter((section) => section.ownRole && section.role === 'symptom')
    .flatMap((section) => {
      const items = flatSteps(section.steps).map(({ line, text }) => ({
        text,
        raw: document.lines[line - 1] ?? '',
      }));
      const trends = items.filter(({ text }) => trend.test(text));
      if (trends.length === 0 || items.some(isMeasurable) || isDecidedBeside(document, section)) return [];
      return [
        {
          at: visiblePart(document, section),
          level: 'low' as const,
          message: `${listing(
            trends.map(({ text }) => `"${quoted(text, 40)}"`),
            2,
          )}: no number, state or message says whether this is the incident`,
        },
      ];
    });

const trend =
  /\b(?:high(?:er)?|elevated|increas\w*|spik\w*|slow(?:er|ness)?|degrad\w*|low(?:er)?|drop(?:s|ping)?|grow(?:s|ing)|rising|many|frequent|intermittent|excessive|unusual|abnormal|large|poor|sluggish)\b/i;
// A number, a name in code, a message in quotes, a state that is or is not.
const decided =
  /\d|[<>=≥≤]|["“”]|\b(?:down|offline|unavailable|unreachable|fail(?:s|ed|ing|ures?)?|errors?|crash\w*|restart\w*|refus\w*|reject\w*|stuck|stopped|killed|evicted|exhausted|time-?outs?|timing out|full|open|expired|not (?:\w+ )?(?:respond\w*|start\w*|work\w*|process\w*|reachable|running|ready|available|receiv\w*|updat\w*)|no (?:new )?\w+|cannot|can'?t|unable|missing|lost|empty|dead|denied|corrupt\w*|duplicate\w*|mismatch\w*|alerts?|page[ds]?|blocked|throttled|deadlocks?|locked|zero)\b|\b[A-Z][a-z]+[A-Z]\w*|\b[A-Z]{4,}\b/;

const isMeasurable = ({ text, raw }: { text: string; raw: string }): boolean =>
  decided.test(text) || raw.includes('`') || raw.includes('](');

/** The incident around it has an alert, a limit or a trigger, or the document is about one alert. */
const isDecidedBeside = (document: LintDocument, section: Section): boolean => {
  const incident = parentOf(document, section) ?? section;
  const known = decidedIncidents(document);
  const decidedHere = known.get(incident.index) ?? isDecidedIn(document, incident);
  known.set(incident.index, decidedHere);
  return decidedHere;
};

/** Several lists may stand in one incident: each incident is read once. */
const decidedIncidents = oncePer((): Map<number, boolean> => new Map());

const isDecidedIn = (document: LintDocument, incident: Section): boolean => {
  const own = textOf(document, incident);
  return (
    limitedAlerts(document).some(({ line }) => line >= incident.line && line <= incident.endLine) ||
    subtreeOf(document, incident).some(({ ownRole, role }) => ownRole && role === 'trigger') ||
    labelled.test(own) ||
    /\b(?:[A-Z][a-z0-9]+){3,}\b/.test(own)
  );
};

const limitedAlerts = oncePer(({ runbook }: LintDocument) =>
  runbook.alerts.filter(
    ({ name, conditions }) =>
      name !== null || conditions.some(({ value, form }) => value !== null || form === 'T8'),
  ),
);

const labelled = /\b(?:alerts?|thresholds?|triggers?|alarm|monitor)\b\W*:|^alert/im;
