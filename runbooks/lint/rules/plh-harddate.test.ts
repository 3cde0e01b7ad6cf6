// One particular day in a command.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { plhHarddate } from './plh-harddate.ts';

it.each([
  'psql shop < backup-20251101.sql',
  'aws s3 cp s3://backups/backup-20251101.sql .',
  'docker cp ./backup-20251129.rdb redis:/data/dump.rdb',
  'docker compose logs --since="2025-01-25T14:00:00" api',
  'journalctl -u api --since 2025-01-25',
  'pg_restore -d shop backup_2025-11-01_02-00.dump',
  'mysql shop < dump-20251101-120000.sql',
])('finds %s', (command) => {
  expect(places(plhHarddate, bash(command))).toEqual(['2']);
});

it.each([
  'pg_dump shop > backup-$(date +%Y%m%d).sql',
  'psql shop < "$BACKUP"',
  'curl "https://management.azure.com/x?api-version=2023-01-01"',
  'docker pull alpine:20240101',
  'git checkout release-2025-01-01',
  'docker compose logs --since 1h api',
  'echo "since 2025-01-01"',
  'node migrate.js --version 20250101',
  'nc -zv 10.20.20250101.1 80',
])('leaves alone: %s', (command) => {
  expect(find(plhHarddate, bash(command))).toEqual([]);
});

it('tells one date once', () => {
  expect(places(plhHarddate, bash('aws s3 cp s3://b/b-20251101.sql .', 'psql x < b-20251101.sql'))).toEqual([
    '2',
  ]);
});
