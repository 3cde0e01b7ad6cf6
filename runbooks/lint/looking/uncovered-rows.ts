// Tables that promise a fix for each symptom, of which most have their chapter and some have none.
import type { Cell, Table } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import { listing } from './listing.ts';
import { isResponse } from './alerts.ts';
import { oncePer } from './once.ts';
import { isReference, titlesAt } from './sections.ts';
import { wordsOf } from './words.ts';

export const uncoveredRows = (document: LintDocument): readonly Found[] =>
  document.runbook.blocks.flatMap(({ table, section }) => {
    if (table === null || !isIndex(table)) return [];
    // "Quick reference": there the table is all that there is.
    if (isReference(document, section) || isAtAGlance.test(titlesAt(document, section))) return [];
    const rows = table.rows.filter((cells) => cells.some(({ text }) => text !== ''));
    const missing = rows.filter((cells) => !isCovered(document, section, cells));
    const [first, ...others] = missing;
    if (first === undefined || rows.length < 4 || missing.length * 4 > rows.length) return [];
    if (
      missing.some((cells) =>
        cells.some(({ text, line }) => /`|\]\(|https?:/.test(document.lines[line - 1] ?? text)),
      )
    )
      return [];
    const placeOf = (cells: typeof first) => ({ line: cells[0]?.line ?? 0, endLine: cells[0]?.line ?? 0 });
    return [
      {
        at: placeOf(first),
        level: 'low' as const,
        message: `${listing(missing.map((cells) => `"${cells[0]?.text ?? ''}"`))} has a fix in the table alone, in words: the other rows have a chapter with commands`,
        related: others.map((cells) => ({ at: placeOf(cells), message: 'nor has this one' })),
      },
    ];
  });

const isAtAGlance = /\b(?:quick reference|cheat ?sheet|at a glance)\b/i;

const isIndex = ({ header }: Table): boolean =>
  header.length > 1 &&
  header.some(({ text }) => /\b(?:symptoms?|problem|issue|error|failure|scenario|cause)\b/i.test(text)) &&
  header.some(({ text }) =>
    /\b(?:fix|actions?|resolution|remedy|solution|mitigation|what to do)\b/i.test(text),
  );

/** A word of the row is in some title: generous, since titles are short. */
const isCovered = (document: LintDocument, section: number | null, cells: readonly Cell[]): boolean =>
  cells.some(({ text }) =>
    [...wordsOf(text)].some((word) => {
      const titles = chapters(document).get(word);
      return !verbs.has(word) && titles !== undefined && (titles.size > 1 || !titles.has(section ?? -1));
    }),
  );

/** The chapters that have a word in their titles. */
const chapters = oncePer(({ runbook }: LintDocument): ReadonlyMap<string, ReadonlySet<number>> => {
  const found = new Map<string, Set<number>>();
  for (const section of runbook.sections) {
    if (section.bold || !isResponse(section)) continue;
    for (const word of wordsOf(section.title))
      found.set(word, (found.get(word) ?? new Set<number>()).add(section.index));
  }
  return found;
});

const verbs = new Set(
  'restart start stop increase decrease check verify delete add remove run review update 0 1 2 3 4 5'.split(
    ' ',
  ),
);
