// A fence that should have been indented: it stands between two steps of one numbering, and belongs to the first.
import type { MarkdownDocument } from '../markdown/document.ts';
import type { CodeLeaf, ListItem } from '../markdown/leaves.ts';

export const adoptingItems = ({
  leaves,
  items,
  outline,
}: MarkdownDocument): ReadonlyMap<CodeLeaf, ListItem> => {
  const found = new Map<CodeLeaf, ListItem>();
  let item: ListItem | null = null;
  let section: number | null = null;
  let next = 0;
  for (const [at, leaf] of leaves.entries()) {
    const here = outline.sectionOf[at] ?? null;
    if (leaf.item !== null) {
      item = outermost(leaf.item);
      section = here;
    } else if (leaf.kind === 'heading' || leaf.kind === 'rule' || here !== section) item = null;
    // Prose ends the list, unless it leads on to the fence.
    else if (leaf.kind === 'paragraph' && !leaf.inline.plain.trimEnd().endsWith(':')) item = null;
    else if (leaf.kind === 'fence' && item !== null && item.number !== null) {
      while ((items[next]?.from ?? Infinity) < leaf.from) next += 1;
      const following = items[next]?.number === item.number + 1 && items[next]?.above === null;
      const goesOn = item.number > 1;
      if (following || goesOn) found.set(leaf, item);
    }
  }
  return found;
};

const outermost = (item: ListItem): ListItem => {
  let top = item;
  while (top.above !== null) top = top.above;
  return top;
};
