// What DAT-FLUSH finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datFlush } from './dat-flush.ts';

describe('DAT-FLUSH finds', () => {
  it.each([
    ['FLUSHALL', bash('redis-cli FLUSHALL')],
    ['lower case, one database', bash('redis-cli -n 2 flushdb async')],
    ['a container', bash('docker compose exec redis redis-cli -a "$PASS" FLUSHALL')],
    ['a pod', bash('kubectl exec -n shop redis-0 -- redis-cli FLUSHALL')],
    ['a remote server', bash('redis-cli -h cache.internal -p 6380 FLUSHALL')],
    ['valkey', bash('valkey-cli FLUSHDB')],
  ])('%s', (_, markdown) => expect(find(datFlush, markdown)).toEqual([expect.stringMatching('^2 ')]));

  it('once for each procedure', () => {
    expect(find(datFlush, bash('redis-cli -n 0 FLUSHDB', 'redis-cli -n 1 FLUSHDB'))).toHaveLength(1);
    expect(
      find(datFlush, `## A\n\n${bash('redis-cli FLUSHALL')}\n## B\n\n${bash('redis-cli FLUSHALL')}`),
    ).toHaveLength(2);
  });
});

describe('DAT-FLUSH leaves alone', () => {
  it.each([
    ['one key', bash('redis-cli DEL cache:home')],
    ['keys by a pattern', bash("redis-cli --scan --pattern 'cache:*' | xargs redis-cli UNLINK")],
    ['scripts', bash('redis-cli SCRIPT FLUSH')],
    ['iptables', bash('iptables --flush')],
    ['a warning in prose', 'Never run FLUSHALL in production.\n'],
    ['a DNS cache', bash('resolvectl flush-caches')],
  ])('%s', (_, markdown) => expect(find(datFlush, markdown)).toEqual([]));
});
