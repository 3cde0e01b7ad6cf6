// What VER-EMPTY finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { verEmpty } from './ver-empty.ts';

describe('VER-EMPTY finds', () => {
  it.each([
    ['an instant query', bash('curl http://localhost:9090/api/v1/query?query=errors_total')],
    ['a query in quotes', bash("curl -s 'http://prom:9090/api/v1/query?query=rate(errors_total[5m])'")],
    ['a query as data', bash("curl -sG http://prom:9090/api/v1/query --data-urlencode 'query=errors_total'")],
    [
      'a query that jq prints',
      bash(`curl -s "http://prom:9090/api/v1/query?query=x" | jq '.data.result[0].value[1]'`),
    ],
    ['a range', bash('curl "http://prom:9090/api/v1/query_range?query=x&start=1&end=2&step=1"')],
  ])('%s', (_, markdown) => expect(find(verEmpty, markdown)).toEqual([expect.stringMatching('^2 ')]));

  it('once for a document', () => {
    const twice = bash('curl http://p:9090/api/v1/query?query=a', 'curl http://p:9090/api/v1/query?query=b');
    expect(find(verEmpty, twice)).toHaveLength(1);
  });
});

describe('VER-EMPTY leaves alone', () => {
  it.each([
    ['jq -e', bash(`curl -s 'http://p:9090/api/v1/query?query=x' | jq -e '.data.result[0]'`)],
    ['a count of results', bash(`curl -s 'http://p:9090/api/v1/query?query=x' | jq '.data.result | length'`)],
    ['grep -q', bash(`curl -s 'http://p:9090/api/v1/query?query=x' | grep -q value`)],
    ['the targets', bash('curl http://p:9090/api/v1/targets')],
    ['up, which is always there', bash('curl http://p:9090/api/v1/query?query=up')],
    ['another API', bash('curl https://shop.example.com/api/v1/orders?query=x')],
  ])('%s', (_, markdown) => expect(find(verEmpty, markdown)).toEqual([]));
});

const under = (title: string, ...lines: readonly string[]): string => `## ${title}\n\n${bash(...lines)}`;

describe('VER-EMPTY finds what can not fail', () => {
  it.each([
    under('Verification', '# Test write operation', 'psql -h db -d shop -c "SELECT 1"'),
    under('Failover', '# Verify that the new primary accepts writes', 'mysql -h db -e "SELECT NOW()"'),
    under('Checks', '# Check writes work', 'redis-cli -h cache PING'),
    under('After', '# Confirm read/write access', 'pg_isready -h db'),
    under('Verification', '# Test writing', `mongosh --eval 'db.orders.findOne(); db.orders.count()'`),
    under(
      'Verification',
      '# Check replication status',
      'psql -h db -U postgres -c "SELECT * FROM pg_stat_replication;"',
    ),
    under('Fix', '# Verify the replica', 'mysql -h db -e "SHOW REPLICA STATUS"'),
    under('Restore the namespace', '# Look at it', 'kubectl get all -n shop'),
    under('Verification', '# Nodes are ready', 'kubectl get nodes | grep Ready'),
    under('Verification', '# Pods', 'kubectl get pods -n shop | grep Running'),
    under('Verification', '# Containers', 'docker compose ps | grep Up'),
    under('Verification', '# Done', 'echo "All services are healthy"'),
  ])('%j', (markdown) => expect(find(verEmpty, markdown)).toEqual([expect.stringMatching('^5 ')]));
});

describe('VER-EMPTY leaves alone what can', () => {
  it.each([
    under('Verification', '# Test write operation', 'psql -h db -c "INSERT INTO probe VALUES (1)"'),
    under('Verification', '# Test write operation', 'psql -h db -c "SELECT pg_is_in_recovery()"'),
    under('Verification', '# Test the write endpoint', 'psql -h db -c "SELECT 1"'),
    under('Verification', '# Check that writes are blocked', 'psql -h db -c "SELECT 1"'),
    under('Verification', '# Test the connection', 'psql -h db -c "SELECT 1"'),
    under('Diagnosis', '# Replication', 'psql -h db -c "SELECT * FROM pg_stat_replication;"'),
    under(
      'Verification',
      '# Two replicas should be streaming',
      'psql -h db -c "SELECT * FROM pg_stat_replication;"',
    ),
    under('Verification', '# Replication', 'psql -c "SELECT * FROM pg_stat_replication;" # expect 2 rows'),
    under('Diagnosis', '# What runs', 'kubectl get all -n shop'),
    under('Restore', 'kubectl get all,ingress,secret,pvc -n shop'),
    under('Diagnosis', 'kubectl get nodes | grep -w Ready'),
    under('Verification', 'kubectl get nodes | grep NotReady'),
    under('Verification', 'kubectl get pods -n shop | grep -v Running'),
    under('Diagnosis', 'kubectl get pods -n shop | grep Running'),
    under('Verification', 'kubectl get pods -n shop | grep api'),
    under('Verification', 'echo "exit code: $?"'),
    under('Verification', 'echo "== api =="', 'curl -f http://api/health'),
    under('Notify', 'echo "done"'),
  ])('%j', (markdown) => expect(find(verEmpty, markdown)).toEqual([]));
});
