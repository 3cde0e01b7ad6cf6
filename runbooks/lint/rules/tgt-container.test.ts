// TGT-CONTAINER: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find, withCompose } from '../testing/find.ts';
import { tgtContainer } from './tgt-container.ts';

const context = withCompose(
  'services:\n  api: { image: a, volumes: ["queue:/srv/queue"] }\nvolumes: { queue: }\n',
);
const lines = (text: readonly string[], given = {}) =>
  find(tgtContainer, bash(...text), given).map((found) => parseInt(found));

describe('TGT-CONTAINER', () => {
  it.each([
    { text: ['docker exec shop-api-1 ls /app/queue', 'cat /app/queue/1.json'], at: [3] },
    { text: ['kubectl exec api-0 -- ls /opt/shop/data', 'tail /opt/shop/data/x.log'], at: [3] },
    {
      text: [
        'docker compose ps',
        'docker compose logs --tail 9 api',
        'docker compose top',
        'cat /app/queue/*.json | jq .',
      ],
      at: [5],
    },
    { text: ['ssh web-1 cd /opt/shop && docker compose up -d'], at: [2] },
    { text: ['docker exec shop-api-1 rm -f /data/*.tmp'], at: [2] },
    { text: ['docker compose exec api ls /srv/logs/*.log'], at: [2] },
  ])('finds $text', ({ text, at }) => expect(lines(text)).toEqual(at));

  it('finds a path that the Compose file mounts', () => {
    expect(lines(['ls /srv/queue'], context)).toEqual([2]);
  });

  it.each([
    ['docker exec shop-api-1 ls /app/queue', 'docker exec shop-api-1 cat /app/queue/1.json'],
    ['cd /app/backend', 'python3 /app/backend/check.py'],
    ['docker exec shop-api-1 cat /etc/hosts', 'cat /etc/hosts'],
    ['docker cp shop-api-1:/app/queue/1.json .'],
    ['docker exec -it shop-api-1 sh', 'ls /app/queue'],
    [`ssh web-1 'cd /opt/shop && docker compose up -d'`],
    [`ssh web-1 'cd /opt/shop && docker compose up -d' && curl -f http://web-1/`],
    [`docker exec shop-api-1 sh -c 'rm -f /data/*.tmp'`],
    ['ls /opt/shop/backups'],
  ])('leaves %s', (...text) => expect(lines(text)).toEqual([]));
});
