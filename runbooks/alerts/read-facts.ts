// Goes over the text of a document and sorts its facts: by the item of a list or the section that they are about.
import type { ReadBlocks } from '../blocks/read-blocks.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import type { CodeLeaf, Leaf, ListItem, TextLeaf } from '../markdown/leaves.ts';
import { factsOf, factsOfTable, type Fact } from './facts.ts';
import { holdsAlerts } from './fence-alerts.ts';
import { listsObjectives } from './objectives.ts';
import type { FactGroup } from './section-alerts.ts';
import type { SectionPlaces } from './section-places.ts';
import { wholeOf, type Statement } from './statement.ts';

/** A list item with a title of its own, and the facts in the items inside it. */
export interface TitledFacts {
  readonly title: TextLeaf;
  readonly item: ListItem;
  readonly section: number | null;
  readonly facts: Fact[];
}

export interface ReadFacts {
  readonly titled: readonly TitledFacts[];
  readonly groups: readonly FactGroup[];
  readonly symptoms: readonly { readonly statement: Statement; readonly section: number | null }[];
  /** Facts with keys that say nothing about alerts. */
  readonly others: readonly Fact[];
  /** Leaves that needn't be looked at again. */
  readonly taken: ReadonlySet<Leaf>;
}

export const readFacts = (
  { leaves, outline }: MarkdownDocument,
  { tables }: ReadBlocks,
  places: SectionPlaces,
): ReadFacts => {
  const collector = factCollector(places);
  let last: Fact | null = null;
  for (const [at, leaf] of leaves.entries()) {
    const section = outline.sectionOf[at] ?? null;
    if (leaf.kind === 'fence') {
      if (holdsAlerts(leaf.code)) continue;
      if (last !== null && (leaf.item === last.item || at === last.leaf + 1)) last.code ??= leaf;
      else if (places.statesCondition(section)) collector.code(leaf, at, section);
      continue;
    }
    last = null;
    if (leaf.kind === 'table') {
      const table = tables.get(leaf);
      if (table !== undefined) collector.table(leaf, factsOfTable(table, at, section), section);
    } else if (leaf.kind === 'paragraph' && (outline.headings[at] ?? null) === null) {
      const facts = factsOf(leaf, at, section);
      collector.text(leaf, facts, section);
      last = facts.at(-1) ?? null;
    }
  }
  return collector.end();
};

const factCollector = (places: SectionPlaces) => {
  const titles = new Map<ListItem, { readonly leaf: TextLeaf; readonly section: number | null }>();
  const titled = new Map<ListItem, TitledFacts>();
  const groups = new Map<number | null, FactGroup>();
  const symptoms: { statement: Statement; section: number | null }[] = [];
  const others: Fact[] = [];
  const taken = new Set<Leaf>();
  /** A fact whose key says something: of the item around it, of a symptom, or of the section. */
  const keep = (fact: Fact, leaf: TextLeaf, isOnly: boolean): void => {
    const { section } = fact;
    const above = leaf.item?.above ?? null;
    const title = above === null ? undefined : titles.get(above);
    if (fact.key === 'symptom') symptoms.push({ statement: fact.value, section });
    else if (title !== undefined && above !== null) {
      const own = titled.get(above) ?? { title: title.leaf, item: above, section: title.section, facts: [] };
      own.facts.push(fact);
      titled.set(above, own);
    } else if (places.isSymptoms(section)) return;
    else if (leaf.item === null || !isOnly || !places.listsAlerts(section) || !places.isAlertList(section))
      groupAt(groups, section, places).facts.push(fact);
    taken.add(leaf);
  };
  return {
    text(leaf: TextLeaf, facts: readonly Fact[], section: number | null): void {
      if (leaf.item !== null && !titles.has(leaf.item)) titles.set(leaf.item, { leaf, section });
      for (const fact of facts) {
        if (fact.key === null) others.push(fact);
        else keep(fact, leaf, facts.length === 1);
      }
      if (section === null || facts.some(({ key }) => key !== null)) return;
      if (places.namesAlert(section)) {
        groupAt(groups, section, places).facts.push(nameFact(leaf, section));
        taken.add(leaf);
      }
      if (!places.statesCondition(section)) return;
      groupAt(groups, section, places).statements.push(wholeOf(leaf.inline));
      taken.add(leaf);
    },
    table(leaf: Leaf, facts: readonly Fact[], section: number | null): void {
      if (facts.length === 0) return;
      groupAt(groups, section, places).facts.push(...facts);
      taken.add(leaf);
    },
    code(leaf: CodeLeaf, at: number, section: number | null): void {
      groupAt(groups, section, places).facts.push(codeFact(leaf, at, section));
    },
    end: (): ReadFacts => ({
      titled: [...titled.values()],
      groups: [...groups.values()],
      symptoms,
      others,
      taken,
    }),
  };
};

/** An expression in a part that is named "Trigger". */
const codeFact = (code: CodeLeaf, leaf: number, section: number | null): Fact => ({
  key: 'condition',
  label: '',
  value: { inline: noText, from: 0, to: 0, subject: null },
  item: null,
  section,
  leaf,
  code,
});

/** "## Alert Name", and the name below it. */
const nameFact = (leaf: TextLeaf, section: number): Fact => ({
  key: 'name',
  label: '',
  value: wholeOf(leaf.inline),
  item: leaf.item,
  section,
  leaf: -1,
  code: null,
});

/** One group for all parts of the section that they are about. */
const groupAt = (
  groups: Map<number | null, FactGroup>,
  section: number | null,
  places: SectionPlaces,
): FactGroup => {
  const owner = places.ownerOf(section)?.index ?? section;
  const group = groups.get(owner) ?? { section: owner, facts: [], statements: [] };
  groups.set(owner, group);
  return group;
};

const noText = { plain: '', codes: [], sourceOf: () => 0 };

export const isSloSection = (places: SectionPlaces, section: number | null): boolean => {
  const frame = places.frame(section);
  return frame !== null && listsObjectives(frame.title);
};
