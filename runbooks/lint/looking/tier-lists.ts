// Limits by severity where no alert is named: `- P1: > 5%` below `- P2: > 10%`, and tables with a row for each severity.
import type { Block, Comparator, Span } from '../../model.ts';
import { severityOf, takeSeverity } from '../../markdown/severities.ts';
import type { LintDocument } from '../rule.ts';
import { amountOf, type Amount } from './thresholds.ts';

export interface Tier {
  readonly severity: string;
  readonly comparator: Comparator;
  readonly amount: Amount;
  /** As written: `> 5%`. */
  readonly limit: string;
  readonly at: Span;
}

/** Of one thing, in the order of the document. */
export interface TierList {
  readonly about: string;
  readonly tiers: readonly Tier[];
}

export const tierLists = (document: LintDocument): readonly TierList[] => [
  ...listsOf(document).flatMap((items) => ofItems(document, items)),
  ...document.runbook.blocks.flatMap(ofTable),
];

const listsOf = ({ runbook: { blocks } }: LintDocument): readonly (readonly Block[])[] => {
  const lists: Block[][] = [];
  let last: Block | null = null;
  for (const block of blocks) {
    const list = lists.at(-1);
    if (block.kind === 'list-item') {
      if (last?.kind === 'list-item' && list !== undefined && last.section === block.section)
        list.push(block);
      else lists.push([block]);
    }
    last = block;
  }
  return lists;
};

const ofItems = (document: LintDocument, items: readonly Block[]): readonly TierList[] => {
  const read = items.flatMap(({ line, endLine }) => {
    const source = document.lines[line - 1] ?? '';
    const text = source
      .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')
      .replace(/[*`]|__/g, '')
      .trim();
    const { severity, rest } = takeSeverity(text);
    const at = { line, endLine, column: 1, endColumn: source.length + 1 };
    const tier = severity === null || endLine !== line ? null : tierOf(severity, rest, at);
    return tier === null ? [] : [tier];
  });
  return grouped(read);
};

const ofTable = ({ table }: Block): readonly TierList[] => {
  if (table === null || table.rows.length < 2) return [];
  const [first] = table.header;
  const severities = table.rows.map(([cell]) => severityOf(cell?.text ?? ''));
  if (first === undefined || severities.includes(null)) return [];
  return table.header.slice(1).flatMap((head, at) =>
    grouped(
      table.rows.flatMap((row, index) => {
        const cell = row[at + 1];
        const severity = severities[index] ?? null;
        const tier = cell === undefined || severity === null ? null : tierOf(severity, cell.text, cell);
        // A column of whole conditions is about what its cells say.
        return tier === null ? [] : [{ ...tier, about: tier.about === '' ? head.text : tier.about }];
      }),
    ),
  );
};

const above = /^(?:>=?|≥|above|over|more than|greater than|exceeds)$/i;
const limit =
  /^(.*?)\s*(>=|<=|[<>≥≤]|\b(?:above|over|more than|greater than|exceeds|below|under|less than)\b)\s*(\d+(?:\.\d+)?)\s*(%|[a-z]+\b)?(.*)$/i;

type ReadTier = Tier & { readonly about: string };

/** One limit and no more: with a second one, or another hold, the lower number may be the rarer case. */
const tierOf = (severity: string, text: string, at: Span): ReadTier | null => {
  const [, about = '', sign = '', number = '', unit = '', rest = ''] = limit.exec(text) ?? [];
  const isOne =
    !/\d|[<>≥≤]|\b(?:and|or|of|per|above|below|over|under)\b/i.test(rest) &&
    !/\d|\b(?:and|or)\b/i.test(about.replace(/\bp\d{2,3}\b/gi, ''));
  if (number === '' || !isOne) return null;
  const amount = amountOf({ value: Number(number), unit: unit === '' ? null : unit });
  if (amount === null) return null;
  return {
    severity,
    comparator: above.test(sign) ? '>' : '<',
    amount,
    limit: `${sign} ${number}${unit === '%' ? '%' : unit === '' ? '' : ` ${unit}`}`,
    at: { line: at.line, endLine: at.endLine, column: at.column, endColumn: at.endColumn },
    about: about.replace(/\W+$/u, '').trim(),
  };
};

const grouped = (tiers: readonly ReadTier[]): readonly TierList[] =>
  [...Map.groupBy(tiers, ({ about }) => about.toLowerCase())].map(([, own]) => ({
    about: own[0]?.about ?? '',
    tiers: own,
  }));
