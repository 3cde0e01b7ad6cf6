// What DAT-OVERWRITE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datOverwrite } from './dat-overwrite.ts';

describe('DAT-OVERWRITE finds', () => {
  it.each([
    ['stock', bash('redis-cli SET inventory:42 100')],
    ['a field of a hash', bash('docker exec redis redis-cli HSET item:42 stock <COUNT>')],
    ['a balance', bash('psql -c "UPDATE accounts SET balance = 500 WHERE id = 7;"')],
    ['every row', bash(`mysql shop -e "UPDATE orders SET status = 'done'"`)],
    ['a fence of SQL', '```sql\nUPDATE stock SET quantity = 0 WHERE sku = 4;\n```\n'],
    ['all settings', bash('echo "POOL_SIZE=50" > .env')],
    ['all keys', bash('echo "$KEY" | sudo tee /root/.ssh/authorized_keys')],
    ['the crontab', bash('echo "0 2 * * * /opt/backup.sh" | crontab -')],
  ])('%s', (_, markdown) => expect(find(datOverwrite, markdown)).toEqual([expect.stringMatching('^2 ')]));
});

describe('DAT-OVERWRITE leaves alone', () => {
  it.each([
    ['stock of a stopped shop', bash('docker compose stop shop', 'redis-cli SET inventory:42 100')],
    ['a flag', bash('redis-cli SET feature:checkout off')],
    ['maintenance mode', bash('redis-cli SET maintenance_mode 1')],
    ['a setting', bash('redis-cli CONFIG SET maxmemory 4gb')],
    ['a change by what is there', bash('psql -c "UPDATE stock SET quantity = quantity - 1 WHERE sku = 4;"')],
    ['a state', bash(`psql -c "UPDATE jobs SET status = 'failed' WHERE status = 'running' AND id = 4;"`)],
    ['an appended setting', bash('echo "POOL_SIZE=50" >> .env')],
    ['a crontab that keeps its lines', bash('(crontab -l; echo "0 2 * * * x") | crontab -')],
    ['a file of its own', bash('echo ok > /tmp/result.txt')],
  ])('%s', (_, markdown) => expect(find(datOverwrite, markdown)).toEqual([]));
});
