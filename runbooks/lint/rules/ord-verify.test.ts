// Checks while nothing runs.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { ordVerify } from './ord-verify.ts';

const steps = (...items: readonly string[]): string =>
  `# A\n\n## Restore\n\n${items.map((item, at) => `${at + 1}. ${item}`).join('\n')}\n`;

it.each([
  [
    'integrity after down',
    steps(
      '**Stop all services**: `docker-compose down`',
      '**Check data integrity**: verify the data',
      '**Restart services**: `docker-compose up -d`',
    ),
    '6',
  ],
  [
    'counts before the start',
    steps('Stop services', 'Restore from backup', 'Verify inventory counts', 'Restart services'),
    '7',
  ],
  ['a replay', steps('Stop all services', 'Replay DLQ messages', 'Start all services'), '6'],
  ['health', steps('Shut down everything', 'Check health endpoints', 'Bring the stack back up'), '6'],
  ['records', steps('`docker compose down`', 'Validate records', '`docker compose up -d`'), '6'],
])('finds %s', (_, markdown, place) => {
  expect(places(ordVerify, markdown)).toEqual([place]);
});

it.each([
  ['after the start', steps('Stop all services', 'Restore', 'Restart services', 'Verify counts')],
  [
    'one service stopped',
    steps('`docker compose stop api`', 'Verify data integrity', '`docker compose up -d api`'),
  ],
  [
    'a look at the backup',
    steps('Stop all services', 'Verify the backup file is complete data', 'Start services'),
  ],
  [
    'with its own command',
    steps(
      'Stop all services',
      'Check data integrity: `docker run --rm -v d:/d tool check /d`',
      'Start services',
    ),
  ],
  ['never started again', steps('Stop all services', 'Check data integrity')],
  ['no stop', steps('Verify counts', 'Restart services')],
])('leaves alone: %s', (_, markdown) => {
  expect(find(ordVerify, markdown)).toEqual([]);
});
