// Links inside the document that lead to no heading.
import { quoted } from '../looking/listing.ts';
import { oncePer } from '../looking/once.ts';
import { anchorsOf, folded, slugOf } from '../looking/slugs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const anchors = anchorsOf(document);
  return document.runbook.links.flatMap(({ url, line, endLine, column, endColumn }) => {
    if (!url.startsWith('#') || anchors.has(folded(url.slice(1)))) return [];
    if (isForOtherRenderers(document, url)) return [];
    const near = nearest(document, url);
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
const isForOtherRenderers = (document: LintDocument, url: string): boolean =>
  hasFrontMatter(document) && byPlain(document).has(plain(url));

const hasFrontMatter = oncePer((document): boolean =>
  document.runbook.blocks.some(({ kind }) => kind === 'front-matter'),
);

const byPlain = oncePer((document): ReadonlyMap<string, readonly string[]> => {
  const map = new Map<string, readonly string[]>();
  for (const anchor of anchorsOf(document))
    if (anchor !== '') map.set(plain(anchor), [...(map.get(plain(anchor)) ?? []), anchor]);
  return map;
});

const plain = (anchor: string): string =>
  folded(anchor)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');

/** Certain only where it is the same words. */
const nearest = (document: LintDocument, url: string): string | null => {
  const same = new Set(byPlain(document).get(plain(url)));
  if (anchorsOf(document).has(slugOf(url)) && slugOf(url) !== '') same.add(slugOf(url));
  const [anchor, another] = same;
  return another === undefined ? (anchor ?? null) : null;
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
