// An escalation that names roles alone, in a runbook that says of nobody how to reach them.
import type { Cell } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import { isAboutPeople, namesSomebody } from './contacts.ts';
import { quoted } from './listing.ts';
import { saidLines } from './said.ts';
import { around } from './sections.ts';

export const unreachableRoles = (document: LintDocument): readonly Found[] => {
  const cells = document.runbook.blocks.flatMap(({ table, section }): readonly Cell[] => {
    if (table === null || !isEscalation(document, section)) return [];
    const column = table.header.findIndex(({ text }) => whom.test(text));
    return column < 0 ? [] : table.rows.flatMap((row) => row[column] ?? []);
  });
  const roles = cells.filter(({ text }) => isRole.test(text));
  const [first, ...more] = roles;
  if (first === undefined || more.length === 0 || roles.length < cells.length || isReachable(document))
    return [];
  return [
    {
      at: placeOf(first),
      level: 'low',
      message: `"${quoted(first.text)}" is to be called, and nothing in this runbook says by which number, channel or tool`,
      related: more.map((cell) => ({ at: placeOf(cell), message: `nor "${quoted(cell.text)}"` })),
    },
  ];
};

const whom = /\b(?:contact|escalate to|notify|call|page|whom?|responder|owner)\b/i;
const isRole = /^\p{Lu}[\p{L}/&+ -]{2,60}$/u;

const placeOf = ({ line, column, endColumn }: Cell): Found['at'] => ({
  line,
  endLine: line,
  column,
  endColumn,
});

const isEscalation = (document: LintDocument, section: number | null): boolean =>
  around(document, section).some(
    ({ role, title }) => role === 'escalation' || /\bescalat|\bcontacts?\b/i.test(title),
  );

/** Somewhere a channel, a number, an address or the pager is told: then the roles are looked up there. */
const isReachable = (document: LintDocument): boolean =>
  saidLines(document).some((line) => namesSomebody(line.text) && isAboutPeople(document, line));
