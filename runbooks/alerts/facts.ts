// Facts: the "Key: value" lines of paragraphs and list items, each with what stands behind the colon.
import type { ReadCell, ReadTable } from '../blocks/tables.ts';
import type { CodeLeaf, ListItem, TextLeaf } from '../markdown/leaves.ts';
import type { InlineText } from '../markdown/plain-writer.ts';
import { keyOf, type Key } from './keys.ts';
import type { Statement } from './statement.ts';

export interface Fact {
  /** Null for a key that means nothing to us. */
  readonly key: Key | null;
  readonly label: string;
  /** Behind the colon; it may be empty. */
  readonly value: Statement;
  readonly item: ListItem | null;
  readonly section: number | null;
  /** Of the leaf that it stands in. */
  readonly leaf: number;
  /** Code that follows in the same list item or right behind the line. */
  code: CodeLeaf | null;
}

const line = /^([^:\n]{1,60}?)\s*:(?=\s|$)[ \t]*/u;

/** A paragraph is facts when its first line is one; lines that go on belong to the fact above. */
export const factsOf = (leaf: TextLeaf, index: number, section: number | null): readonly Fact[] => {
  const { inline } = leaf;
  if (!inline.plain.includes(':')) return [];
  const facts: { key: Key | null; label: string; from: number; to: number }[] = [];
  for (const { from, to } of linesOf(inline)) {
    const text = inline.plain.slice(from, to);
    const match = startsInCode(inline, from) ? null : line.exec(text);
    const label = match?.[1]?.trim() ?? '';
    const last = facts.at(-1);
    const key = match === null ? null : keyOf(label);
    if (match !== null && (key !== null || isLabel(label, inline, from)))
      facts.push({ key, label, from: from + match[0].length, to });
    else if (last !== undefined) last.to = to;
    else return [];
  }
  return facts.map(({ key, label, from, to }) => ({
    key,
    label,
    value: { inline, from, to, subject: null },
    item: leaf.item,
    section,
    leaf: index,
    code: null,
  }));
};

/** Up to four words that begin with a capital. */
const isLabel = (label: string, { codes }: InlineText, from: number): boolean => {
  const hasCode = codes.some((code) => code.from >= from && code.to <= from + label.length + 4);
  return !hasCode && /^[^\p{L}]{0,4}\p{Lu}/u.test(label) && label.split(/\s+/).length <= 4;
};

const startsInCode = ({ codes }: InlineText, from: number): boolean =>
  codes.some((code) => code.from <= from && from < code.to);

const linesOf = ({ plain }: InlineText): readonly { readonly from: number; readonly to: number }[] => {
  const found: { from: number; to: number }[] = [];
  let from = 0;
  for (let at = plain.indexOf('\n'); at !== -1; at = plain.indexOf('\n', from)) {
    found.push({ from, to: at });
    from = at + 1;
  }
  found.push({ from, to: plain.length });
  return found.filter((one) => plain.slice(one.from, one.to).trim() !== '');
};

export const valueText = ({ value }: Fact): string =>
  value.inline.plain
    .slice(value.from, value.to)
    .replace(/\s+/g, ' ')
    .replace(/[\s\\]+$/, '')
    .trim();

/** A table of two columns whose first cells are keys: "| **Trigger** | p99 > 5 s |". */
export const factsOfTable = (
  { header, rows }: ReadTable,
  index: number,
  section: number | null,
): readonly Fact[] => {
  if (header.length !== 2) return [];
  const facts = rows.flatMap((row) => factOfRow(row, index, section));
  // "Alert | Threshold" is the header of a list; above rows of keys it is one of them.
  return facts.length === 0 ? [] : [...factOfRow(header, index, section), ...facts];
};

/** The rows of a table of two columns, whatever they are about. */
export const rowFacts = (
  { header, rows }: ReadTable,
  leaf: number,
  section: number | null,
): readonly Fact[] =>
  header.length !== 2
    ? []
    : rows.flatMap(([label, cell]) =>
        label === undefined || cell?.inline === undefined || cell.inline === null
          ? []
          : [
              {
                key: null,
                label: label.text.replace(/:$/, ''),
                value: { inline: cell.inline, from: 0, to: cell.inline.plain.length, subject: null },
                item: null,
                section,
                leaf,
                code: null,
              },
            ],
      );

const factOfRow = (
  [label, cell]: readonly ReadCell[],
  leaf: number,
  section: number | null,
): readonly Fact[] => {
  const key = label === undefined ? null : keyOf(label.text.replace(/:$/, ''));
  if (key === null || cell?.inline === undefined || cell.inline === null) return [];
  const value = { inline: cell.inline, from: 0, to: cell.inline.plain.length, subject: null };
  return [{ key, label: label?.text ?? '', value, item: null, section, leaf, code: null }];
};
