// All alerts and objectives of a document. Each leaf is looked at once, by where it stands.
import type { ReadBlocks } from '../blocks/read-blocks.ts';
import type { ReadTable } from '../blocks/tables.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import type { Leaf, TextLeaf } from '../markdown/leaves.ts';
import type { Alert, Objective } from '../model.ts';
import type { PlacedExpression } from '../promql/find-expressions.ts';
import { isSloSection, readFacts } from './read-facts.ts';
import { alertOf, bySeverity, placed, type AlertDraft } from './draft.ts';
import { rowFacts } from './facts.ts';
import { fenceAlerts } from './fence-alerts.ts';
import { headingAlerts } from './heading-alerts.ts';
import { linedAlert, namedLine, titledAlert } from './list-alerts.ts';
import { objectiveOfFact, objectiveOfLine, saysObjective } from './objectives.ts';
import { proseAlert } from './prose-alerts.ts';
import { sectionAlerts } from './section-alerts.ts';
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
  const ofObjectives = new Set<number>();
  const push = (alert: AlertDraft | null): void => {
    if (alert !== null) alerts.push(alert);
  };
  for (const { title, item, section, facts: own } of facts.titled)
    push(titledAlert(title, item, section, own, places));
  for (const group of facts.groups) alerts.push(...sectionAlerts(group, places));
  for (const { statement, section } of facts.symptoms) push(symptomAlert(statement, section, places));
  for (const fact of facts.others) {
    const objective = objectiveOfFact(fact, fact.section, !isSloSection(places, fact.section));
    if (objective === null) continue;
    objectives.push(objective);
    ofObjectives.add(fact.leaf);
  }
  let announced = false;
  for (const [at, leaf] of leaves.entries()) {
    const section = outline.sectionOf[at] ?? null;
    announced = announces(leaf) ?? announced;
    if (leaf.kind === 'fence') {
      const found = fenceAlerts(leaf.code, {
        section,
        use: blocks.blocks[blocks.blockOf[at] ?? -1]?.fence?.use,
        listsAlerts: announced || places.listsAlerts(section) || places.statesCondition(section),
        severity: places.severityOf(section),
      });
      alerts.push(...found.alerts);
      expressions.push(...found.expressions);
    } else if (leaf.kind === 'table' && !facts.taken.has(leaf)) {
      const found = tableOf(leaf, section, blocks, places, document);
      if (found.alerts.length === 0 && found.objectives.length === 0)
        objectives.push(...objectivesOfRows(blocks.tables.get(leaf), at, section));
      alerts.push(...found.alerts);
      objectives.push(...found.objectives);
    } else if (leaf.kind === 'paragraph' && !facts.taken.has(leaf) && !ofObjectives.has(at)) {
      const objective =
        leaf.item !== null && isSloSection(places, section) ? objectiveOfLine(leaf, section) : null;
      if (objective !== null) objectives.push(objective);
      else {
        const opens = (outline.headings[at - 1] ?? null) !== null;
        push(leafAlert(leaf, section, places, announced, opens));
      }
    }
  }
  alerts.push(...headingAlerts(document, places, alerts));
  return {
    alerts: inOrder(alerts.flatMap((draft) => bySeverity(draft, document.text))).map((draft) =>
      alertOf(draft, lines),
    ),
    objectives: inOrder(objectives).map((draft) => objectiveOf(draft, document)),
    expressions,
  };
};

const inOrder = <T extends { readonly from: number }>(found: readonly T[]): readonly T[] =>
  found.toSorted((one, other) => one.from - other.from);

const leafAlert = (
  leaf: TextLeaf,
  section: number | null,
  places: SectionPlaces,
  announced: boolean,
  opens: boolean,
): AlertDraft | null => {
  const symptom = places.isSymptoms(section) ? symptomAlert(wholeOf(leaf.inline), section, places) : null;
  if (symptom !== null) return symptom;
  const lined =
    leaf.item === null
      ? null
      : announced || places.listsAlerts(section)
        ? linedAlert(leaf, section, places)
        : namedLine(leaf, section, places);
  return lined ?? proseAlert(leaf, section, places, opens);
};

/** A line that says that alerts follow holds for the list or the fence below it; null: this leaf says nothing of that. */
const announces = (leaf: Leaf): boolean | null => {
  if (leaf.kind === 'heading' || leaf.kind === 'rule') return false;
  if (leaf.kind !== 'paragraph' || leaf.item !== null) return null;
  const text = leaf.inline.plain.slice(-300).trim();
  return text.length < 300 && announcing.test(text);
};

const announcing =
  /^(?:the following |these |active |configured |related |relevant |key )*(?:\w+ )?(?:alerts|alarms|monitors)(?: \([^)]*\)| are| fire| in [\w ]+)?\s*:?$|\b(?:alerts|alarms|monitors)\b[^.]*:$/i;

/** "| Latency target | p95 < 500ms |" among other facts. */
const objectivesOfRows = (
  table: ReadTable | undefined,
  at: number,
  section: number | null,
): readonly ObjectiveDraft[] =>
  table === undefined
    ? []
    : rowFacts(table, at, section)
        .filter(({ label }) => saysObjective(label))
        .flatMap((fact) => objectiveOfFact(fact, section, false) ?? []);

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
