// Secrets as arguments.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { secCmdline } from './sec-cmdline.ts';

it.each([
  'cast send 0x1 "pause()" --private-key $ADMIN_KEY',
  'mysql -u root -p$MYSQL_ROOT_PASSWORD shop',
  'docker compose exec db mysqldump -u root -ps3cr3tpw shop',
  'redis-cli -a "$REDIS_PASSWORD" info',
  'psql postgres://shop:hunter22@db:5432/shop',
  'mongodump --uri mongodb://root:$MONGO_PASS@db/admin',
  'curl -u admin:hunter22 https://a.dev/x',
  'sshpass -p "$PASS" ssh a@b',
  'docker login -u ci -p $REGISTRY_TOKEN',
  'mongosh --password=$PASS',
  'curl -H "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc123def" https://a.dev/x',
])('finds %s', (command) => {
  expect(places(secCmdline, bash(command))).toEqual(['2']);
});

it.each([
  'mysql -u root -p shop',
  'PGPASSWORD="$PASS" psql -U shop',
  'curl -H "Authorization: Bearer $TOKEN" https://a.dev/x',
  'curl -H "X-API-Key: your-api-key" https://a.dev/x',
  'curl -H "Authorization: Bearer <token>" https://a.dev/x',
  'curl -u "$USER" https://a.dev/x',
  'mkdir -p /data',
  'docker run -p 8080:80 nginx',
  'ssh -p 2222 host',
  'cast send 0x1 "pause()" --account admin',
  'aws secretsmanager create-secret --name a --secret-string file://a.txt',
  'redis-cli ping',
  'cast send 0x1 "pause()" --password-file pw',
  'kubectl get secret --token-ttl 1h',
])('leaves alone: %s', (command) => {
  expect(find(secCmdline, bash(command))).toEqual([]);
});

it('tells one option of one program once', () => {
  expect(places(secCmdline, bash('cast send a --private-key $A', 'cast send b --private-key $B'))).toEqual([
    '2',
  ]);
});
