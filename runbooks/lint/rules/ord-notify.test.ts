// When people are told of planned work.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { ordNotify } from './ord-notify.ts';

const steps = (title: string, ...items: readonly string[]): string =>
  `## ${title}\n\n${items.map((item, at) => `${at + 1}. ${item}\n`).join('')}`;

it.each([
  [
    'after maintenance mode',
    steps('Planned maintenance', 'Enable maintenance mode', 'Notify customers'),
    '4',
  ],
  [
    'after a stop',
    steps('Database upgrade', 'Stop the API: `docker compose stop api`', 'Look', 'Announce it to all users'),
    '5',
  ],
])('finds %s', (_, markdown, place) => {
  expect(places(ordNotify, markdown)).toEqual([place]);
});

it.each([
  ['before', steps('Planned maintenance', 'Notify customers', 'Enable maintenance mode')],
  ['again, when it is over', steps('Upgrade', 'Notify customers', 'Stop the API', 'Notify customers')],
  ['only when it is over', steps('Upgrade', 'Enable maintenance mode', 'Notify users that it is done')],
  ['in an outage', steps('Emergency lockdown', 'Enable maintenance mode', 'Notify users')],
  ['what nobody notices', steps('Upgrade', 'Take a snapshot', 'Notify users')],
])('leaves alone: %s', (_, markdown) => {
  expect(find(ordNotify, markdown)).toEqual([]);
});
