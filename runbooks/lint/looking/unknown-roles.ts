// Roles that an escalation table calls, and that the runbook's own contacts leave out.
import type { Section } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import { namesSomebody } from './contacts.ts';
import { quoted } from './listing.ts';
import { textOf } from './section-tree.ts';
import { stemsOf } from './unknown-teams.ts';

export const unknownRoles = (document: LintDocument): readonly Found[] => {
  const contacts = document.runbook.sections.filter((section) => isList(document, section));
  const [list] = contacts;
  if (list === undefined) return [];
  const known = new Set(contacts.flatMap((section) => stemsOf(textOf(document, section))));
  const missing = document.runbook.blocks.flatMap(({ table, section }) => {
    const title = section === null ? '' : (document.runbook.sections[section]?.title ?? '');
    if (
      table === null ||
      contacts.some(({ index }) => index === section) ||
      !/escalat|severit|matrix|priorit|response/i.test(title)
    )
      return [];
    const columns = table.header.flatMap(({ text }, at) => (column.test(text) ? [at] : []));
    return table.rows.flatMap((row) =>
      columns.flatMap((at) => {
        const cell = row[at];
        return cell === undefined || !isRole(cell.text) || isKnown(cell.text, known) ? [] : [cell];
      }),
    );
  });
  const once = missing.filter((cell, at) => missing.findIndex(({ text }) => text === cell.text) === at);
  const [first, ...more] = once;
  return first === undefined
    ? []
    : [
        {
          at: { line: first.line, endLine: first.line, column: first.column, endColumn: first.endColumn },
          level: 'low',
          message: `"${quoted(first.text)}" is to be called, and the contacts (line ${list.line}) name nobody for that`,
          related: [
            ...more.map((cell) => ({
              at: { line: cell.line, endLine: cell.line, column: cell.column, endColumn: cell.endColumn },
              message: `nor for "${quoted(cell.text)}"`,
            })),
            { at: { line: list.line, endLine: list.line }, message: 'the contacts' },
          ],
        },
      ];
};

const column = /\b(?:contact|escalate|notify|call|page|whom?|responder|approver|owner)\b/i;

/** Entries with a way to reach somebody. */
const isList = (document: LintDocument, section: Section): boolean =>
  /\bcontacts?\b|\bwho to (?:call|contact)\b|\bphone (?:list|numbers)\b/i.test(section.title) &&
  document.lines
    .slice(section.line, section.endLine)
    .filter((text) => /^\s*(?:\||[-*+]\s|\d+[.)]\s)/.test(text) && namesSomebody(text)).length > 1;

/** One to four words that are no channel, no name and no instruction. */
const isRole = (text: string): boolean =>
  /^[A-Z][\w/-]*(?: [\w/&-]+){0,3}$/.test(text) &&
  !namesSomebody(text) &&
  !/^(?:none|n\/?a|no|yes|tbd|ticket|self|same|anyone|everyone|immediate\w*|next\b.*)$/i.test(text) &&
  !/\d|\bminutes?\b|\bhours?\b|\bday\b/i.test(text);

const common =
  /^(?:on|call|oncall|the|of|and|or|a|an|team|teams|lead|leads|senior|junior|engineers?|primary|secondary|backup|manager|head|member|person|duty|officer|specialist|admin|administrator)$/i;

const isKnown = (text: string, known: ReadonlySet<string>): boolean => {
  const words = text.split(/[\s/&-]+/).filter((word) => !common.test(word));
  return words.length === 0 || words.some((word) => stemsOf(word).some((stem) => known.has(stem)));
};
