// All alerts and objectives of a document. Each leaf is looked at once, by where it stands.
import type { ReadBlocks } from '../blocks/read-blocks.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import type { CodeLeaf, TextLeaf } from '../markdown/leaves.ts';
import type { Alert, Objective } from '../model.ts';
import type { PlacedExpression } from '../promql/find-expressions.ts';
import { isSloSection, readFacts } from './read-facts.ts';
import { alertOf, placed, type AlertDraft } from './draft.ts';
import { headingAlerts } from './heading-alerts.ts';
import { linedAlert, titledAlert } from './list-alerts.ts';
import { objectiveOfFact, objectiveOfLine } from './objectives.ts';
import { proseAlert } from './prose-alerts.ts';
import { ruleAlerts } from './rule-alerts.ts';
import { sectionAlert } from './section-alerts.ts';
import { sectionPlaces, type SectionPlaces } from './section-places.ts';
import { wholeOf } from './statement.ts';
import { symptomAlert } from './symptom-alerts.ts';
import { tableFinds, type ObjectiveDraft } from './table-alerts.ts';

export interface Alerts {
  readonly alerts: readonly Alert[];
  readonly objectives: readonly Objective[];
  /** Of rules in fences. */
  readonly expressions: readonly PlacedExpression[];
}

export const findAlerts = (document: MarkdownDocument, blocks: ReadBlocks): Alerts => {
  const { lines, outline, leaves } = document;
  const places = sectionPlaces(outline);
  const facts = readFacts(document, blocks, places);
  const alerts: AlertDraft[] = [];
  const objectives: ObjectiveDraft[] = [];
  const expressions: PlacedExpression[] = [];
  const push = (alert: AlertDraft | null): void => {
    if (alert !== null) alerts.push(alert);
  };
  for (const { title, item, section, facts: own } of facts.titled)
    push(titledAlert(title, item, section, own, places));
  for (const group of facts.groups) push(sectionAlert(group, places));
  for (const { statement, section } of facts.symptoms) push(symptomAlert(statement, section, places));
  for (const fact of facts.others) {
    const objective = objectiveOfFact(fact, fact.section, !isSloSection(places, fact.section));
    if (objective !== null) objectives.push(objective);
  }
  for (const [at, leaf] of leaves.entries()) {
    const section = outline.sectionOf[at] ?? null;
    if (leaf.kind === 'fence') {
      const found = fenceAlerts(leaf, section, blocks, blocks.blockOf[at]);
      alerts.push(...found.alerts);
      expressions.push(...found.expressions);
    } else if (leaf.kind === 'table' && !facts.taken.has(leaf)) {
      const found = tableOf(leaf, section, blocks, places, document);
      alerts.push(...found.alerts);
      objectives.push(...found.objectives);
    } else if (leaf.kind === 'paragraph' && !facts.taken.has(leaf)) {
      const objective =
        isSloSection(places, section) && leaf.item !== null ? objectiveOfLine(leaf, section) : null;
      if (objective !== null) objectives.push(objective);
      else push(leafAlert(leaf, section, places));
    }
  }
  alerts.push(...headingAlerts(document, places, alerts));
  return {
    alerts: inOrder(alerts).map((draft) => alertOf(draft, lines)),
    objectives: inOrder(objectives).map((draft) => objectiveOf(draft, document)),
    expressions,
  };
};

const inOrder = <T extends { readonly from: number }>(found: readonly T[]): readonly T[] =>
  found.toSorted((one, other) => one.from - other.from);

const leafAlert = (leaf: TextLeaf, section: number | null, places: SectionPlaces): AlertDraft | null => {
  const symptom = places.isSymptoms(section) ? symptomAlert(wholeOf(leaf.inline), section, places) : null;
  if (symptom !== null) return symptom;
  const lined = leaf.item !== null && places.listsAlerts(section) ? linedAlert(leaf, section, places) : null;
  return lined ?? proseAlert(leaf, section, places);
};

const fenceAlerts = (
  leaf: CodeLeaf,
  section: number | null,
  { blocks }: ReadBlocks,
  block: number | undefined,
) => {
  const use = blocks[block ?? -1]?.fence?.use;
  const isRules = use === 'data' || use === 'text' || use === 'promql';
  return isRules && leaf.code.lines.some(({ text }) => text.includes('alert:'))
    ? ruleAlerts(leaf.code, section)
    : { alerts: [], expressions: [] };
};

const tableOf = (
  leaf: Parameters<ReadBlocks['tables']['get']>[0],
  section: number | null,
  { tables }: ReadBlocks,
  places: SectionPlaces,
  { lines }: MarkdownDocument,
) => {
  const table = tables.get(leaf);
  if (table === undefined) return { alerts: [], objectives: [] };
  return tableFinds(table, {
    section,
    listsAlerts: places.listsAlerts(section) || places.statesCondition(section),
    listsObjectives: isSloSection(places, section),
    severity: places.severityOf(section),
    offsetOf: (cell) => lines.startOf(cell.line) + cell.column - 1,
  });
};

const objectiveOf = (draft: ObjectiveDraft, { lines }: MarkdownDocument): Objective => ({
  name: draft.name,
  section: draft.section,
  target: placed(draft.target, lines),
  windowMs: draft.windowMs,
  alert: draft.alert === null ? null : placed(draft.alert, lines),
  ...lines.spanOf(draft.from, draft.to),
});
