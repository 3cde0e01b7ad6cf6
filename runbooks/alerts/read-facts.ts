// Goes over the text of a document and sorts its facts: by the item of a list or the section that they are about.
import type { MarkdownDocument } from '../markdown/document.ts';
import type { Leaf, ListItem, TextLeaf } from '../markdown/leaves.ts';
import { factsOf, type Fact } from './facts.ts';
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

export const readFacts = ({ leaves, outline }: MarkdownDocument, places: SectionPlaces): ReadFacts => {
  const titles = new Map<ListItem, { readonly leaf: TextLeaf; readonly section: number | null }>();
  const titled = new Map<ListItem, TitledFacts>();
  const groups = new Map<number | null, FactGroup>();
  const symptoms: { statement: Statement; section: number | null }[] = [];
  const others: Fact[] = [];
  const taken = new Set<Leaf>();
  let last: Fact | null = null;
  for (const [at, leaf] of leaves.entries()) {
    const section = outline.sectionOf[at] ?? null;
    if (leaf.kind === 'fence') {
      if (last !== null && (leaf.item === last.item || at === last.leaf + 1)) last.code ??= leaf;
      else if (places.statesCondition(section)) addCode(groupAt(groups, section, places), leaf, section, at);
      continue;
    }
    if (leaf.kind !== 'paragraph') {
      last = null;
      continue;
    }
    if (outline.headings[at] !== null) {
      last = null;
      continue;
    }
    const facts = factsOf(leaf, at, section);
    if (leaf.item !== null && !titles.has(leaf.item)) titles.set(leaf.item, { leaf, section });
    last = facts.at(-1) ?? null;
    const above = leaf.item?.above ?? null;
    const title = above === null ? undefined : titles.get(above);
    for (const fact of facts) {
      if (fact.key === 'symptom') symptoms.push({ statement: fact.value, section });
      else if (fact.key === null) others.push(fact);
      else if (title !== undefined && above !== null) {
        const own = titled.get(above) ?? {
          title: title.leaf,
          item: above,
          section: title.section,
          facts: [],
        };
        own.facts.push(fact);
        titled.set(above, own);
      } else if (leaf.item === null || !places.listsAlerts(section) || facts.length > 1) {
        if (!places.isSymptoms(section)) groupAt(groups, section, places).facts.push(fact);
      }
      if (fact.key !== null && !places.isSymptoms(section)) taken.add(leaf);
    }
    if (facts.every(({ key }) => key === null) && places.statesCondition(section) && section !== null) {
      groupAt(groups, section, places).statements.push(wholeOf(leaf.inline));
      taken.add(leaf);
    }
  }
  return { titled: [...titled.values()], groups: [...groups.values()], symptoms, others, taken };
};

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

const addCode = (
  group: FactGroup,
  code: Leaf & { kind: 'fence' },
  section: number | null,
  leaf: number,
): void => {
  const empty: Statement = { inline: noText, from: 0, to: 0, subject: null };
  group.facts.push({ key: 'condition', label: '', value: empty, item: null, section, leaf, code });
};

const noText = { plain: '', codes: [], sourceOf: () => 0 };

export const isSloSection = (places: SectionPlaces, section: number | null): boolean => {
  const frame = places.frame(section);
  return frame !== null && listsObjectives(frame.title);
};
