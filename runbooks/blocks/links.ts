// Links: inline ones, by reference, in angle brackets, and bare addresses; images as well.
import type { SyntaxNode } from '@lezer/common';
import type { MarkdownDocument } from '../markdown/document.ts';
import { plainText } from '../markdown/inline.ts';
import type { Leaf } from '../markdown/leaves.ts';
import type { Link } from '../model.ts';

/** The targets of `[label]: address`, by label. */
export type LinkTargets = ReadonlyMap<string, string>;

export const readTargets = ({ leaves, text }: MarkdownDocument): LinkTargets => {
  const targets = new Map<string, string>();
  for (const leaf of leaves) {
    if (leaf.kind !== 'reference') continue;
    const label = leaf.node.getChild('LinkLabel');
    const url = leaf.node.getChild('URL');
    // A footnote: what it begins with is no address.
    if (label !== null && text.startsWith('[^', label.from)) continue;
    if (label !== null && url !== null)
      targets.set(labelKey(text.slice(label.from, label.to)), address(text, url));
  }
  return targets;
};

const nodes = new Set(['Link', 'Image', 'Autolink', 'URL']);

export const readLinks = (
  { leaves, text, lines }: MarkdownDocument,
  targets: LinkTargets,
): readonly Link[] => {
  const found: Link[] = [];
  const visit = ({ node, from, to }: Leaf & { readonly node: SyntaxNode }): void => {
    const cursor = node.cursor();
    do {
      if (cursor.from >= to || cursor.to > node.to) break;
      if (cursor.from < from || !nodes.has(cursor.name)) continue;
      const url = addressOf(cursor.node, text, targets);
      if (url === null) continue;
      const shown = cursor.name === 'URL' ? url : plainText(cursor.node, text).replace(/\s+/g, ' ');
      found.push({ text: shown, url, ...lines.spanOf(cursor.from, cursor.to) });
    } while (cursor.next());
  };
  for (const leaf of leaves)
    if (
      (leaf.kind === 'heading' || leaf.kind === 'paragraph' || leaf.kind === 'table') &&
      /[[<@]|:\/\/|www\./.test(text.slice(leaf.from, leaf.to))
    )
      visit(leaf);
  return found;
};

const addressOf = (node: SyntaxNode, text: string, targets: ReadonlyMap<string, string>): string | null => {
  if (node.name === 'Autolink' || node.name === 'Link' || node.name === 'Image') {
    const url = node.getChild('URL');
    if (url !== null) return address(text, url);
    const label = node.getChild('LinkLabel');
    return targets.get(labelKey(text.slice((label ?? node).from, (label ?? node).to))) ?? null;
  }
  const inLink = /^(?:Autolink|Link|Image|LinkReference)$/.test(node.parent?.name ?? '');
  return node.name === 'URL' && !inLink ? address(text, node) : null;
};

const address = (text: string, url: SyntaxNode): string =>
  text.slice(url.from, url.to).replace(/^<(.*)>$/, '$1');

export const labelKey = (label: string): string =>
  label
    .replace(/^!?\[|\](?:\[\])?$/g, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
