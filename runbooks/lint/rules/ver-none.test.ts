// What VER-NONE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { verNone } from './ver-none.ts';

const fix = (...lines: readonly string[]): string => `## Worker stuck\n\n### Resolution\n\n${bash(...lines)}`;
const cases = (rest: string, first = ''): string =>
  `## Stuck\n\n### Fix\n\n1. Restart: \`docker restart a\`${first}\n2. If it does not come up, recreate it: \`docker compose up -d a\`\n${rest}`;
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
    ...(
      [
        ['Low disk space on /', 'sudo apt-get clean'],
        ['Disk full', 'find /srv/logs -mtime +45 -type f -delete'],
        ['No space on /var', 'journalctl --vacuum-size=200M'],
        ['Log volume full', 'logrotate -f /etc/logrotate.d/shop'],
        ['Queue stuck', 'docker restart worker'],
        ['Consumer lag', 'kubectl scale deploy/worker --replicas=5'],
        ['High memory', 'systemctl restart shop'],
        ['Unhealthy pods', 'kubectl delete pod api-0'],
      ] as const
    ).map(([title, command]): [string, string, readonly string[]] => [
      `under "${title}": ${command}`,
      `## ${title}\n\nYou can run \`${command}\`.\n`,
      ['3'],
    ]),
    [
      'a change with a look in the chapter on prevention only',
      `# Disk full\n\n## Resolution\n\n${bash('docker image prune -af')}\n## Prevention\n\n- Monitor the free space\n`,
      ['6'],
    ],
    [
      'a change, and a look of the next step for a change of its own',
      `## Disk full\n\n### Step 1: Images\n\n${bash('docker image prune -af')}\n### Step 2: Logs\n\n${bash('journalctl --disk-usage', 'journalctl --vacuum-size=200M')}`,
      ['13'],
    ],
    [
      'a change in a list that is called an investigation',
      `## High latency\n\n### Investigation\n\n${bash('docker stats --no-stream', 'curl -X POST http://api:3000/admin/cache/enable')}`,
      ['7'],
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
    [
      'a remedy in words',
      `## Worker stuck\n\n### Diagnosis\n\n${bash('docker ps')}\n### Resolution\n\n1. Review the logs\n2. Restart the worker\n3. Update the ticket\n`,
      ['12'],
    ],
    [
      'a remedy for a case',
      `## Slow\n\n### Diagnosis\n\n${bash('uptime')}\n### Fix\n\n- If it leaks: Restart the API\n- If the release is bad: Roll back\n`,
      ['12'],
    ],
    [
      'an alert whose steps end with a restart',
      '## Alert: InstanceDown\n\n1. Look: docker compose ps\n2. Restart the service: docker compose restart app\n3. Write the timeline\n',
      ['4'],
    ],
    [
      'what the next step takes for failed',
      `## Outage\n\n### Steps\n\n1. **Restart**\n   ${bash('docker restart a').replace(/\n/g, '\n   ')}\n2. **If restart fails**\n   ${bash('./rollback.sh').replace(/\n/g, '\n   ')}\n`,
      ['7'],
    ],
    ...[
      '',
      '3. Tell the team\n',
      '3. If that fails too, reset it: `./reset.sh`, then check `docker ps`\n',
      '3. If it still does not start, look: `docker logs a`\n',
    ].map((rest): [string, string, readonly string[]] => [
      `a restart whose failure comes next, and then only ${JSON.stringify(rest)}`,
      cases(rest),
      ['5'],
    ]),
    [
      'a playbook at the end of a rebuild',
      `## Initialize the standby\n\n${bash('ansible-playbook -i prod rebuild.yml')}`,
      ['4'],
    ],
    [
      'files deleted where something may still run',
      `## Reset\n\n${bash('knife ssh "role:db" "sudo systemctl stop db"', 'knife ssh "role:db" "sudo rm -rf /srv/db/wal"')}`,
      ['4'],
    ],
    ['a script', `## Outage\n\n${bash('./rollback.sh production')}`, ['4']],
  ])('%s', (_, markdown, lines) => expect(linesOf(markdown)).toEqual(lines));
});

it('does not say that nothing is expected where something is', () => {
  const [found = ''] = find(
    verNone,
    fix('docker restart worker', '', '# Monitor the hit rate', '# It should be above 60%'),
  );
  expect(found).toMatch(/no command shows it\.$/);
});

describe('VER-NONE leaves alone', () => {
  it.each([
    ['a health check', fix('docker restart worker', 'sleep 5', 'curl -f http://localhost/health')],
    [
      'an investigation that looks after its change',
      `## High latency\n\n### Investigation\n\n${bash('curl -X POST http://api:3000/admin/cache/enable', 'docker stats --no-stream')}`,
    ],
    [
      'two steps with one look at the end',
      `## Disk full\n\n### Step 1: Images\n\n${bash('docker image prune -af')}\n### Step 2: Logs\n\n${bash('journalctl --disk-usage', 'journalctl --vacuum-size=200M', 'df -h')}`,
    ],
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
    [
      'a remedy in words with a look behind it',
      `## Worker stuck\n\n### Diagnosis\n\n${bash('docker ps')}\n### Resolution\n\n1. Restart the worker\n2. Confirm that the queue drains\n`,
    ],
    [
      'a remedy in words that looks itself',
      `## Stuck\n\n### Diagnosis\n\n${bash('docker ps')}\n### Resolution\n\n1. Restart the worker and verify the queue\n`,
    ],
    [
      'an incident without any command: COV-ZERO speaks',
      '## Incident: Stuck\n\n### Resolution\n\n1. Check the consumers\n2. Restart the worker\n',
    ],
    ...(
      [
        ['3. Check that it works: `curl -f http://localhost/health`\n'],
        ['3. Verify that carts work again.\n'],
        ['3. If that fails too, reset it: `./reset.sh`\n4. Look at it: `docker ps`\n'],
        ['\nThen make sure that the queue drains.\n'],
        ['\n### Verification\n\n- the queue is below 10\n'],
        ['3. Check that it works: `docker ps`\n', ', and wait until it is healthy'],
      ] as const
    ).map(([rest, first]): [string, string] => [
      `a restart, what to do if it fails, and ${JSON.stringify(rest)}`,
      cases(rest, first),
    ]),
    ['prevention', '## Slow\n\n### Prevention\n\n1. Increase the pool\n'],
    [
      'what is for later',
      `## Slow\n\n### Steps\n\n1. Look: \`uptime\`\n2. **Long-term**\n   - Increase the pool\n`,
    ],
    [
      'a further check that is a comment',
      `## Fix\n\n${bash('docker restart api', 'docker ps', '', '# 2. Check the metrics', '# errors == 0')}`,
    ],
    ['a look at the space', '## Disk full\n\nRun `apt-get clean`, then look again: `df -h /`\n'],
    ['a sentence', '## Low disk space\n\nRun `apt-get clean`. There should be 2 GB free then.\n'],
    ['a dry run of logrotate', '## Disk full\n\nRun `logrotate -d /etc/logrotate.d/shop`.\n'],
    ['a search', '## Disk full\n\nRun `find /srv -size +1G`.\n'],
    ['a look at the journal', '## Disk full\n\nRun `journalctl --disk-usage`.\n'],
    ['an installation', '## Low memory\n\nRun `apt-get install htop`.\n'],
    ['what is only spoken of', '## Disk full\n\nThe nightly job runs `apt-get clean`.\n'],
    ['what is forbidden', '## Disk full\n\nDo not run `apt-get clean`.\n'],
    ['rows for a trial', `## Reset\n\n${bash('psql shop < seed.sql')}`],
    ['a quick start', `## Getting started\n\n### Initialize\n\n${bash('terraform apply')}`],
    [
      'files deleted after a look',
      `## Reset\n\n${bash('knife ssh "role:db" "systemctl stop db"', 'knife ssh "role:db" "systemctl is-active db"', 'knife ssh "role:db" "rm -rf /srv/db/wal"')}`,
    ],
    ['a smoke test', fix('./deploy.sh', 'node scripts/smoke-test.js')],
    ['a list of commands', `## Useful commands\n\n${bash('docker restart worker')}`],
    ['looks', fix('docker ps', 'docker logs worker')],
    ['a message to the status page', fix('curl -X POST https://status.example.com/api/incidents -d x')],
    [
      'criteria of when it is over',
      '# Lag\n\n## Remediation\n\n```bash\nkubectl rollout restart deployment/api\n```\n\n## Exit Criteria\n\n- `lag_p95` < 120\n',
    ],
    [
      'a chapter for when it is back',
      '# Redis\n\n## Recovery\n\n### Redis down\n\n```bash\nkubectl delete pod redis-0\n```\n\n## Afterwards\n\n### After Redis is restored\n\n```bash\nredis-cli ping\n```\n',
    ],
  ])('%s', (_, markdown) => expect(find(verNone, markdown)).toEqual([]));
});

it.each([
  [
    'in Spanish',
    '1. Ejecutar:\n\n   ```bash\n   ./restore.sh --latest\n   ```\n\n2. Validar la integridad de los datos\n',
  ],
  [
    'in German',
    '1. Neu starten:\n\n   ```bash\n   systemctl restart shop\n   ```\n\n2. Überprüfen, ob der Dienst antwortet\n',
  ],
  [
    'in French',
    '1. Relancer :\n\n   ```bash\n   systemctl restart shop\n   ```\n\n2. Surveiller les erreurs\n',
  ],
])('sees a check that is told %s', (_, steps) => {
  expect(find(verNone, `# Shop\n\n## Restore\n\n### Fix\n\n${steps}`)).toEqual([]);
});

it('sees a check in the chapter on what comes after the resolution, for changes by the tools of a cloud', () => {
  const book = (title: string): string =>
    `# Shop\n\n## Mitigation\n\n\`\`\`bash\naws ecs update-service --cluster c --service s --desired-count 4\n\`\`\`\n\n## ${title}\n\n\`\`\`bash\naws cloudwatch describe-alarms --alarm-names a\naws ecs update-service --cluster c --service s --desired-count 2\n\`\`\`\n`;
  const first = expect.stringMatching(/^6 /);
  expect(find(verNone, book('After resolution'))).not.toContainEqual(first);
  expect(find(verNone, book('Another service'))).toContainEqual(first);
});

it('names the deed of a step, not its condition', () =>
  expect(find(verNone, '## Queue full\n\n### Steps\n\n1. If the broker is down, restart it.\n')).toEqual([
    expect.stringContaining('"restart it" has worked'),
  ]));

it.each(['HighErrorRate', 'Alert: OrderBacklog', 'CheckoutErrors\n\n**Alert:** error rate > 5% for 5m'])(
  'takes what stands right below %j for its fix',
  (title) =>
    expect(find(verNone, `## ${title}\n\n${bash('docker compose restart api')}`)).toEqual([
      expect.stringContaining('Nothing checks whether'),
    ]),
);

it.each(['RabbitMQ', 'OpenSearch on AWS', 'Local setup of HighErrorRate'])(
  'does not take what stands below %j for one',
  (title) => expect(find(verNone, `## ${title}\n\n${bash('docker compose restart api')}`)).toEqual([]),
);
