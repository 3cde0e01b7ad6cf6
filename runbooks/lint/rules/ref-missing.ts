// What the runbook refers to and does not have: sections, steps, restore procedures, objectives.
import { missingHealthEndpoints, missingObjectives } from '../looking/promised.ts';
import { missingRestores } from '../looking/restores.ts';
import { quoted } from '../looking/listing.ts';
import { said, type Said } from '../looking/said.ts';
import { flatSteps } from '../looking/section-tree.ts';
import { uncoveredRows } from '../looking/uncovered-rows.ts';
import { undescribedWork } from '../looking/undescribed-work.ts';
import { unknownRoles } from '../looking/unknown-roles.ts';
import { unknownTeams } from '../looking/unknown-teams.ts';
import { unlinkedDocuments } from '../looking/unlinked-documents.ts';
import { unreachableRoles } from '../looking/unreachable-roles.ts';
import { unmadeBackups } from '../looking/unmade-backups.ts';
import { isSubset, splitName, wordsOf } from '../looking/words.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => [
  ...missingSections(document),
  ...missingSteps(document),
  ...missingRestores(document),
  ...missingObjectives(document),
  ...missingHealthEndpoints(document),
  ...unlinkedDocuments(document),
  ...unknownTeams(document),
  ...unknownRoles(document),
  ...unreachableRoles(document),
  ...undescribedWork(document),
  ...unmadeBackups(document),
  ...uncoveredRows(document),
];

const title = String.raw`["“'*_]*([A-Z0-9][\w&/'-]*(?:\s+(?:[A-Z0-9][\w&/'-]*|and|of|the|for|to|&|a|in))*)["”'*_]*`;
const reference = new RegExp(
  String.raw`\b(?:[Ss]ee|[Rr]efer to|[Ff]ollow|[Aa]s described in|[Aa]s in|[Gg]o to|[Jj]ump to)\s+(?:the\s+)?(?:${title}\s+(?:[Ss]ection|[Pp]rocedure)\b(?!\s+(?:of|in|on)\b)|[Ss]ection\s+${title}|${title}\s*\(?(?:below|above)\b)`,
);

const missingSections = (document: LintDocument): readonly Found[] =>
  [...said(document, reference, 'text')].flatMap((one) => {
    const name = one.match.slice(1).find((group) => group !== undefined) ?? '';
    if (isThere(document, name) || isElsewhere(one)) return [];
    return [{ at: one.span, message: `"${quoted(one.match[0])}": there is no such section` }];
  });

/** A heading with its words, its number, or a table, figure or list that is called so. */
const isThere = (document: LintDocument, name: string): boolean => {
  const words = splitName(name).filter(
    (word) => !/^(?:the|and|of|for|to|a|in|section|procedure)$/.test(word),
  );
  if (words.length === 0) return true;
  const titles = document.runbook.sections.map(({ title: one }) => one);
  return (
    titles.some((one) =>
      words.every((word) =>
        splitName(one).some((other) => other.startsWith(word.slice(0, Math.max(4, word.length - 2)))),
      ),
    ) ||
    titles.some((one) => isSubset(wordsOf(name), wordsOf(one)) || isSubset(wordsOf(one), wordsOf(name))) ||
    document.lines.some(
      (line) =>
        /^\s*(?:[-*\d.]+\s+)?(?:\*\*|__)/.test(line) && line.toLowerCase().includes(name.toLowerCase()),
    )
  );
};

const isElsewhere = ({ line, match }: Said): boolean => {
  const behind = line.text.slice(match.index + match[0].length, match.index + match[0].length + 60);
  return (
    /^\W*(?:of|in|from|on)\s|\]\(|\.md\b|\b(?:documentation|docs|readme|wiki|guide|handbook|manual|confluence|notion)\b/i.test(
      behind,
    ) ||
    /\]\(|\.md\b|https?:|\b(?:README|wiki|docs?|RFC \d+|ISO \d+)\b/i.test(match[0]) ||
    line.text.slice(match.index, match.index + match[0].length + 3).includes('](')
  );
};

const stepReference =
  /\b(?:(?:go|return|skip|proceed|jump|continue) (?:back )?(?:to|with|at)|see|repeat|from|as in|in)\s+[Ss]tep\s+(\d{1,2})(?![\d.])\b/;

/** "Go to step 7" where no list and no heading has a 7. */
const missingSteps = (document: LintDocument): readonly Found[] => {
  const references = [...said(document, stepReference)];
  if (references.length === 0) return [];
  const numbers = new Set<number>();
  for (const section of document.runbook.sections) {
    for (const { number } of flatSteps(section.steps)) if (number !== null) numbers.add(Number(number));
    for (const [, number] of section.title.matchAll(/(?:^|\bstep\s*|\bphase\s*)(\d{1,2})\b/gi))
      numbers.add(Number(number));
  }
  for (const line of document.lines) {
    const number = /^\W*(?:#+\s*)?(?:step\s*)?(\d{1,2})[.):\s-]/i.exec(line)?.[1];
    if (number !== undefined) numbers.add(Number(number));
  }
  if (numbers.size === 0) return [];
  return references.flatMap((one) =>
    numbers.has(Number(one.match[1])) ||
    isElsewhere(one) ||
    /\bof\b/.test(
      one.line.text.slice(one.match.index + one.match[0].length, one.match.index + one.match[0].length + 6),
    )
      ? []
      : [
          {
            at: one.span,
            message: `"${quoted(one.match[0])}": no step has the number ${one.match[1] ?? ''}`,
          },
        ],
  );
};

export const refMissing: Rule = {
  id: 'REF-MISSING',
  level: 'medium',
  summary: 'refers to what the runbook does not have',
  why: 'In the middle of an incident somebody searches the document for a part that was never written.',
  bad: '## Upgrade\n\nIf it fails, see the Emergency Rollback section.\n\n## Contacts\n\n#orders\n',
  good: '## Upgrade\n\nIf it fails, see the Emergency Rollback section.\n\n## Emergency Rollback\n\nRoll back.\n',
  check,
};
