// What VER-NONE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { verNone } from './ver-none.ts';

const fix = (...lines: readonly string[]): string => `## Worker stuck\n\n### Resolution\n\n${bash(...lines)}`;
const linesOf = (markdown: string): readonly string[] =>
  find(verNone, markdown).map((found) => found.split(' ')[0] ?? '');

describe('VER-NONE finds', () => {
  it.each([
    ['a restart at the end', fix('docker compose restart worker'), ['6']],
    ['only the last of two changes', fix('redis-cli DEL lock', 'systemctl restart worker'), ['7']],
    [
      'a step',
      '## Stuck\n\n### Resolution\n\n1. Look: `docker ps`\n2. Restart: `docker restart worker`\n',
      ['6'],
    ],
    [
      'two cases, each without a check',
      '## Stuck\n\n### Fix\n\n1. If a: `docker restart a`\n2. If b: `docker restart b`\n',
      ['5'],
    ],
    ['a check that is a comment', fix('docker restart worker', '', '# Monitor the queue'), ['8']],
    [
      'a count without a value',
      `## Restore\n\n${bash('psql shop < b.sql', '# Verify', 'psql shop -c "SELECT COUNT(*) FROM orders;"')}`,
      ['6'],
    ],
    [
      'a look at a value that the next change does not heed',
      `## Rollback\n\n${bash('cast send $P "upgradeTo(address)" $I', '# Verify', 'cast call $P "implementation()(address)"', '# Go on', 'cast send $P "unpause()"')}`,
      ['6', '8'],
    ],
    ['a script', `## Outage\n\n${bash('./rollback.sh production')}`, ['4']],
  ])('%s', (_, markdown, lines) => expect(linesOf(markdown)).toEqual(lines));
});

describe('VER-NONE leaves alone', () => {
  it.each([
    ['a health check', fix('docker restart worker', 'sleep 5', 'curl -f http://localhost/health')],
    ['a status', fix('systemctl restart worker', 'systemctl status worker')],
    [
      'a rollout that is followed',
      fix('kubectl rollout undo deploy/api', 'kubectl rollout status deploy/api'),
    ],
    [
      'a sentence',
      `${fix('docker restart worker')}\nVerify that the queue drains below 10 within 5 minutes.\n`,
    ],
    [
      'a chapter',
      `${fix('docker restart worker')}\n### Verification\n\n${bash('curl -f http://localhost/health')}`,
    ],
    [
      'a chapter of the whole document',
      `# Stuck\n\n## Resolution 1\n\n${bash('docker restart worker')}\n## Verification\n\n- queue below 10\n`,
    ],
    [
      'a count with a value',
      `## Restore\n\n${bash('psql shop < b.sql', '# Verify', 'psql shop -c "SELECT COUNT(*) FROM orders;"', '# Expected: more than 1000')}`,
    ],
    ['a smoke test', fix('./deploy.sh', 'node scripts/smoke-test.js')],
    ['a list of commands', `## Useful commands\n\n${bash('docker restart worker')}`],
    ['looks', fix('docker ps', 'docker logs worker')],
    ['a message to the status page', fix('curl -X POST https://status.example.com/api/incidents -d x')],
  ])('%s', (_, markdown) => expect(find(verNone, markdown)).toEqual([]));
});
