// SH-UNBOUNDED: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shUnbounded } from './sh-unbounded.ts';

const lines = (...text: readonly string[]) =>
  find(shUnbounded, bash(...text)).map((found) => parseInt(found));

describe('SH-UNBOUNDED', () => {
  it.each([
    'docker logs shop-api-1',
    'docker compose logs api',
    'kubectl logs api-0 -n shop',
    'journalctl -u shop',
    'psql -U postgres -c "SELECT * FROM orders"',
    'psql -U postgres -c "SELECT * FROM orders ORDER BY id"',
    'docker compose logs api | grep -i error',
    'docker logs shop-api-1 2>&1 | grep -i error',
    'journalctl -u shop | grep -i error',
    'grep "Slow request" /var/log/shop/api.log',
    'kafka-run-class.sh kafka.tools.DumpLogSegments --print-data-log --files 0.log',
    'cat /var/log/nginx/error.log',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'docker logs --tail 100 shop-api-1',
    'docker compose logs --since 10m api',
    'docker compose logs -f api',
    'docker compose logs --since 1h api | grep error',
    'docker compose logs api | grep -c error',
    'docker compose logs api | grep error | tail -20',
    'docker compose logs api | grep -m 5 error',
    'docker compose logs api | grep error > errors.txt',
    'kubectl logs api-0 | grep error',
    'grep -c "Slow request" /var/log/shop/api.log',
    'grep "Slow request" /var/log/shop/api.log | tail -20',
    'grep -r TODO src/',
    'kafka-dump-log.sh --files 0.log',
    `redis-cli KEYS '*'`,
    'docker compose logs api > api.log',
    'kubectl logs api-0 --tail=50',
    'kubectl logs -f api-0',
    'journalctl -u shop -n 100',
    'journalctl -u shop --since "1 hour ago"',
    'psql -c "SELECT * FROM orders LIMIT 5"',
    'psql -c "SELECT * FROM orders WHERE id = 7"',
    'psql -c "SELECT count(*) FROM orders"',
    'psql -c "SELECT * FROM pg_stat_activity"',
    'redis-cli --scan --pattern "user:*"',
    'cat /etc/hosts',
    'grep "2024-01-15 14:" /var/log/shop/app.log',
    'mysql -e "CREATE TABLE IF NOT EXISTS probe (id INT); INSERT INTO probe VALUES (1)"; mysql -e "SELECT * FROM probe"',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));
});
