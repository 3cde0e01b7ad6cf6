// What DIAG-WRITE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { diagWrite } from './diag-write.ts';

const diagnosis = (...lines: readonly string[]): string =>
  `## API slow\n\n### Diagnosis\n\n${bash(...lines)}`;

describe('DIAG-WRITE finds', () => {
  it.each(
    [
      'systemctl restart shop',
      'curl -X POST https://shop.example.com/api/reconciliation/run',
      'kubectl scale deploy/api --replicas=5',
      'psql -c "DELETE FROM jobs WHERE state = 1;"',
      'redis-cli DEL lock:orders',
      'redis-cli CONFIG SET slowlog-log-slower-than 0',
      'kubectl delete pod api-0',
      './scripts/reset-cache.sh',
    ].map((command) => ({ command })),
  )('$command', ({ command }) =>
    expect(find(diagWrite, diagnosis(command))).toEqual([expect.stringMatching('^6 ')]),
  );
});

describe('DIAG-WRITE leaves alone', () => {
  it.each([
    ['reads', diagnosis('kubectl get pods', 'psql -c "SELECT 1"', 'redis-cli INFO')],
    [
      'JSON-RPC',
      diagnosis(
        `curl -X POST http://localhost:8545 -d '{"jsonrpc":"2.0","method":"eth_blockNumber","id":1}'`,
      ),
    ],
    ['a search', diagnosis(`curl -X POST http://es:9200/logs/_search -d '{"query":{"match_all":{}}}'`)],
    ['a query of metrics', diagnosis(`curl -d 'query=up' http://prometheus:9090/api/v1/query`)],
    ['a pod to debug with', diagnosis('kubectl run tmp --rm -it --image=busybox -- nslookup api')],
    ['a thread dump', diagnosis('kill -3 $(pgrep java)')],
    [
      'a test call',
      diagnosis('# Test the endpoint', `curl -X POST http://localhost/api/orders -d '{"dry":true}'`),
    ],
    ['the fix', `## API slow\n\n### Resolution\n\n${bash('systemctl restart shop')}`],
    ['variables and folders', diagnosis('export POD=api-0', 'cd /opt/shop')],
  ])('%s', (_, markdown) => expect(find(diagWrite, markdown)).toEqual([]));
});
