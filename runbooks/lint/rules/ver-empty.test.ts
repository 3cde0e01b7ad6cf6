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
