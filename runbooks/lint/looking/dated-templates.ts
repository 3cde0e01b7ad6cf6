// Templates that still have the dates of the incident they were copied from.
import type { Found, LintDocument } from '../rule.ts';
import { textOf } from './section-tree.ts';

const date =
  /(?<![\d.-])20[1-4]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, 20[1-4]\d\b/;

/** One finding for each template, at its first date. */
export const datedTemplates = (document: LintDocument): readonly Found[] => {
  let covered = 0;
  return document.runbook.sections.flatMap((section) => {
    if (section.line <= covered || !isTemplate(section.title)) return [];
    covered = section.endLine;
    const text = textOf(document, section);
    if (/\bexample\b|\be\.g\./i.test(text)) return [];
    const dated = text.split('\n').flatMap((line, at) => {
      // Rows of a log show how the next one is written.
      const found = /^\s*\|/.test(line) ? null : date.exec(line);
      return found === null ? [] : [{ line: section.line + at, text: found[0] }];
    });
    const [first, ...others] = dated;
    if (first === undefined) return [];
    return [
      {
        at: { line: first.line, endLine: first.line },
        level: 'low' as const,
        message: `this template has ${first.text} in it: the report of the next incident begins with the date of an old one`,
        related: others.map(({ line, text: other }) => ({
          at: { line, endLine: line },
          message: `and ${other}`,
        })),
      },
    ];
  });
};

const isTemplate = (title: string): boolean => /\btemplate\b/i.test(title) && !/\bexample\b/i.test(title);
