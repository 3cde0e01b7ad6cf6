// The text of each list item, and the section that it stands in.
import type { MarkdownDocument } from '../markdown/document.ts';
import type { ListItem } from '../markdown/leaves.ts';

export interface GatheredItems {
  /** Without marks, nested lists and fences, white space folded. */
  readonly textOf: ReadonlyMap<ListItem, string>;
  /** A heading that begins an item belongs to what is inside the item. */
  readonly sectionOf: ReadonlyMap<ListItem, number | null>;
}

export const gatherItems = ({ leaves, items, outline }: MarkdownDocument): GatheredItems => {
  const words = new Map<ListItem, string[]>();
  const sectionOf = new Map<ListItem, number | null>();
  let next = 0;
  for (const [at, leaf] of leaves.entries()) {
    const heading = outline.headings[at] ?? null;
    const section = outline.sectionOf[at] ?? null;
    const around = section === null ? null : (outline.sections[section]?.parent ?? null);
    for (; (items[next]?.from ?? Infinity) <= leaf.from; next += 1) {
      const item = items[next] as ListItem;
      sectionOf.set(item, heading?.scope === item ? around : section);
    }
    if (leaf.item === null || (leaf.kind !== 'paragraph' && leaf.kind !== 'heading')) continue;
    const text = words.get(leaf.item) ?? [];
    text.push(leaf.inline.plain);
    words.set(leaf.item, text);
  }
  const textOf = new Map([...words].map(([item, all]) => [item, all.join(' ').replace(/\s+/g, ' ').trim()]));
  return { textOf, sectionOf };
};
