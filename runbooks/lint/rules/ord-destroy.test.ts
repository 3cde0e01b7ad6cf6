// Evidence collected after the restart.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { ordDestroy } from './ord-destroy.ts';

const steps = (...items: readonly string[]): string =>
  `# A\n\n## Leak\n\n${items.map((item, at) => `${at + 1}. ${item}`).join('\n')}\n`;

it.each([
  ['a heap dump', steps('Restart the service', 'Take a heap dump'), '5'],
  ['logs', steps('Kill the process', 'Save the logs'), '5'],
  ['by command', steps('`docker compose restart api`', 'Capture thread dumps'), '5'],
  ['evidence', steps('Reboot the host', 'Preserve evidence for forensics'), '5'],
  [
    'numbered headings',
    '## Leak\n\n### 1. Restart the pod\n\nDo it.\n\n### 2. Collect diagnostics\n\nDo it.\n',
    '3-6',
  ],
])('finds %s', (_, markdown, place) => {
  expect(places(ordDestroy, markdown)).toEqual([place]);
});

it.each([
  ['collected first', steps('Take a heap dump', 'Restart the service')],
  ['looked first', steps('Check the logs', 'Restart the service', 'Save the logs')],
  ['watched after it', steps('Restart the service', 'Check logs for errors')],
  ['nothing to collect', steps('Restart the service', 'Tell the team')],
  ['another branch', steps('**If it hangs:** restart the service', '**If it leaks:** take a heap dump')],
])('leaves alone: %s', (_, markdown) => {
  expect(find(ordDestroy, markdown)).toEqual([]);
});
