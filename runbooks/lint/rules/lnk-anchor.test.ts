// Links within a document, by GitHub's anchors.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { lnkAnchor } from './lnk-anchor.ts';

const linked = (anchor: string, ...headings: readonly string[]): string =>
  [`[x](#${anchor})`, '', ...headings.flatMap((heading) => [heading, '', 'Text.', ''])].join('\n');

it.each([
  ['a heading that is not there', linked('rollback', '# Restore')],
  ['a blank that became nothing', linked('rollback', '## Roll back')],
  ['an & that leaves two hyphens', linked('backup-restore', '## Backup & Restore')],
  ['an emoji that leaves a hyphen', linked('restart', '## 🚀 Restart')],
  ['a second heading that is not there', linked('check-1', '## Check')],
  ['a bold line is no heading', linked('check', '**Check**')],
  ['a heading inside a fence is none', linked('check', '```', '# Check', '```')],
])('finds %s', (_, markdown) => {
  expect(places(lnkAnchor, markdown)).toEqual(['1']);
});

it.each([
  ['plain words', linked('roll-back', '## Roll back')],
  ['two hyphens for &', linked('backup--restore', '## Backup & Restore')],
  ['an emoji', linked('-restart', '## 🚀 Restart')],
  ['a warning sign with its invisible half', linked('️-danger', '## ⚠️ Danger')],
  ['the second of a name', linked('check-1', '## Check', '## Check')],
  ['code and bold in a heading', linked('issue-nonce-too-low', '### Issue: `nonce` **too low**')],
  ['a link in a heading', linked('see-docs', '## See [docs](https://x.dev)')],
  ['underscores and digits', linked('step_1-2', '## step_1 2')],
  ['other letters, encoded', linked('%C3%BCbersicht', '## Übersicht')],
  ['upper case', linked('Restore', '## Restore')],
  ['an anchor set by hand', linked('here', '<a id="here"></a>')],
  ['an HTML heading', linked('our-sponsors', '<h3>Our sponsors</h3>')],
  ['a heading with its own id', linked('own', '## Something {#own}')],
  ['the top', linked('top', '# A')],
  ['a heading with underline', linked('restore', 'Restore\n=======')],
  ['another file', '[x](other.md#nowhere)\n'],
  [
    'a site generator that folds hyphens',
    `---\ntitle: A\n---\n${linked('backup-restore', '## Backup & Restore')}`,
  ],
])('leaves alone: %s', (_, markdown) => {
  expect(find(lnkAnchor, markdown)).toEqual([]);
});
