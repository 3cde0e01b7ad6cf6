// Incidents side by side of which most name the alert that calls somebody, and some name none.
import type { Section } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { isSameAlert, namedAlerts } from './alerts.ts';
import { oncePer } from './once.ts';
import { childrenOf, subtreeOf, textOf, visiblePart } from './section-tree.ts';
import { wordsOf } from './words.ts';

export interface Neighbour {
  readonly incident: Section;
  /** Its symptoms, from the title to the last line. */
  readonly symptoms: { readonly line: number; readonly endLine: number };
}

/** As many name an alert as do not, at least two. */
export const namelessNeighbours = (document: LintDocument): readonly Neighbour[] => {
  const { sections } = document.runbook;
  const incidents = sections.flatMap((section): readonly Neighbour[] => {
    if (section.bold) return [];
    const symptoms = childrenOf(document, section).find(({ ownRole, role }) => ownRole && role === 'symptom');
    return symptoms === undefined ? [] : [{ incident: section, symptoms: visiblePart(document, symptoms) }];
  });
  return [...Map.groupBy(incidents, ({ incident }) => incident.parent ?? -1).values()].flatMap((group) => {
    const nameless = group.filter(({ incident }) => !namesAlert(document, incident));
    return nameless.length * 2 <= group.length && group.length - nameless.length > 1 ? nameless : [];
  });
};

const labelled =
  /\b(?:alerts?|alarms?|monitors?|triggers?)\b[*_`]*\s*:|\balert\b.*(?:["“`]|\b(?:fires|firing|triggered)\b)/im;
const camelCase = /\b[A-Z]\w*[a-z]\w*[A-Z]\w*\b|\b[A-Z]{3,}_[A-Z_]+\b/;
const firing = /\b[A-Z]\w+ (?:fires|is firing|has fired|triggers|pages)\b/;
// A number, a comparison, a metric in code: something that a rule could be made of.
const measured = /[<>≥≤]\s*\d|\d\s*%|`[a-z]+(?:[_:][a-z0-9]+)+`|\b(?:[45]\d\d|OOM\w*|CrashLoop\w*)\b/;

/** Its title or its symptoms have a name, a limit or a metric. */
const namesAlert = (document: LintDocument, incident: Section): boolean => {
  const lines = linesWithAlerts(document);
  const parts = subtreeOf(document, incident).filter(
    ({ index, ownRole, role }) =>
      index === incident.index || (ownRole && (role === 'symptom' || role === 'trigger')),
  );
  return (
    camelCase.test(incident.title) ||
    isAlertElsewhere(document, incident) ||
    measured.test(incident.title) ||
    parts.some(({ index, line, endLine }) => {
      const end = index === incident.index ? Math.min(endLine, line + 12) : endLine;
      const text = textOf(document, { line, endLine: end });
      return (
        labelled.test(text) ||
        firing.test(text) ||
        (index !== incident.index && (measured.test(text) || camelCase.test(text))) ||
        lines.has(line)
      );
    })
  );
};

/** A list of alerts has one that is called like it. */
const isAlertElsewhere = (document: LintDocument, { title }: Section): boolean => {
  const words = wordsOf(title);
  return alertWords(document).some((name) => isSameAlert(name, words));
};

// More are a catalogue, and each incident is compared with all of them.
const mostAlerts = 300;

const alertWords = oncePer((document: LintDocument) => {
  const names = namedAlerts(document)
    .slice(0, mostAlerts)
    .map(({ name }) => name);
  return [...new Set(names)].map(wordsOf);
});

const linesWithAlerts = oncePer(
  (document: LintDocument): ReadonlySet<number> => new Set(namedAlerts(document).map(({ line }) => line)),
);
