// What DAT-GUARD finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datGuard } from './dat-guard.ts';

const fix = (...lines: readonly string[]): string => `## Fix\n\n${bash(...lines)}`;

describe('DAT-GUARD finds', () => {
  it.each(
    [
      'psql -c "DROP TABLE sessions;"',
      'psql -c "DELETE FROM jobs;"',
      'dropdb shop',
      'docker volume rm shop_pg-data',
      'rm -rf /var/lib/postgresql/data',
      'kafka-topics.sh --bootstrap-server k:9092 --delete --topic orders',
      'mongosh --eval "db.orders.drop()"',
      'kubectl delete pvc data-postgres-0',
      'terraform destroy -auto-approve',
      'pg_resetwal -f /data',
      'docker compose exec api npx prisma migrate deploy',
      'alembic upgrade head',
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(datGuard, fix(command))).toEqual([expect.stringMatching('^4 ')]),
  );
});

describe('DAT-GUARD leaves alone', () => {
  it.each([
    ['a dump before', fix('pg_dump -Fc -d shop -f before.dump', 'dropdb shop')],
    [
      'a sentence before',
      `## Fix\n\nTake a snapshot of the volume first.\n\n${bash('docker volume rm shop_pg-data')}`,
    ],
    ['some rows', fix('psql -c "DELETE FROM sessions WHERE expires < now();"')],
    ['a stale lock', fix('rm -f /var/lib/postgresql/data/postmaster.pid')],
    ['temporary files', fix('rm -rf /tmp/build')],
    ['a pod', fix('kubectl delete pod api-0')],
    ['a test database', fix('dropdb shop_test')],
    ['a local set-up', `## Local development\n\n${bash('docker volume rm shop_pg-data')}`],
    ['a plan', fix('python manage.py migrate --plan')],
    ['a status', fix('npx prisma migrate status')],
  ])('%s', (_, markdown) => expect(find(datGuard, markdown)).toEqual([]));
});
