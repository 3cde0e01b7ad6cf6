// Links inside the document that lead to no heading.
import { quoted } from '../looking/listing.ts';
import { anchorsOf, folded, slugOf } from '../looking/slugs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const anchors = anchorsOf(document);
  return document.runbook.links.flatMap(({ url, line, endLine, column, endColumn }) => {
    if (!url.startsWith('#') || anchors.has(folded(url.slice(1)))) return [];
    if (isForOtherRenderers(document, url, anchors)) return [];
    const near = nearest(url, anchors);
    return [
      {
        at: { line, endLine, column, endColumn },
        message: `no heading has the anchor ${quoted(url)}`,
        ...(near !== null && { suggestion: `#${near}` }),
      },
    ];
  });
};

/** Site generators fold hyphens; where there is front matter, one of them is at work. */
const isForOtherRenderers = ({ runbook }: LintDocument, url: string, anchors: ReadonlySet<string>): boolean =>
  runbook.blocks.some(({ kind }) => kind === 'front-matter') &&
  [...anchors].some((anchor) => plain(anchor) === plain(url));

const plain = (anchor: string): string =>
  folded(anchor)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');

/** Certain only where it is the same words. */
const nearest = (url: string, anchors: ReadonlySet<string>): string | null => {
  const same = [...anchors].filter(
    (anchor) => anchor !== '' && (plain(anchor) === plain(url) || anchor === slugOf(url)),
  );
  return same.length === 1 ? (same[0] ?? null) : null;
};

export const lnkAnchor: Rule = {
  id: 'LNK-ANCHOR',
  level: 'medium',
  summary: 'a link to a heading that is not there',
  why: 'The table of contents is how somebody finds the right section in a hurry. A dead entry leaves them where they are, without a word.',
  bad: '# Orders\n\nSee [Rollback](#roll-back).\n\n## Rollback\n\nStop.\n',
  good: '# Orders\n\nSee [Rollback](#rollback).\n\n## Rollback\n\nStop.\n',
  check,
};
