// Who owns a runbook.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { metaOwner } from './meta-owner.ts';

const body = `\n## Overview\n\nHow it is run.\n\n## Restart\n\nDo it.\n${'\nMore.\n'.repeat(10)}\n## End\n\nDone.\n`;

it.each([
  ['nothing at all', `# Orders\n${body}`, '1'],
  ['a date alone', `# Orders\n\n**Last updated:** 2026-01-01\n${body}`, '1'],
  ['an empty label', `# Orders\n\n**Owner:**\n${body}`, '1'],
  ['no title', body, '2'],
  ['a title below a comment', `<!-- made by hand -->\n# Orders\n${body}`, '2'],
])('finds %s', (_, markdown, place) => {
  expect(places(metaOwner, markdown)).toEqual([place]);
});

it.each([
  ['a bold label', `# Orders\n\n**Owner**: Orders team\n${body}`],
  ['German', `# Orders\n\nVerantwortlich: Team Bestellungen\n${body}`],
  ['French', `# Orders\n\n**Responsable :** équipe commandes\n${body}`],
  ['a quoted one', `# Orders\n\n> **Runbook Owner:** Orders team\n${body}`],
  ['a table', `# Orders\n\n| Owner | Orders team |\n|---|---|\n| Slack | #orders |\n${body}`],
  ['maintained by', `# Orders\n\n_Maintained by the orders team_\n${body}`],
  ['a contact section', `# Orders\n${body}\n## Contacts\n\n#orders\n`],
  ['front matter', `---\nowner: orders\n---\n# Orders\n${body}`],
  ['one page of a collection', `---\ntitle: Orders\n---\n# Orders\n${body}`],
  ['a footer', `# Orders\n${body}\n**Owner**: DevOps Team\n`],
  ['a note', '# Orders\n\n## Restart\n\nDo it.\n'],
  [
    'a pager',
    `# Orders runbook\n\n**Primary Pager:** Data SRE\n\n## A\n\n## B\n\n## C\n${'\n'.repeat(25)}End\n`,
  ],
])('leaves alone: %s', (_, markdown) => {
  expect(find(metaOwner, markdown)).toEqual([]);
});

it('takes whoever responds first for an owner', () => {
  const book = (label: string): string =>
    `# Orders runbook\n\n> **${label}:** anna\n\n## Symptoms\n\nSlow.\n\n## Restart\n\nRestart it.\n${'\n'.repeat(20)}## End\n\nThat is all.\n`;
  expect(find(metaOwner, book('First responder'))).toEqual([]);
  expect(find(metaOwner, book('Affects'))).toHaveLength(1);
});
