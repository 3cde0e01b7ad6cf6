// SH-NOFAIL: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { shNofail } from './sh-nofail.ts';

const lines = (...text: readonly string[]) => find(shNofail, bash(...text)).map((found) => parseInt(found));

describe('SH-NOFAIL', () => {
  it.each([
    'curl http://localhost:8080/health',
    'curl -s https://shop.example.com/api/ready | jq',
    'curl -sS http://localhost:9090/-/healthy',
    'curl http://localhost:3000/healthz && echo up',
    'curl -s http://localhost/status > /dev/null',
    'kubectl exec api-0 -- curl -s localhost:8080/readyz',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'curl -f http://localhost:8080/health',
    'curl -sSf http://localhost:8080/health',
    'curl --fail-with-body http://localhost:8080/health',
    'curl -i http://localhost:8080/health',
    'curl -sI http://localhost:8080/health',
    `curl -s -o /dev/null -w '%{http_code}' http://localhost:8080/health`,
    'curl -s http://localhost:8080/health | grep -q healthy',
    `curl -s http://localhost:8080/health | jq -e '.redis'`,
    'test "$(curl -s http://localhost:8080/health)" = ok',
    'curl http://localhost:8080/api/orders',
    'curl -X POST http://localhost:8080/api/orders/upload',
    `curl http://prometheus:9090/api/v1/query -d 'query=up'`,
    'curl -s -o /dev/null -w "%{time_total}" http://shop/health',
    'curl -s "$VAULT_ADDR/v1/sys/health" | jq . # Expected: sealed is false',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));

  it('takes what verifies for a check, whatever its URL', () => {
    expect(lines('# Verify the order API', 'curl http://localhost:8080/orders')).toEqual([3]);
  });

  it('takes a test of an endpoint for a check', () => {
    expect(lines('# Test the order endpoint', 'curl -X POST http://localhost:8080/score -d @a.json')).toEqual(
      [3],
    );
  });

  const under = (title: string, ...text: readonly string[]) =>
    find(shNofail, `## ${title}\n\n${bash(...text)}`);

  it.each([
    ['Emergency: disable trading', 'curl -X POST https://shop.example.com/api/flags/trading/disable'],
    ['Resolution', `curl -s -X PUT https://shop.example.com/api/limits -d '{"max": 5}' | jq`],
    ['Resolution', 'curl -XDELETE http://es:9200/old-index'],
    ['Restore', `curl http://localhost:8080/admin/restore -d '{}'`],
  ])('finds a refused change under %s: %s', (title, command) =>
    expect(under(title, command)).toEqual([expect.stringMatching(/^4 .*counts as done/)]),
  );

  it.each([
    ['Resolution', 'curl -f -X POST https://shop.example.com/api/flags/trading/disable'],
    ['Resolution', `curl -X POST https://shop.example.com/api/jobs/retry | jq -e '.ok'`],
    ['Resolution', `curl -X POST https://hooks.slack.com/services/T0/B0 -d '{"text": "down"}'`],
    ['Resolution', `curl -X POST http://es:9200/orders/_search -d '{}'`],
    ['Resolution', `curl -X POST https://shop.example.com/login -d '{}'`],
    ['Create a user', `curl -X POST https://api.example.com/v1/users -d '{"name": "a"}'`],
    ['API examples', `curl -X POST https://api.example.com/v1/orders/retry`],
    ['Useful commands', `curl -X POST https://api.example.com/v1/orders/retry`],
  ])('leaves under %s: %s', (title, command) => expect(under(title, command)).toEqual([]));

  it('names `curl -i` beside other checks, and leaves it alone', () => {
    const [found] = find(
      shNofail,
      `## Verification\n\n${bash('curl http://a/health', 'curl -i http://a/orders')}`,
    );
    expect(found).toMatch(/^4 /);
    expect(under('Verification', 'curl -i http://a/orders')).toEqual([]);
  });
});

it('leaves alone an answer that is to be read, and compared with the one below it', () => {
  const book = (below: string): string =>
    `# Payments\n\n## Check the API\n\n\`\`\`bash\ncurl http://localhost:3000/payments/health\n\`\`\`\n${below}`;
  const answer = '\n**Expected response:**\n\n```json\n{ "status": "healthy" }\n```\n';
  expect(find(shNofail, book(answer))).toEqual([]);
  expect(find(shNofail, book('\nLook at it.\n'))).toHaveLength(1);
});
