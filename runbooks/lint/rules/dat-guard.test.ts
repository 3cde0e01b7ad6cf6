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
      'rm -rf /',
      'sudo rm -r -f /etc/*',
      'rm -rf --no-preserve-root /',
      'rm -rf ~',
      'kafka-topics.sh --bootstrap-server k:9092 --delete --topic orders',
      'mongosh --eval "db.orders.drop()"',
      'kubectl delete pvc data-postgres-0',
      'terraform destroy -auto-approve',
      'pg_resetwal -f /data',
      'docker compose exec api npx prisma migrate deploy',
      'alembic upgrade head',
      'make migrate',
      'flyway -url=$DB migrate',
      'mongorestore --uri $MONGO --drop /backups/nightly',
      'psql -d shop < backup.sql',
      'gunzip -c backup.sql.gz | mysql shop',
      'pg_restore --clean -d shop backup.dump',
      'kafka-delete-records.sh --bootstrap-server k:9092 --offset-json-file f.json',
      'kafka-consumer-groups.sh --bootstrap-server k:9092 --group g --topic o --reset-offsets --to-latest --execute',
      'etcdctl del /shop --prefix',
      'curl -X DELETE http://es:9200/orders',
      `curl -X POST http://es:9200/orders/_delete_by_query -d '{"query":{"match_all":{}}}'`,
      'gsutil -m rm -r gs://shop-prod/orders',
      'gcloud sql instances delete shop --quiet',
      'zfs destroy tank/db',
      'nats stream purge ORDERS -f',
      'consul kv delete -recurse shop/',
      'cqlsh -e "TRUNCATE shop.orders"',
      'psql shop -c "DELETE FROM orders WHERE 1=1"',
      'find /var/log/shop -name "*.log.*" -mtime +7 -delete',
      'find /srv/uploads -type d -ctime +1 -exec rm -rf {} +',
      'find /srv/exports -mtime +30 | xargs rm -f',
      'sudo find . -name "*.wal" -delete',
      'find -type f -size +1G -exec rm {} \\;',
      'git reset --hard origin/main',
      'git clean -fd',
      'psql shop -c "UPDATE orders SET state = 1"',
      `psql shop -c "DELETE FROM audit_logs WHERE created_at < now() - interval '90 days'"`,
      'mysql shop -e "DELETE FROM events WHERE state = 4"',
      'npm run restore -- --latest --confirm',
      './scripts/restore.sh /srv/shop.sql.gz',
      'python restore_db.py --yes',
      'aws sqs purge-queue --queue-url https://sqs/orders',
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(datGuard, fix(command))).toEqual([expect.stringMatching('^4 ')]),
  );
});

describe('DAT-GUARD says what is lost', () => {
  it.each([
    ['DROP DATABASE shop', 'drops a whole database, with every table in it'],
    ['DROP SCHEMA audit CASCADE', 'drops a schema, with the tables in it'],
    ['DROP TABLE orders', 'drops the table, with every row in it'],
    ['TRUNCATE orders', 'deletes every row'],
    ['DELETE FROM orders', 'limits nothing: it deletes every row'],
  ])('%s %s', (sql, loss) =>
    expect(find(datGuard, fix(`psql -c "${sql};"`))).toEqual([
      expect.stringContaining(`\`${sql}\` ${loss}, and no step`),
    ]),
  );
});

describe('DAT-GUARD on versions that a server keeps', () => {
  it.each([
    'git push --force origin main',
    'git push -f',
    'git push origin +main',
    'helm uninstall api -n shop',
    'helm -n shop delete api',
  ])('finds %s', (command) => expect(find(datGuard, fix(command))).toHaveLength(1));

  it.each([
    ['git push --force-with-lease origin main'],
    ['git push origin main'],
    ['git push --follow-tags'],
    ['git push -f origin gh-pages'],
    ['git push -f heroku main'],
    ['git filter-repo --path secrets.env --invert-paths', 'git push --force origin main'],
    ['git branch before-reset origin/main', 'git push --force origin main'],
    ['helm uninstall api --dry-run'],
    ['helm uninstall api --keep-history'],
    ['helm get values api > values.yaml', 'helm uninstall api'],
    ['helm rollback api'],
    ['helm plugin uninstall diff'],
  ])('leaves %s alone', (...commands) => expect(find(datGuard, fix(commands.join('\n')))).toEqual([]));

  it('leaves a release alone whose section is there to remove it', () =>
    expect(find(datGuard, '## Remove the old stack\n\n```bash\nhelm uninstall old\n```\n')).toEqual([]));
});

describe('DAT-GUARD leaves alone', () => {
  it.each([
    ['one key', fix('etcdctl del /shop/lock')],
    ['a look at offsets', fix('kafka-consumer-groups.sh --bootstrap-server k:9092 --group g --describe')],
    [
      'a plan of offsets',
      fix('kafka-consumer-groups.sh --group g --topic o --reset-offsets --to-latest --dry-run'),
    ],
    ['a document', fix('curl -X DELETE http://es:9200/orders/_doc/17')],
    ['a scroll', fix('curl -X DELETE http://es:9200/_search/scroll')],
    ['an API', fix('curl -X DELETE https://shop.dev/sessions')],
    ['one object', fix('gsutil rm gs://shop/tmp.txt')],
    ['a zero file', fix('dd if=/dev/sda of=/backup/sda.img')],
    ['a dump before', fix('pg_dump -Fc -d shop -f before.dump', 'dropdb shop')],
    [
      'a sentence before',
      `## Fix\n\nTake a snapshot of the volume first.\n\n${bash('docker volume rm shop_pg-data')}`,
    ],
    [
      'a copy of the present state before a restore',
      fix('pg_dump -Fc -d shop -f before.dump', 'pg_restore --clean -d shop backup.dump'),
    ],
    [
      'a restore after a sentence that asks for a copy',
      `## Restore\n\n1. Back up the current database first\n2. Restore:\n\n${bash('psql -d shop < backup.sql')}`,
    ],
    ['a restore into a new database', fix('createdb shop_new', 'psql -d shop_new < backup.sql')],
    ['a restore to try it out', `## Restore test\n\n${bash('psql -d shop < backup.sql')}`],
    ['a restore on a new server', `## Disaster recovery\n\n${bash('psql -d shop < backup.sql')}`],
    ['a restore in a list of commands', `## Useful commands\n\n${bash('psql -d shop < backup.sql')}`],
    ['a script of SQL', fix('psql -d shop -f fix-orders.sql')],
    ['a topic that is made shorter: told elsewhere', fix('rpk topic alter-config a --set retention.ms=1')],
    ['some rows', fix('psql -c "DELETE FROM sessions WHERE expires < now();"')],
    ['a stale lock', fix('rm -f /var/lib/postgresql/data/postmaster.pid')],
    ['temporary files', fix('rm -rf /tmp/build')],
    ['a pod', fix('kubectl delete pod api-0')],
    ['a test database', fix('dropdb shop_test')],
    ['a local set-up', `## Local development\n\n${bash('docker volume rm shop_pg-data')}`],
    ['a folder that somebody made', fix('rm -rf /opt/shop/releases/old', 'rm -rf ~/build', 'rm -rf ./var')],
    ['one file at the top', fix('rm -f /etc/nologin')],
    ['files that were listed', fix('find /srv/exports -mtime +30', 'find /srv/exports -mtime +30 -delete')],
    [
      'what fills the folder was looked at',
      fix('du -sh /var/log/shop', 'find /var/log/shop -mtime +7 -delete'),
    ],
    ['temporary files by age', fix('find /tmp -mtime +1 -delete')],
    ['a cache', fix('find /var/cache/shop -type f -delete')],
    ['a search', fix('find /srv -size +1G')],
    ['a look before a reset', fix('git status', 'git reset --hard origin/main')],
    ['a reset that keeps the files', fix('git reset --soft HEAD~1')],
    ['a transaction', fix('psql shop -c "BEGIN; DELETE FROM events WHERE state = 4"')],
    ['one row', fix('psql shop -c "DELETE FROM events WHERE id = 17"')],
    [
      'rows that were counted',
      fix('psql -c "SELECT count(*) FROM events WHERE a = 1"', 'psql -c "DELETE FROM events WHERE a = 1"'),
    ],
    ['some rows at a time', fix('mysql shop -e "DELETE FROM events WHERE state = 4 LIMIT 1000"')],
    ['an update with a condition', fix('psql -c "UPDATE orders SET state = 1 WHERE state = 2"')],
    ['a script that tries a restore', fix('./restore-test.sh /srv/shop.sql.gz')],
    ['a script that only lists', fix('npm run restore -- --list --latest')],
    ['a plan', fix('python manage.py migrate --plan')],
    ['a status', fix('npx prisma migrate status')],
    ['a demo', '## Cleanup\n\n```bash\nkubectl delete namespace demo-node\n```\n'],
  ])('%s', (_, markdown) => expect(find(datGuard, markdown)).toEqual([]));
});
