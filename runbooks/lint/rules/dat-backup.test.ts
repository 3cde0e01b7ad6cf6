// What DAT-BACKUP finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datBackup } from './dat-backup.ts';

const backup = (...lines: readonly string[]): string => `## Backup\n\n${bash(...lines)}`;
const tried = 'A restore of it is tested each month.\n';
const linesOf = (markdown: string): readonly string[] =>
  find(datBackup, markdown).map((found) => found.split(' ')[0] ?? '');

describe('DAT-BACKUP finds', () => {
  it.each([
    [
      'a dump that is uploaded unchecked',
      backup('mysqldump shop > shop.sql', 'aws s3 cp shop.sql s3://b/'),
      ['4'],
    ],
    [
      'set -e, which does not see into a pipe',
      backup('set -e', 'pg_dump shop | gzip > s.gz', 'scp s.gz host:'),
      ['5'],
    ],
    [
      'a dump through a terminal',
      backup('docker exec -it db pg_dump shop > s.sql', 'aws s3 ls s3://b'),
      ['4'],
    ],
    [
      'a volume in use',
      backup('docker run --rm -v pg-data:/d -v $PWD:/b alpine tar czf /b/x.tgz /d', 'scp x.tgz h:'),
      ['4'],
    ],
    ['the files of a running store', backup('tar czf x.tgz /var/lib/mysql', 'rsync x.tgz host:/'), ['4']],
    [
      'a copy right after BGSAVE',
      backup('redis-cli BGSAVE', 'cp /var/lib/redis/dump.rdb /b/', 'aws s3 sync /b s3://b'),
      ['4'],
    ],
    [
      'a restore from a folder of the machine',
      `## Restore\n\n${bash('mongorestore --drop /srv/app/backups/2024/shop')}`,
      ['4'],
    ],
    [
      'a backup that nobody ever restores',
      backup('pg_dump -Fc -d shop -f /b/shop.dump', 'ls -l /b/shop.dump', 'scp /b/shop.dump host:'),
      ['4'],
    ],
    ['a dump that never leaves the machine', backup('pg_dump -Fc -d shop -f /backups/shop.dump'), ['4']],
  ])('%s', (_, markdown, lines) => expect(linesOf(markdown)).toEqual(lines));
});

describe('DAT-BACKUP leaves alone', () => {
  it.each([
    [
      'a dump that is listed before it is uploaded',
      backup('pg_dump -Fc -f s.dump shop', 'pg_restore --list s.dump', 'scp s.dump h:'),
    ],
    [
      'a dump whose size a person looks at',
      backup('mysqldump shop > s.sql', 'ls -lh s.sql', 'aws s3 cp s.sql s3://b/'),
    ],
    ['a chain that stops when the dump fails', backup('pg_dump shop > s.sql && aws s3 cp s.sql s3://b/')],
    ['pipefail', backup('set -euo pipefail', 'pg_dump shop | gzip > s.gz', 'aws s3 cp s.gz s3://b/')],
    [
      'a volume whose service is stopped',
      backup(
        'docker compose stop db',
        'docker run --rm -v db:/d -v $PWD:/b alpine tar czf /b/x.tgz /d',
        'scp x.tgz h:',
      ),
    ],
    [
      'BGSAVE with a wait',
      backup(
        'redis-cli BGSAVE',
        'redis-cli LASTSAVE',
        'cp /var/lib/redis/dump.rdb /b/',
        'scp /b/dump.rdb h:',
      ),
    ],
    [
      'a safety copy before a change',
      `## Migration\n\n${bash('# Backup before the change', 'pg_dump shop > before.sql')}`,
    ],
    [
      'a text that names the place',
      `## Backup\n\nThe folder is copied to an off-site host.\n\n${bash('pg_dump -f /b/shop.sql shop')}`,
    ],
    ['logs in an archive', `## Collect\n\n${bash('tar czf logs.tgz /var/log/app')}`],
    [
      'a restore from elsewhere',
      `## Restore\n\n${bash('aws s3 cp s3://b/shop.sql /backups/', 'psql shop < /backups/shop.sql')}`,
    ],
    ['a restore from a file at hand', `## Restore\n\n${bash('psql shop < shop.sql')}`],
  ])('%s', (_, markdown) => expect(find(datBackup, `${markdown}\n${tried}`)).toEqual([]));
});

it('asks no other place for a copy of what the next lines delete', () => {
  const block = (...lines: readonly string[]): string =>
    `# Node runbook\n\n## Resync\n\n\`\`\`bash\n# Backup current data\n${lines.join('\n')}\n\`\`\`\n`;
  const copy = 'tar -czf /tmp/node.tar.gz -C /var/lib/node .';
  expect(find(datBackup, block(copy, 'rm -rf /var/lib/node/data'))).toEqual([]);
  expect(find(datBackup, block(copy))).not.toEqual([]);
});
