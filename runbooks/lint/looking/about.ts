// What the document says of itself: front matter, and labels such as `**Owner:** Payments`.
import type { LintDocument } from '../rule.ts';
import { saidLines } from './said.ts';

export const frontMatterOf = ({ runbook, lines }: LintDocument): string =>
  runbook.blocks
    .filter(({ kind }) => kind === 'front-matter')
    .flatMap(({ line, endLine }) => lines.slice(line - 1, endLine))
    .join('\n');

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

/** Long enough to be a document of its own, and not one page of a collection that says such things elsewhere. */
export const standsAlone = (document: LintDocument): boolean =>
  document.runbook.sections.filter(({ bold }) => !bold).length >= 3 &&
  document.lines.length >= 25 &&
  frontMatterOf(document) === '';

export const titleLine = ({ runbook, lines }: LintDocument): number => {
  const first = runbook.sections[0]?.line ?? lines.findIndex((line) => line.trim() !== '') + 1;
  return Math.max(1, first);
};
