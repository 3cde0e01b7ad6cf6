// Which section of the runbook an alert leads to: by the link of its rule, else by its name, as gameday coverage says it.
import type { Runbook, Section } from '../../runbooks/model.ts';
import { readDocument } from '../../runbooks/lint/document.ts';
import type { KnownAlert, LintDocument } from '../../runbooks/lint/rule.ts';
import { buildMatrix } from '../../runbooks/matrix/matrix.ts';
import type { InitAlert } from './init-alerts.ts';
import type { Book } from './init-runbook.ts';

export type Leads = ReadonlyMap<string, Section>;

/** `books`: the documents that the runbook was made of, by the names that links know. */
export const leadsOf = (alerts: readonly InitAlert[], runbook: Runbook, books: readonly Book[]): Leads => {
  const runbooks = books.map(({ uri, text }) => readDocument(uri, text));
  const asked = alerts.flatMap((alert) => namesOf(alert).map((name) => ({ alert, name })));
  const known = asked.map(({ alert, name }) => knownAlert(alert, name));
  const matrix = buildMatrix({ runbooks, alerts: known, drills: null, played: null, neighbours: [] });
  const leads = new Map<string, Section>();
  for (const [index, { alert }] of asked.entries()) {
    const place = matrix.alerts[index]?.section ?? null;
    const book = books.find(({ uri }) => uri === place?.runbook);
    const line = (place?.line ?? 0) + (book?.firstLine ?? 1) - 1;
    const section = runbook.sections.find((one) => one.line === line);
    if (section !== undefined && !leads.has(alert.name)) leads.set(alert.name, section);
  }
  const wholes = runbooks.flatMap((document, index) => wholeOf(document, books[index]?.firstLine ?? 1));
  return withoutWholes(leads, new Set(wholes), books.length > 1);
};

/** The line of a title that all other sections stand under. */
const wholeOf = ({ runbook: { sections } }: LintDocument, firstLine: number): readonly number[] => {
  const [first, second] = sections;
  const holdsAll = second !== undefined && sections.every(({ line }) => line <= (first?.endLine ?? 0));
  return first !== undefined && holdsAll ? [first.line + firstLine - 1] : [];
};

/** A document is an incident where it is one of several and a single alert leads to it; else it answers nothing by itself. */
const withoutWholes = (leads: Leads, wholes: ReadonlySet<number>, severalBooks: boolean): Leads => {
  const leading = (section: Section): number => [...leads.values()].filter((one) => one === section).length;
  return new Map(
    [...leads].filter(([, one]) => !wholes.has(one.line) || (severalBooks && leading(one) === 1)),
  );
};

/** A rule's name is made of the runbook's words: those may say more. */
const namesOf = ({ name, said }: InitAlert): readonly string[] => [
  ...new Set([name, ...said.flatMap((one) => one.name ?? [])]),
];

const knownAlert = (
  { expression, holdMs, intervalMs, annotations }: InitAlert,
  name: string,
): KnownAlert => ({
  name,
  expr: expression ?? '',
  forMs: holdMs,
  keepFiringForMs: 0,
  labels: {},
  annotations,
  group: '',
  intervalMs,
  path: [],
  file: 'alerts.yaml',
  line: 1,
  problem: null,
});
