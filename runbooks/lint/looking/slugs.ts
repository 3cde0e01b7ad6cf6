// The anchors that GitHub makes of headings: lower case, punctuation gone, blanks as hyphens, and -1, -2 for those of one name.
import type { Section } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';

/** Every anchor of the document, with those that its author set by hand. */
export const anchorsOf = oncePer((document: LintDocument): ReadonlySet<string> => {
  const anchors = new Set<string>(['', 'top', ...headingAnchors(document).keys()]);
  for (const [, text = ''] of document.text.matchAll(/<h[1-6][^>]*>([\s\S]{1,200}?)<\/h[1-6]>/gi))
    anchors.add(slugOf(headingText(text.trim())));
  for (const [, id = ''] of document.text.matchAll(/<[a-z]\w*\b[^<>]*\s(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi))
    anchors.add(folded(id));
  for (const [, id = ''] of document.text.matchAll(/\{\s*:?\s*#([\w.:-]+)[^}]*\}/g)) anchors.add(folded(id));
  return anchors;
});

/** Of the headings alone, each with its section. */
export const headingAnchors = oncePer((document: LintDocument): ReadonlyMap<string, Section> => {
  const anchors = new Map<string, Section>();
  const counts = new Map<string, number>();
  for (const section of document.runbook.sections) {
    if (section.bold) continue;
    const slug = slugOf(headingText(document.lines[section.line - 1] ?? ''));
    const before = counts.get(slug) ?? 0;
    counts.set(slug, before + 1);
    anchors.set(before === 0 ? slug : `${slug}-${before}`, section);
  }
  return anchors;
});

/** As they are compared: case and the invisible half of an emoji don't count. */
export const folded = (anchor: string): string =>
  decoded(anchor)
    .toLowerCase()
    .replace(/[\uFE0E\uFE0F\u200D]/g, '');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const slugOf = (heading: string): string =>
  folded(heading)
    .trim()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');

/** The line of a heading as it is shown. */
const headingText = (line: string): string =>
  line
    .replace(/^\s*(?:>\s*)*#{1,6}\s+/, '')
    .replace(/\s+#+\s*$/, '')
    .replace(/\s*\{\s*:?\s*#[^}]*\}\s*$/, '')
    .replace(/<[^>]+>/g, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/(`+)(.+?)\1/g, '$2')
    .replace(/(\*\*|__)(.+?)\1/g, '$2')
    .replace(/(?<![\w*])\*([^*\s][^*]*)\*(?!\w)/g, '$1')
    .replace(/(?<!\w)_([^_\s][^_]*)_(?!\w)/g, '$1');
