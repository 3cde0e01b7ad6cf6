// SH-CURLGLOB: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shCurlglob } from './sh-curlglob.ts';

const lines = (...text: readonly string[]) => find(shCurlglob, bash(...text)).map((found) => parseInt(found));
const prometheus = 'http://localhost:9090/api/v1/query?query=';

describe('SH-CURLGLOB', () => {
  it.each([
    `curl '${prometheus}rate(http_requests_total[5m])'`,
    `curl -s '${prometheus}up{job="api"}' | jq .`,
    `curl -s "${prometheus}rate(http_requests_total{status=~\\"5..\\"}[5m])"`,
    `curl --url '${prometheus}up{job="api",instance="a"}'`,
    `curl 'http://localhost/orders?filter[0]=paid'`,
    `curl 'http://localhost/orders?q={"id":1}'`,
    'curl http://localhost:9090/api/v1/query?query=rate(http_requests_total[5m])',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    `curl -g '${prometheus}rate(http_requests_total[5m])'`,
    `curl -G http://localhost:9090/api/v1/query --data-urlencode 'query=up{job="api"}'`,
    `curl 'http://localhost:9090/api/v1/series?match[]=up'`,
    `curl -d '{"id":[1]}' http://localhost/orders`,
    'curl http://localhost/orders/{id}',
    'curl "http://localhost/orders/${ORDER}"',
    'curl http://localhost/api/[endpoint]',
    'curl http://host-[1-3].example.com/',
    'curl -g http://localhost:9090/api/v1/query?query=rate(http_requests_total[5m])',
    'curl http://localhost:9090/api/v1/query?query=sum(up)',
    'curl http://[::1]:8080/health',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));
});
