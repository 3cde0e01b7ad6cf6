// Placeholders without a mark.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { plhBare } from './plh-bare.ts';

it.each([
  'kubectl scale deployment api --replicas=N',
  'curl -f -H "X-API-Key: your-api-key" http://localhost:3000/x',
  'pg_restore -d shop backup_YYYYMMDD.dump',
  'ssh user@staging-server',
  'docker logs CONTAINER_ID',
  'kubectl delete pod POD_NAME',
  'helm rollback api YOUR_REVISION',
])('finds %s', (command) => {
  expect(places(plhBare, bash(command))).toEqual(['2']);
});

it.each([
  'cat /app/dlq/item-<ID>.json',
  'kubectl delete pod "$POD"',
  'docker logs <container-id>',
  'curl -f https://your-domain.com/health',
  'psql -c "SELECT COUNT(*) FROM orders"',
  'export NODE_ENV=production',
  'redis-cli KEYS "*"',
  'kill -TERM 1',
  'nano .env  # Set ENVIRONMENT, APP_NAME',
])('leaves alone: %s', (command) => {
  expect(find(plhBare, bash(command))).toEqual([]);
});

it('tells one placeholder once, and nothing where the text says what to put there', () => {
  expect(places(plhBare, bash('ssh user@staging', 'ssh user@production'))).toEqual(['2']);
  const told =
    'Replace `your-api-key` with yours.\n\n```bash\ncurl -f -H "X-API-Key: your-api-key" http://localhost/x\n```\n';
  expect(find(plhBare, told)).toEqual([]);
});

it('finds it in a list without a fence', () => {
  expect(places(plhBare, '- Scale: `kubectl scale deployment api --replicas=N`\n')).toEqual(['1']);
});
