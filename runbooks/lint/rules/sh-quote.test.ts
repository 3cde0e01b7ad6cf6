// SH-QUOTE: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { readDocument } from '../document.ts';
import { lintDocument, noContext } from '../lint.ts';
import { bash, find } from '../testing/find.ts';
import { shQuote } from './sh-quote.ts';

const lines = (...text: readonly string[]) => find(shQuote, bash(...text)).map((found) => parseInt(found));

describe('SH-QUOTE', () => {
  it.each([
    'curl http://localhost:9090/api/v1/query?query=up',
    'curl -s https://shop.example.com/api/errors?limit=50 | jq .',
    'curl http://localhost/orders?page=1&limit=10',
    'curl http://localhost:9090/api/v1/query?query=rate(errors_total[5m])',
    'redis-cli KEYS *',
    'redis-cli --scan --pattern user:*',
    'find /var/log -name *.log -mtime +7',
    'curl -s http://localhost/x | jq .items[0].name',
    'ps aux | awk "{print $2}"',
    `ssh web-1 "ps aux | awk '{print $2}'"`,
    'mongosh --eval "db.orders.updateMany({}, {$set: {state: 1}})"',
    'curl -X POST http://localhost/orders -d {"id":1}',
    'docker run --rm -v $(pwd):/backup alpine ls /backup',
    'kubectl get pods -o jsonpath={.items[*].metadata.name}',
    `ssh web-1 'sudo systemctl restart app`,
    'psql -c "SELECT 1',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    `curl 'http://localhost:9090/api/v1/query?query=up'`,
    'curl "http://localhost/orders?page=1&limit=10"',
    'curl http://localhost/orders\\?page=1',
    'curl http://localhost:8080/health && echo up',
    'curl http://localhost:8080/health &',
    'curl http://localhost:8080/health > out.txt 2>&1',
    'X=$(curl -s http://localhost:8080/version)',
    `redis-cli KEYS '*'`,
    `redis-cli --scan --pattern "user:*"`,
    `find /var/log -name '*.log'`,
    'rm -f /var/log/shop/*.gz',
    `ps aux | awk '{print $2}'`,
    `watch 'ps aux | awk "{print \\$2}"'`,
    `mongosh --eval 'db.orders.updateMany({}, {$set: {state: 1}})'`,
    'docker run --rm -v "$(pwd)":/backup alpine ls /backup',
    `curl -d '{"id":1}' http://localhost/orders`,
    'echo done # see http://wiki/x?id=1',
    `export NS="$(kubectl get pods -A | grep api | awk '{print $1}')"`,
    `echo "$(grep Free /proc/meminfo | awk '{print $2}') / $(grep Total /proc/meminfo | awk '{print $2}')" | bc`,
    `# it's only a comment`,
    `don't run this twice`,
    `echo don't`,
    `Wait until 'orders' is empty and 'dlq`,
    `psql -c "SELECT 1
       FROM orders"`,
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));

  it('an unclosed quote is high, from where it was opened', () => {
    const text = bash(`ssh web-1 'uptime`, 'df -h');
    const { findings } = lintDocument(readDocument('a.md', text), noContext, [shQuote]);
    expect(findings.map(({ level, span }) => `${level} ${span.line}:${span.column}`)).toEqual(['high 2:11']);
  });

  it('says which harm it is', () => {
    expect(find(shQuote, bash('curl http://localhost/orders?page=1&limit=10'))).toEqual([
      '2 the unquoted `&` in `http://localhost/orders?page=1&limit=10` ends the command there: the request goes out without what follows, in the background.',
    ]);
  });
});
