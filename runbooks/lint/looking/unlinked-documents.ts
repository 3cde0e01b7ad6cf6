// Other documents that are named and not linked: "follow the failover runbook", a list of related runbooks without an address.
import type { Section } from '../../model.ts';
import type { Found, LintDocument } from '../rule.ts';
import { quoted } from './listing.ts';
import { oncePer } from './once.ts';
import { said, type Said } from './said.ts';
import { textOf, visiblePart } from './section-tree.ts';
import { splitName } from './words.ts';

export const unlinkedDocuments = (document: LintDocument): readonly Found[] => [
  ...unlinkedRunbooks(document),
  ...listsWithoutLinks(document),
];

const runbook =
  /\b(?:see|follow|refer to|consult|use|execute|run|per|open|go to|start) (?:the |our )?((?:[\w/&-]+ ){1,5})(run-?book|playbook|SOP|standard operating procedure)\b(?! (?:templates?|format|index|repo\w*|owner|link|url|directory|folder))/i;
const nobodys =
  /^(?:this|that|the|same|relevant|appropriate|corresponding|matching|specific|your|standard|related|existing|an?|each|every|any|own|respective|applicable|these|other|new|incident|alert|above|below|following|current|following|and|or|for|in|it|service|team|dedicated|separate)$/i;

/** "See the failover runbook", with no address on the line and no chapter of that name. */
const unlinkedRunbooks = (document: LintDocument): readonly Found[] =>
  [...said(document, runbook)].flatMap((one) => {
    const words = splitName(one.match[1] ?? '').filter((word) => !nobodys.test(word));
    if (
      words.length === 0 ||
      one.line.kind === 'heading' ||
      isAddressed(document, one) ||
      isHere(document, words)
    )
      return [];
    return [
      {
        at: one.span,
        level: 'low' as const,
        message: `"${quoted(one.match[0])}": the runbook says neither where that is nor what stands in it`,
      },
    ];
  });

const addressed = /\]\(|\]\[|\[\[|https?:|\.md\b|\.adoc\b|`[^`]*\/[^`]*`|<a\b|\b(?:go|wiki|docs)\/\w/i;

const isAddressed = (document: LintDocument, { line }: Said): boolean =>
  addressed.test(document.lines.slice(line.line - 1, line.line + 1).join(' '));

/** A section is called so, or a link is, somewhere else in the document. */
const isHere = (document: LintDocument, words: readonly string[]): boolean => {
  const [first = new Set<number>(), ...others] = words
    .map((word) => namesWith(document).get(word) ?? new Set<number>())
    .toSorted((one, other) => one.size - other.size);
  return [...first].some((name) => others.every((one) => one.has(name)));
};

/** Which titles and links have a word in them, by their number. */
const namesWith = oncePer(({ runbook }: LintDocument): ReadonlyMap<string, ReadonlySet<number>> => {
  const names = [
    runbook.title ?? '',
    ...runbook.sections.map(({ title }) => title),
    ...runbook.links.map(({ text, url }) => `${text} ${url}`),
  ];
  const found = new Map<string, Set<number>>();
  for (const [at, name] of names.entries()) {
    for (const word of splitName(name)) found.set(word, (found.get(word) ?? new Set<number>()).add(at));
  }
  return found;
});

const related =
  /^(?:\W*)(?:related|associated|other|additional) (?:runbooks|playbooks|procedures|documents?|documentation|docs)\b|^see also\b/i;

const listsWithoutLinks = (document: LintDocument): readonly Found[] =>
  document.runbook.sections
    .filter((section) => related.test(section.title))
    .flatMap((section) => (isWithoutLinks(document, section) ? [ofList(document, section)] : []));

const isWithoutLinks = (document: LintDocument, section: Section): boolean => {
  const text = textOf(document, { line: section.line + 1, endLine: section.endLine });
  const names = section.steps.filter(({ text: item }) => item.split(/\s+/).length <= 8);
  return (
    section.steps.length > 1 &&
    names.length === section.steps.length &&
    !addressed.test(text) &&
    !/[#@]\w|\w\/\w|\b(?:in development|coming soon|planned|to be written|TBD|TODO|not yet)\b/i.test(text)
  );
};

const ofList = (document: LintDocument, section: Section): Found => ({
  at: visiblePart(document, section),
  level: 'low',
  message: `"${quoted(section.title)}" names ${section.steps.length} and says where none of them is`,
});
