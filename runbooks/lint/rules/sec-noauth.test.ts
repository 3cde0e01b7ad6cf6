// Changes by HTTP that don't say who asks.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { secNoauth } from './sec-noauth.ts';

it.each([
  'curl -X POST https://orders.acme.dev/api/reconciliation/run',
  'curl -s https://orders.acme.dev/api/run -X POST | jq',
  'curl -d \'{"on":false}\' https://orders.acme.dev/flags/trading',
  'curl -XDELETE https://orders.acme.dev/orders/1',
  'curl --request PUT "https://orders.acme.dev/limits" -H "Content-Type: application/json"',
  'curl -sS -X PATCH orders.acme.dev/x',
  'curl -X POST https://<api-host>/admin/cache/clear',
  'curl -X POST "https://$API_HOST/admin/reload"',
])('finds %s', (command) => {
  expect(places(secNoauth, bash(command))).toEqual(['2']);
});

it.each([
  'curl https://orders.acme.dev/api/health',
  'curl -X POST http://localhost:9090/-/reload',
  'curl -X POST http://prometheus:9090/-/reload',
  'curl -X POST http://10.0.0.5/x',
  'curl -X POST -H "Authorization: Bearer $T" https://orders.acme.dev/x',
  'curl -X POST -H "X-API-Key: your-api-key" https://orders.acme.dev/x',
  'curl -X POST -u ops https://orders.acme.dev/x',
  'curl -X POST "$API/x"',
  'curl -X POST http://<host>:9090/-/reload',
  'curl -X POST "https://$USER:$PASS@a.dev/x"',
  'curl -X POST https://hooks.slack.com/services/a/b/c -d "{}"',
  'curl -X POST https://orders.acme.dev/api/login -d "{}"',
  'curl -X POST https://es.acme.dev/orders/_search -d "{}"',
  'curl -G -d "query=up" https://prom.acme.dev/api/v1/query',
  `curl -X POST https://rpc.acme.dev -d '{"jsonrpc":"2.0","method":"eth_blockNumber"}'`,
  'curl -X POST https://orders.acme.dev/x -H "x-admin: true"',
  'curl -X POST "https://orders.acme.dev/x?token=$T"',
])('leaves alone: %s', (command) => {
  expect(find(secNoauth, bash(command))).toEqual([]);
});
