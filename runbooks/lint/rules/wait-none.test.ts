// What WAIT-NONE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { waitNone } from './wait-none.ts';

describe('WAIT-NONE finds', () => {
  it.each([
    [
      'a health check at once',
      bash('docker compose restart api', 'curl http://localhost:3000/health'),
      '2-3',
    ],
    [
      'behind a look at logs',
      bash('docker restart api', 'docker logs --tail 5 api', 'curl http://localhost/health'),
      '2-4',
    ],
    [
      'a migration at once',
      bash('docker compose up -d', 'docker compose exec api npx prisma migrate deploy'),
      '2-3',
    ],
    [
      'a client of the database',
      bash('docker compose restart postgres', 'docker compose exec postgres psql -c "SELECT 1"'),
      '2-3',
    ],
    [
      'a wait that is none',
      bash('docker compose restart db', '# Wait for the database', 'docker compose exec db pg_isready'),
      '2-4',
    ],
    [
      'a rollout that is not followed',
      bash('kubectl rollout restart deploy/api', 'curl http://api/health'),
      '2-3',
    ],
    [
      'a unit that does not say when it is ready',
      bash('systemctl restart shop', 'curl http://localhost:8080/health'),
      '2-3',
    ],
    ['steps', '1. Restart: `docker restart api`\n2. Check: `curl http://localhost/health`\n', '1-2'],
  ])('%s', (_, markdown, lines) =>
    expect(find(waitNone, markdown)).toEqual([expect.stringMatching(`^${lines} `)]),
  );
});

describe('WAIT-NONE leaves alone', () => {
  it.each([
    ['a sleep', bash('docker restart api', 'sleep 10', 'curl http://localhost/health')],
    [
      'a client that tries again',
      bash('docker restart api', 'curl --retry 5 --retry-connrefused http://localhost/health'),
    ],
    [
      'a rollout that is followed',
      bash(
        'kubectl rollout restart deploy/api',
        'kubectl rollout status deploy/api',
        'curl http://api/health',
      ),
    ],
    ['up --wait', bash('docker compose up -d --wait', 'curl http://localhost/health')],
    [
      'a loop',
      bash(
        'docker restart db',
        'until docker exec db pg_isready; do sleep 1; done',
        'docker exec db psql -c "SELECT 1"',
      ),
    ],
    [
      'a step that waits',
      '1. Restart: `docker restart api`\n2. Wait 30 seconds\n3. Check: `curl http://localhost/health`\n',
    ],
    ['a look at what runs', bash('docker compose restart api', 'docker compose ps')],
    ['another service', bash('docker compose restart prometheus', 'curl http://localhost:3000/metrics')],
    [
      'another container',
      bash('docker compose start api', 'docker compose exec postgres psql -c "SELECT 1"'),
    ],
    ['a unit that says when it is ready', bash('systemctl restart nginx', 'curl http://localhost/')],
    ['a service of Kubernetes', bash(`kubectl patch service api -p '{}'`, 'curl http://api/health')],
    [
      'a list of commands',
      `## Useful commands\n\n${bash('docker restart api', 'curl http://localhost/health')}`,
    ],
    [
      'a comment with a time',
      bash('docker restart api', '# Wait 30 seconds', '', '# Check', 'curl http://localhost/health'),
    ],
  ])('%s', (_, markdown) => expect(find(waitNone, markdown)).toEqual([]));
});
