// When a runbook was last looked at.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { metaDate } from './meta-date.ts';

const body = `\n## Overview\n\nHow it is run.\n\n## Restart\n\nDo it.\n${'\nMore.\n'.repeat(10)}\n## End\n\nDone.\n`;

it.each([
  ['nothing at all', `# Orders\n${body}`],
  ['an owner alone', `# Orders\n\n**Owner:** Orders team\n${body}`],
  ['an empty label', `# Orders\n\n**Last updated:**\n${body}`],
  ['a year of something else', `# Orders\n\nWe had 2000 orders in 2025.\n${body}`],
  ['a version without a date', `# Orders\n\n**Version:** 1.0\n${body}`],
  ['a date that never came', 'A.\n\n**Last tested**: TBD\n', '3'],
  ['a date to be', '# A\n\nLast reviewed: YYYY-MM-DD\n', '3'],
])('finds %s', (_, markdown, place = '1') => {
  expect(places(metaDate, markdown)).toEqual([place]);
});

it.each([
  ['a bold label', `# Orders\n\n**Last Updated:** 2025/11/02\n${body}`],
  ['a row', `# Orders\n\n| Last review | 2024-02-28 |\n|---|---|\n${body}`],
  ['German', `# Orders\n\nStand: 03.11.2025\n${body}`],
  ['French', `# Orders\n\n**Dernière révision :** 3 novembre 2025\n${body}`],
  ['a quoted one', `# Orders\n\n> **Last Reviewed**: August 2025\n${body}`],
  ['a footer in italics', `# Orders\n${body}\n*Last updated: November 23, 2025*\n`],
  ['a change log', `# Orders\n${body}\n## Change log\n\n- first\n`],
  ['a version with its date', `# Orders\n\nVersion 1.2, reviewed 2026-02-01\n${body}`],
  ['front matter', `---\nlastmod: 2026-01-01\n---\n# Orders\n${body}`],
  ['a review schedule', `# Orders\n${body}\n**Review Schedule:** quarterly\n`],
  ['a note', '# Orders\n\n## Restart\n\nDo it.\n'],
  ['a template', `# Alert: [AlertName]\n\n**Last Updated**: YYYY-MM-DD\n${body}`],
  ['a comment', `<!-- LAST EDITED: 2026-02-07 -->\n\n# Orders\n${body}`],
])('leaves alone: %s', (_, markdown) => {
  expect(find(metaDate, markdown)).toEqual([]);
});

it('takes a history of the runbook for a date, and no other history', () => {
  const book = (title: string): string =>
    `# Orders runbook\n\n## Symptoms\n\nSlow.\n\n## Restart\n\nRestart it.\n${'\n'.repeat(20)}## ${title}\n\nSee there.\n`;
  expect(find(metaDate, book('Change history'))).toEqual([]);
  expect(find(metaDate, book('9. History'))).toEqual([]);
  expect(find(metaDate, book("Check the user's webhook history"))).toHaveLength(1);
});
