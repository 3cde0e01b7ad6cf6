// What DAT-RESTORE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datRestore } from './dat-restore.ts';

const restore = (...lines: readonly string[]): string => `## Restore\n\n${bash(...lines)}`;
const linesOf = (markdown: string): readonly string[] =>
  find(datRestore, markdown).map((found) => found.split(' ')[0] ?? '');

describe('DAT-RESTORE finds', () => {
  it.each([
    ['psql into what is there', restore('psql -d shop < backup.sql'), ['4']],
    [
      'psql by a pipe, in a container',
      restore('gunzip -c b.sql.gz | docker compose exec -T db psql -U app shop'),
      ['4'],
    ],
    ['psql -f of a dump', restore('psql -d shop -f backup-latest.sql'), ['4']],
    ['pg_restore without --clean', restore('pg_restore -d shop shop.dump'), ['4']],
    ['mongorestore --drop on a database in use', restore('mongorestore --uri $URI --drop dump/'), ['4']],
    ['mongorestore that keeps what is wrong', restore('mongorestore --uri $URI dump/'), ['4']],
    [
      'a dump under a running Redis',
      restore('docker cp d.rdb redis:/data/dump.rdb', 'docker restart redis'),
      ['4-5'],
    ],
    ['mysql under the application', restore('mysql shop < backup.sql'), ['4']],
    [
      'files into a volume in use',
      restore('docker run --rm -v data:/d -v $PWD:/b alpine tar xzf /b/x.tgz -C /d'),
      ['4'],
    ],
    ['two ways, told once', restore('psql shop < b.sql', 'zcat b.sql.gz | psql shop'), ['4']],
  ])('%s', (_, markdown, lines) => expect(linesOf(markdown)).toEqual(lines));
});

describe('DAT-RESTORE leaves alone', () => {
  it.each([
    ['an empty database', restore('dropdb shop', 'createdb shop', 'psql -d shop < backup.sql')],
    ['pg_restore --clean', restore('pg_restore --clean --if-exists -d shop shop.dump')],
    ['a table of contents', restore('pg_restore --list shop.dump')],
    [
      'Redis stopped, copied, started',
      restore('docker stop redis', 'docker cp d.rdb redis:/data/dump.rdb', 'docker start redis'),
    ],
    ['mongorestore --drop behind a stop', restore('docker compose stop api', 'mongorestore --drop dump/')],
    ['a copy for a test', `## Restore test\n\n${bash('psql -d shop_test < backup.sql')}`],
    ['a script of SQL that is no dump', `## Fix\n\n${bash('psql -d shop -f fix-orders.sql')}`],
    ['mysql behind a stop', restore('systemctl stop shop', 'mysql shop < backup.sql')],
    ['a dump that is taken out', `## Copy\n\n${bash('docker cp redis:/data/dump.rdb ./dump.rdb')}`],
  ])('%s', (_, markdown) => expect(find(datRestore, markdown)).toEqual([]));
});
