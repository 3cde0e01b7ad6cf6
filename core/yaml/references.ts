// Aliases and merges (`<<`) that lead to nothing that could be taken: the parser finds them only when the value is made, and throws.
import { isAlias, isMap, isScalar, isSeq, visit, type Document, type Node } from 'yaml';
import { suggestion } from '../suggest.ts';

export interface WrongReference {
  readonly offset: number;
  readonly message: string;
  readonly hint: string | null;
}

export const wrongReferences = (document: Document, text: string): readonly WrongReference[] => {
  // Most files have neither: then nobody walks through them.
  if (!text.includes('*') && !text.includes('<<')) return [];
  const found: WrongReference[] = [];
  const wrong = (node: Node, message: string, hint: string | null): void =>
    void found.push({ offset: node.range?.[0] ?? 0, message, hint });
  const anchors: string[] = [];
  visit(document, {
    Node: (_, { anchor }: { readonly anchor?: string }) =>
      void (anchor !== undefined && anchors.push(anchor)),
  });
  visit(document, {
    Alias: (_, alias, ancestors) => {
      const node = alias.resolve(document);
      if (node === undefined)
        wrong(
          alias,
          `*${alias.source}: there is no anchor &${alias.source} above it`,
          anchors.includes(alias.source)
            ? 'it stands below: an anchor comes before its aliases'
            : suggestion(alias.source, [...new Set(anchors)], 'anchors'),
        );
      else if (ancestors.includes(node))
        wrong(alias, `*${alias.source} stands in what it stands for`, 'write out what it should hold');
    },
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || !isMergeKey(key.value)) return;
      const merged = isSeq(value) ? value.items : [value];
      if (merged.some((one) => !isMergeable(document, one)))
        wrong(key, '<<: expected a mapping, or the alias of one', 'write e.g. <<: *common');
    },
  });
  return found;
};

const isMergeKey = (value: unknown): boolean =>
  value === '<<' || (typeof value === 'symbol' && value.description === '<<');

/** An alias without an anchor is told by itself. */
const isMergeable = (document: Document, node: unknown): boolean => {
  const meant = isAlias(node) ? node.resolve(document) : node;
  return isMap(meant) || (isAlias(node) && meant === undefined);
};
