// SH-GLOBARGS: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shGlobargs } from './sh-globargs.ts';

const lines = (...text: readonly string[]) => find(shGlobargs, bash(...text)).map((found) => parseInt(found));

describe('SH-GLOBARGS', () => {
  it.each([
    'aws s3 cp backup-*.sql s3://shop-backups/',
    'psql -U postgres shop < backup-*.sql',
    'psql -U postgres -f migrations/*.sql',
    'tar xzf backup-*.tar.gz',
    'tar -xf backup-*.tar -C /restore',
    'docker cp backup-*.sql shop-db-1:/tmp/',
    'kubectl apply -f k8s/*.yaml',
    'unzip release-*.zip',
    'mv dump-*.rdb dump.rdb',
    'pg_restore -d shop backup-*.dump',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'aws s3 cp backup.sql s3://shop-backups/',
    `aws s3 cp . s3://shop-backups/ --recursive --exclude '*' --include 'backup-*.sql'`,
    'scp backup-*.sql backup:/srv/',
    'ls backup-*.sql',
    'rm -f backup-*.sql',
    'gzip backup-*.sql',
    'tar czf logs.tgz logs/*.log',
    'cat migrations/*.sql | psql shop',
    'kubectl apply -f k8s/',
    'mv *.log archive/',
    `unzip 'release-*.zip'`,
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));

  it.each(['scp backup-*.sql.gz backup:/srv/', 'rsync -a backup-*.sql.gz backup:/srv/'])(
    'finds all days where one is meant: %s',
    (command) => expect(lines('pg_dump shop > backup-$(date +%F).sql', command)).toEqual([3]),
  );

  it.each([
    ['pg_dump shop > backup-$(date +%F).sql', 'scp backup-$(date +%F).sql backup:/srv/'],
    ['pg_dump shop > backup-$(date +%F).sql', 'ls backup-*.sql'],
    ['pg_dump shop > dump-$(date +%F).sql', 'scp logs-*.gz backup:/srv/'],
    ['scp backup-*.sql.gz backup:/srv/'],
  ])('leaves %s, %s', (...text) => expect(lines(...text)).toEqual([]));
});
