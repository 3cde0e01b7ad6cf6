// Left over from a template: names, channels and dates that were to be filled in and never were.
import type { Section } from '../../model.ts';
import { isAboutPeople, namesSomebody } from '../looking/contacts.ts';
import { quoted } from '../looking/listing.ts';
import { oncePer } from '../looking/once.ts';
import { saidLines, spanIn, type SaidLine } from '../looking/said.ts';
import { textOf, visiblePart } from '../looking/section-tree.ts';
import { around } from '../looking/sections.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const left = saidLines(document).flatMap((line) =>
    !anyMark.test(line.words) || isTemplate(document, line) ? [] : leftIn(document, line),
  );
  const groups: { section: number | null; found: { at: Found['at']; message: string }[] }[] = [];
  for (const { section, ...found } of left) {
    const last = groups.at(-1);
    if (last !== undefined && last.section === section) last.found.push(found);
    else groups.push({ section, found: [found] });
  }
  return [
    ...groups.flatMap(({ found: [first, ...related] }) =>
      first === undefined ? [] : [{ ...first, related }],
    ),
    ...withoutContacts(document),
  ];
};

// What all of it has in it; most lines have none of these.
const anyMark = /[[<@]|TB[DC]|TODO|FIXME|[Xx]{3}|YYYY|555|John|Jane|123|or equivalent|or similar/;

/** A message to be sent, a form to be filled in during the incident: not a gap of the runbook. */
const isTemplate = (document: LintDocument, { quoted: isQuoted, section, kind, text }: SaidLine): boolean =>
  isQuoted ||
  // META-DATE's.
  /\b(?:last|next) (?:updated?|reviewed?|review|revised|tested|verified|drill)/i.test(text) ||
  kind === 'comment' ||
  /\btemplates?\b/i.test(`${document.uri.split('/').at(-1) ?? ''} ${document.runbook.title ?? ''}`) ||
  /^\s*[-*]\s+\[[ xX]\]/.test(text) ||
  around(document, section).some(({ title }) =>
    /template|example|sample|post-?mortem|report|\bformat|communication|message|timeline|handoff|checklist/i.test(
      title,
    ),
  );

type Left = { readonly at: Found['at']; readonly message: string; readonly section: number | null };

const leftIn = (document: LintDocument, line: SaidLine): readonly Left[] => {
  const found: Left[] = [];
  const add = (from: number, text: string, says = 'was never filled in'): void => {
    if (found.length > 0) return;
    found.push({
      at: spanIn(line.line, from, text.length),
      message: `"${quoted(text)}" ${says}`,
      section: line.section,
    });
  };
  for (const { 0: text, index } of line.words.matchAll(
    /\b(?:TBD|TBC|FIXME|TODO)\b(?!\s+(?:list|app|items?|comments?)\b)/g,
  )) {
    if (isTodo(line.words, index, text)) add(index, text);
  }
  for (const { 0: text, 1: inner = '', index } of line.words.matchAll(/\[([^\][\n]{2,60})\](?![[(:])/g)) {
    if (line.words[index - 1] !== ']' && isLeftBracket(document, line, inner)) add(index, text);
  }
  for (const { 0: text, index } of line.words.matchAll(invented))
    add(index, text, 'stands for somebody, and reaches nobody');
  for (const { 1: label = '', 2: text = '', index } of line.text.matchAll(choice))
    add(index + label.length, text, 'leaves open which one it is: it was never filled in');
  if (isAboutPeople(document, line)) {
    for (const { 0: text, index } of line.words.matchAll(
      /<(?!\/|https?:|mailto:|!--|br\b|[\w.+-]+@)[A-Za-z][\w /.-]{1,40}>|\b(?:\+?1[-. ])?\(?[X5x]{3}\)?[-. ](?:[X5x]{3}[-. ])?[Xx]{4}\b|\bYYYY-MM-DD\b|[\w.+-]+@(?:example|yourcompany|company|your-company|domain|yourdomain)\.(?:com|org|net)\b/g,
    )) {
      if (
        !/^<(?:a|b|i|p|td|tr|th|div|span|img|code|pre|ul|li|kbd|sub|sup|details|summary|strong|em)\b/i.test(
          text,
        )
      )
        add(index, text);
    }
  }
  return found;
};

// Numbers that are kept free for films and books, numbers that are counted up, and people who stand for anybody.
const invented =
  /(?<![\w-])(?:\+?1[-. ]?)?(?:\(?[2-9]\d{2}\)?[-. ]?555[-. ]?|555[-. ])(?:01\d{2}|1234|0000|5555)(?!\d)|(?<![\w-])\+?1[-. ]\(?(?:555|800)\)?[-. ](?:ON-?CALL|HELP|SUPPORT|OPS|PAGER|DEVOPS|INCIDENT)\b|(?<![\w-])(?:\+?1[-. ])?\(?123\)?[-. ]456[-. ]7890(?!\d)|\b(?:John|Jane) (?:Doe|Q\.? Public)\b|(?<![\w@.-])@(?:someone|somebody|username|your-?(?:name|handle|team)|handle|oncall-person|person)\b/g;

// "**Paging**: PagerDuty or equivalent".
const choice =
  /^(\s*(?:[-*+|]\s*)+(?:\*\*)?[\p{L}][\p{L} /&-]{2,40}(?:\*\*)?\s*[:|](?:\*\*)?\s*)([\p{Lu}][^.;:|]{1,60}? or (?:equivalent|similar)(?: tool| system)?)\s*\|?\s*$/gu;

/** TBD anywhere; TODO where it stands for something, not where it is spoken of. */
const isTodo = (words: string, index: number, text: string): boolean => {
  if (text !== 'TODO') return true;
  const before = words.slice(0, index).replace(/[\s|#*_>(["'-]+$/u, '');
  return before === '' || /[:|.]$/.test(before);
};

const residue =
  /\b(?:your|insert|fill in|to be|tbd|placeholder|internal|next level|name|e-?mail|phone|number|link|url|slack|pager|channel|team|handle|contact|date|title|role|manager|person|company)\b/i;

const isLeftBracket = (document: LintDocument, line: SaidLine, inner: string): boolean => {
  if (/^[ xX\d!^-]+$|^\^|^[A-Z]{1,3}$/.test(inner) || isReferenceLink(document, inner)) return false;
  if (/^(?:your|insert|fill in|add|tbd|todo)\b/i.test(inner)) return true;
  return isAboutPeople(document, line) && residue.test(inner) && !/[.!?]$/.test(inner);
};

const isReferenceLink = (document: LintDocument, inner: string): boolean =>
  referenceLinks(document).has(inner.toLowerCase());

const referenceLinks = oncePer(
  ({ text }: LintDocument) =>
    new Set([...text.matchAll(/^\s*\[([^\]]+)\]:/gm)].map(([, name = '']) => name.toLowerCase())),
);

/** A section that promises contacts and names none. */
const withoutContacts = (document: LintDocument): readonly Found[] =>
  document.runbook.sections
    .filter((section) => /\bcontacts?\b/i.test(section.title) && !/\bwhen to\b/i.test(section.title))
    .flatMap((section) =>
      isEmptyOfPeople(document, section)
        ? [
            {
              at: visiblePart(document, section),
              message: `"${quoted(section.title)}" names nobody who could be reached: no number, no channel, no address, no link`,
            },
          ]
        : [],
    );

const isEmptyOfPeople = (document: LintDocument, section: Section): boolean => {
  const text = textOf(document, { line: section.line + 1, endLine: section.endLine });
  return (
    text.trim() !== '' &&
    !namesSomebody(text) &&
    !/\[[^\]]+\]|<[^>]+>|TBD|\b(?:name|see)\b/i.test(text) &&
    !/\b[A-Z][a-z]+ [A-Z][a-z]+son\b/.test(text)
  );
};

export const plhUnfilled: Rule = {
  id: 'PLH-UNFILLED',
  level: 'medium',
  summary: 'what a template left to be filled in',
  why: 'It is read when somebody has to be called. Where the name should stand there is a bracket, and the minutes go.',
  bad: '# Orders\n\n## Contacts\n\n- On-call: [Your Name]\n',
  good: '# Orders\n\n## Contacts\n\n- On-call: #orders-oncall\n',
  check,
};
