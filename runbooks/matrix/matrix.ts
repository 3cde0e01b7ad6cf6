// The matrix of alerts, sections and drills, and its gaps: a pure fold.
import type { KnownAlert, LintDocument } from '../lint/rule.ts';
import type { Section } from '../model.ts';
import { findGaps } from './gaps.ts';
import { linkOf, type Links } from './links.ts';
import type { AlertRow, Drilled, Matrix, MatrixInput, SectionPlace, SectionRow, Via } from './model.ts';
import { indexNames, wordsOf, type NamedSection, type NameIndex } from './names.ts';
import { drilledOf } from './drilled.ts';
import { incidentSections } from './incidents.ts';

export interface MatchedAlert {
  readonly alert: KnownAlert;
  readonly link: Links | null;
  readonly found: (NamedSection & { readonly via: Via }) | null;
}

export const buildMatrix = (input: MatrixInput): Matrix => {
  const names = indexNames(input.runbooks);
  const matched = input.alerts.map((alert) => matchAlert(alert, input, names));
  const alerts = matched.map(({ alert, found }): AlertRow => {
    const drilled = drilledOf(input, [alert.name], found === null ? null : found);
    return {
      alert,
      section: found === null ? null : { ...placeOf(found.document, found.section), via: found.via },
      ...drilled,
    };
  });
  const sections = sectionRows(input, matched);
  return { alerts, sections, gaps: findGaps(input, matched, sections) };
};

const matchAlert = (alert: KnownAlert, input: MatrixInput, names: NameIndex): MatchedAlert => {
  const link = linkOf(alert, input.runbooks, input.neighbours);
  const destination = link?.destination;
  if (destination?.kind === 'section') return { alert, link, found: { ...destination, via: 'link' } };
  const byName = names.find(alert.name);
  if (byName !== null) return { alert, link, found: byName };
  const section = destination?.kind === 'file' ? destination.document.runbook.sections[0] : undefined;
  if (destination?.kind !== 'file' || section === undefined) return { alert, link, found: null };
  return { alert, link, found: { document: destination.document, section, via: 'link' } };
};

/** In the order of the documents. */
const sectionRows = (input: MatrixInput, matched: readonly MatchedAlert[]): readonly SectionRow[] =>
  input.runbooks.flatMap((document) => {
    const answered = matched.filter(({ found }) => found?.document === document);
    const incidents = incidentSections(
      document,
      answered.flatMap(({ found }) => found?.section ?? []),
    );
    const known = new Set(input.alerts.map(({ name }) => wordsOf(name)));
    return incidents.map(({ section, names }): SectionRow => {
      const alerts = answered
        .filter(({ found }) => found?.section === section)
        .map(({ alert }) => alert.name);
      const announces = names.filter((name) => !known.has(wordsOf(name)));
      const drilled: Drilled = drilledOf(input, alerts, { document, section });
      return { ...placeOf(document, section), alerts: [...new Set(alerts)], announces, ...drilled };
    });
  });

const placeOf = ({ uri }: LintDocument, { line, title, actions }: Section): SectionPlace => ({
  runbook: uri,
  line,
  title,
  actions: actions.length,
});
