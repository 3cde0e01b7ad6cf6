// Teams that a step sends somebody to, and that the runbook's own list of contacts leaves out.
import type { Section } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import { namesSomebody } from './contacts.ts';
import { quoted } from './listing.ts';
import { said, saidLines } from './said.ts';
import { textOf } from './section-tree.ts';
import { around } from './sections.ts';

const called =
  /\b(?:escalate(?: (?:it|this|the issue|the incident))? to|contact|notify|page|inform|call|alert|loop in|involve|engage|consult(?: with)?|hand (?:it )?over to|coordinate with|work with|reach out to|approval (?:from|of|by)|sign-?off (?:from|by)|confirm(?:ed|ation)? (?:with|from|by)) (?:the )?((?:[A-Za-z][\w/&-]* ){1,2})(team|department|squad|desk|group)\b/i;
const anybody =
  /^(?:the|an?|your|our|their|his|relevant|appropriate|responsible|respective|same|next|whole|entire|other|others|affected|that|this|another|upstream|external|service|owning|owner|on-?call|dev|development|developer|developers|engineering|support|product|project|application|app|response|incident|internal|local|core|all|any|each|full|wider|and|or|of|with|to)$/i;

export const unknownTeams = (document: LintDocument): readonly Found[] => {
  const calls = [...said(document, called)];
  if (calls.length === 0) return [];
  const contacts = document.runbook.sections.filter((section) => isContacts(document, section));
  // Where a channel or a number is told, the others are missing; where there is none at all, they are told elsewhere.
  if (contacts.length === 0 && !saidLines(document).some(({ text }) => reachable.test(text))) return [];
  const known = new Set(
    [
      ...contacts.flatMap((section) => textOf(document, section).split('\n')),
      ...saidLines(document).flatMap(({ text }) => (namesSomebody(withoutLinks(text)) ? [text] : [])),
    ].flatMap(stemsOf),
  );
  return calls.flatMap(({ match, span, line }) => {
    const words = (match[1] ?? '')
      .trim()
      .split(/[\s/&]+/)
      .filter((word) => !anybody.test(word));
    const isListed = words.some((word) => stemsOf(word).some((stem) => known.has(stem)));
    if (words.length === 0 || isListed || namesSomebody(line.text) || isAboutContacts(document, line.section))
      return [];
    return [
      {
        at: span,
        level: 'low' as const,
        message:
          contacts[0] === undefined
            ? `"${quoted(match[0])}": this runbook says of others how to reach them, and not of that team`
            : `"${quoted(match[0])}": the contacts (line ${contacts[0].line}) don't name that team`,
        related: contacts.slice(0, 1).map(({ line: at }) => ({
          at: { line: at, endLine: at },
          message: 'the contacts',
        })),
      },
    ];
  });
};

/** A dashboard's address reaches nobody. */
const withoutLinks = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)|https?:\/\/\S+/g, '$1');

const reachable =
  /\b(?:on-?call|escalat\w*|contact|owner|hotline|pager)\b[^\n]{0,40}(?:#[a-z][\w-]+|@[a-z][\w-]+|\+\d[\d ()-]{6,})/i;

const title =
  /\bcontacts?\b|\bwho to (?:call|contact)\b|\bescalation (?:matrix|path|contacts|list)\b|\bon-?call (?:list|rotation|contacts)\b/i;

/** A list of at least two entries, not just a heading. */
const isContacts = (document: LintDocument, section: Section): boolean =>
  title.test(section.title) &&
  document.lines
    .slice(section.line, section.endLine)
    .filter((text) => /^\s*(?:\||[-*+]\s|\d+[.)]\s)/.test(text) && !/^\s*\|[\s:|-]+$/.test(text)).length > 2;

const isAboutContacts = (document: LintDocument, section: number | null): boolean =>
  around(document, section).some((one) =>
    /contact|escalat|on-?call|communicat|template|post-?(?:mortem|incident)|prevent|notif/i.test(one.title),
  );

const aliases: Readonly<Record<string, string>> = {
  dba: 'data',
  dbas: 'data',
  db: 'data',
  infra: 'plat',
  infrastructure: 'plat',
  platform: 'plat',
  devops: 'plat',
  sre: 'plat',
  ops: 'plat',
  operations: 'plat',
  reliability: 'plat',
  secops: 'secu',
  infosec: 'secu',
  network: 'netw',
  netops: 'netw',
  billing: 'fina',
  accounting: 'fina',
};

/** Four letters tell teams apart: "security", "SecOps" and "secure@" are one. */
export const stemsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1)
    .map((word) => aliases[word] ?? word.slice(0, 4));
