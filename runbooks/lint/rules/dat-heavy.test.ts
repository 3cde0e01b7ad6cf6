// What DAT-HEAVY finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datHeavy } from './dat-heavy.ts';

describe('DAT-HEAVY finds', () => {
  it.each(
    [
      "redis-cli KEYS '*'",
      'docker exec redis redis-cli SAVE',
      'redis-cli -h cache MONITOR',
      `redis-cli EVAL "return redis.call('keys', 'dead:*')" 0`,
      'reindexdb -U postgres shop',
      'psql -c "VACUUM FULL orders;"',
      'psql -c "REINDEX TABLE orders;"',
      'psql -d shop -c "CREATE INDEX idx ON orders (sku);"',
      'vacuumdb --full shop',
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(datHeavy, bash(command))).toEqual([expect.stringMatching('^2 ')]),
  );

  it('once for each section', () => {
    expect(find(datHeavy, bash("redis-cli KEYS 'a:*'", "redis-cli KEYS 'b:*'"))).toHaveLength(1);
  });
});

describe('DAT-HEAVY leaves alone', () => {
  it.each(
    [
      "redis-cli --scan --pattern 'a:*'",
      'redis-cli BGSAVE',
      'redis-cli --bigkeys',
      'reindexdb --concurrently shop',
      'vacuumdb --analyze shop',
      'psql -c "VACUUM ANALYZE orders;"',
      'psql -c "CREATE INDEX CONCURRENTLY idx ON orders (sku);"',
      'psql -c "SELECT count(*) FROM orders;"',
      'mysql -e "CREATE INDEX idx ON orders (sku)"',
      'aws iam list-access-keys',
    ].map((command) => ({ command })),
  )('$command', ({ command }) => expect(find(datHeavy, bash(command))).toEqual([]));
});
