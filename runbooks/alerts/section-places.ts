// What the sections of a document are to alerts: which one a statement is about, and which ones list alerts.
import type { Outline, SectionFrame } from '../markdown/outline.ts';
import { severityIn, severityOf } from '../markdown/severities.ts';
import { isGeneralTitle, isMachineName, nameOfTitle, type NamedTitle } from './alert-names.ts';

export interface SectionPlaces {
  /** The section that a trigger, a symptom or a threshold in this section is about: the first above that isn't itself one of those. */
  ownerOf(section: number | null): SectionFrame | null;
  /** A name for that, where its title is one. */
  nameOf(owner: SectionFrame | null): NamedTitle | null;
  /** This section, or one around it, is a list of alerts. */
  listsAlerts(section: number | null): boolean;
  /** What stands right in it are conditions of one alert: "Alert condition", "Trigger". */
  statesCondition(section: number | null): boolean;
  isSymptoms(section: number | null): boolean;
  /** Its own title says that alerts are listed, or nothing but how bad they are. */
  isAlertList(section: number | null): boolean;
  /** What stands right in it is the name of an alert: "Alert name". */
  namesAlert(section: number | null): boolean;
  /** It speaks of what is done about alerts, or of how things ought to be. */
  isAside(section: number | null): boolean;
  /** By its title or the titles around it. */
  severityOf(section: number | null): string | null;
  frame(section: number | null): SectionFrame | null;
}

export const sectionPlaces = ({ sections, title }: Outline): SectionPlaces => {
  const frame = (section: number | null): SectionFrame | null =>
    section === null ? null : (sections[section] ?? null);
  // Asked of each leaf, told by titles alone.
  const lists = sections.map(isAlertList);
  const isList = ({ index }: SectionFrame): boolean => lists[index] === true;
  const chain = function* (section: number | null): Generator<SectionFrame> {
    for (let one = frame(section); one !== null; one = frame(one.parent)) yield one;
  };
  const ownerOf = (section: number | null): SectionFrame | null => {
    for (const one of chain(section)) if (!isPart(one)) return one;
    return null;
  };
  return {
    frame,
    ownerOf,
    nameOf: (owner) => (owner === null ? null : nameOfOwner(owner, title)),
    listsAlerts(section) {
      let depth = 0;
      for (const one of chain(section)) {
        if (isList(one)) return true;
        if (one.ownRole || (depth += 1) > 2) return false;
      }
      return false;
    },
    statesCondition(section) {
      const one = frame(section);
      return one !== null && one.ownRole && one.role === 'trigger' && !isList(one);
    },
    isSymptoms(section) {
      const one = frame(section);
      return one !== null && one.ownRole && one.role === 'symptom';
    },
    isAlertList(section) {
      const one = frame(section);
      return one !== null && (isList(one) || severityOf(one.title) !== null || one.title === '');
    },
    namesAlert(section) {
      const one = frame(section);
      return one !== null && isNamePart(one);
    },
    isAside(section) {
      const role = frame(section)?.role ?? null;
      return role !== null && asides.has(role);
    },
    severityOf(section) {
      for (const one of chain(section)) {
        const own = one.severity ?? (isList(one) ? severityIn(one.title) : null);
        if (own !== null) return own;
        if (!one.bold && !isPart(one) && !isList(one)) return null;
      }
      return null;
    },
  };
};

/** "Critical Alerts", "Alerting Thresholds", "Prometheus alert rules": many of them, under names of their own. */
const isAlertList = ({ title }: SectionFrame): boolean =>
  /\b(?:alerts|thresholds|alerting|alert rules|alarms|alertes|alarme|schwellwerte|seuils|key metrics|metrics to watch)\b/i.test(
    title,
  ) && !/\bresponse\b/i.test(title);

/** A section that is a part of what is above: its title names what it says about that. */
const isPart = (one: SectionFrame): boolean =>
  isNamePart(one) ||
  (one.ownRole &&
    !isMachineName(nameOfTitle(one.title).name) &&
    !nameOfTitle(one.title).saysAlert &&
    one.role !== null &&
    parts.has(one.role));

const isNamePart = ({ title }: SectionFrame): boolean =>
  /^(?:prometheus )?(?:alert|alarm)(?: rule)? (?:names?|ids?)(?:\(s\))?$/i.test(title);

const asides = new Set(['verification', 'escalation', 'prevention', 'pre-flight', 'rollback', 'impact']);

const parts = new Set([
  'symptom',
  'trigger',
  'impact',
  'diagnosis',
  'remediation',
  'verification',
  'reference',
]);

const nameOfOwner = (owner: SectionFrame, documentTitle: string | null): NamedTitle | null => {
  const named = nameOfTitle(owner.title);
  if (isMachineName(named.name) || named.saysAlert) return named;
  if (named.name === '' || isGeneralTitle(named.name) || owner.ownRole) return null;
  // "Operations Runbook" names the document; "Runbook: High Error Rate" an alert.
  if (owner.title === documentTitle && !/^(?:runbook|playbook|alert)\b.*[:–—-]/i.test(owner.title))
    return null;
  return named;
};
