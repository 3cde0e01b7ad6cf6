// What the document says of itself: front matter, and labels such as `**Owner:** Payments`.
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { saidLines } from './said.ts';

export const frontMatterOf = oncePer(({ runbook, lines }: LintDocument): string =>
  runbook.blocks
    .filter(({ kind }) => kind === 'front-matter')
    .flatMap(({ line, endLine }) => lines.slice(line - 1, endLine))
    .join('\n'),
);

/** A label in prose, a list, a table cell or a title that has something behind it. */
export const hasLabel = (document: LintDocument, label: RegExp): boolean => {
  const inFrontMatter = new RegExp(`^\\s*(?:${label.source})\\s*:\\s*\\S`, 'im');
  const inText = new RegExp(
    `(?:^|[\\s|>*_(])(?:${label.source})\\b[*_\`]*\\s*[:|=–—-][\\s*_\`|]*[^\\s*_\`|]`,
    'i',
  );
  return (
    inFrontMatter.test(frontMatterOf(document)) ||
    saidLines(document).some(({ text }) => inText.test(text)) ||
    comments(document).some((comment) => inText.test(comment))
  );
};

const comments = ({ text }: LintDocument): readonly string[] => text.match(/<!--[\s\S]*?-->/g) ?? [];

/** A runbook long enough to be a document of its own, and not one page of a collection that says such things elsewhere. */
export const standsAlone = (document: LintDocument): boolean =>
  document.runbook.sections.filter(({ bold }) => !bold).length >= 3 &&
  document.lines.length >= 25 &&
  frontMatterOf(document) === '' &&
  isForOperators(document);

const forOperators =
  /run-?books?\b|play-?books?\b|\bsops?\b|operat(?:ions?|ional|ing|or)\b|\bincidents?\b|on-?call\b|disaster|emergenc|outage|troubleshoot|maintenance|procedures?\b|alerts?\b|rollback|roll back|restor|recover|failover|migrat|upgrad|rebuild|rotat/i;

/** By its title or file name, or because it has what an incident is taken apart into. The page of a library has neither. */
export const isForOperators = oncePer(({ runbook, uri }: LintDocument): boolean => {
  const roles = runbook.sections.flatMap(({ ownRole, role }) => (ownRole && role !== null ? [role] : []));
  return (
    forOperators.test(`${runbook.title ?? ''} ${runbook.sections[0]?.title ?? ''}`) ||
    forOperators.test(uri.split('/').slice(-2).join(' ')) ||
    new Set(roles.filter((role) => ofIncidents.has(role))).size > 1
  );
});

const ofIncidents = new Set(['symptom', 'trigger', 'diagnosis', 'remediation', 'rollback', 'escalation']);

export const titleLine = ({ runbook, lines }: LintDocument): number => {
  const first = runbook.sections[0]?.line ?? lines.findIndex((line) => line.trim() !== '') + 1;
  return Math.max(1, first);
};
