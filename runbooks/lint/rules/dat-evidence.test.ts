// What DAT-EVIDENCE finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datEvidence } from './dat-evidence.ts';

const breach = (...lines: readonly string[]): string => `## Security breach\n\n${bash(...lines)}`;

describe('DAT-EVIDENCE finds', () => {
  it.each([
    ['containers removed first', breach('docker compose down'), 4],
    ['one container removed', breach('docker rm -f api'), 4],
    ['a restart', breach('systemctl restart shop'), 4],
    ['a pod deleted', breach('kubectl delete pod api-0'), 4],
    ['a machine deleted', breach('aws ec2 terminate-instances --instance-ids i-1'), 4],
    ['a breach of data', `## Data breach\n\n${bash('docker compose down')}`, 4],
    [
      'a breach below objectives',
      `# SLO breaches and others\n\n## Breach of the API host\n\n${bash('docker rm -f api')}`,
      6,
    ],
    ['a reboot, behind a look', breach('docker ps', 'sudo reboot'), 5],
    [
      'a numbered chapter',
      `## Compromised credentials\n\n### 1. Contain\n\n${bash('docker compose down')}`,
      6,
    ],
    ['down in an outage', `## API outage\n\n${bash('docker compose ps', 'docker compose down')}`, 5],
    ['a pod deleted in a crash loop', `## Pod crash loop\n\n1. \`kubectl delete pod api-0\`\n`, 3],
    ['containers made anew', `## API hangs\n\n${bash('docker compose up -d --force-recreate api')}`, 4],
    [
      'a restart of what leaks',
      `## High latency\n\n${bash('uptime', '# Restart if a memory leak is suspected', 'docker compose restart api')}`,
      6,
    ],
  ])('%s', (_, markdown, line) =>
    expect(find(datEvidence, markdown)).toEqual([expect.stringMatching(`^${line} `)]),
  );
});

describe('DAT-EVIDENCE leaves alone', () => {
  it.each([
    ['logs saved first', breach('docker logs api > evidence.log 2>&1', 'docker compose down')],
    ['an image of the container first', breach('docker commit api evidence/api', 'docker rm -f api')],
    [
      'a snapshot first',
      breach('aws ec2 create-snapshot --volume-id v', 'aws ec2 terminate-instances --instance-ids i-1'),
    ],
    ['the network cut', breach('docker network disconnect shop_default api')],
    ['containers stopped', breach('docker compose stop api')],
    [
      'an outage whose logs are looked at',
      `## API outage\n\n${bash('docker compose logs --tail 50 api', 'docker compose down')}`,
    ],
    [
      'an outage whose logs a sentence asks for',
      `## API outage\n\nSave the logs first.\n\n${bash('docker compose down')}`,
    ],
    [
      'an outage whose logs a chapter before looks at',
      `# Broker outage\n\n## Diagnosis\n\n${bash('kubectl logs k-1')}\n## Recovery\n\n${bash('kubectl delete pod k-1')}`,
    ],
    [
      'a restart in the phase that contains',
      `## Phase 2: Containment\n\n### Outages\n\n${bash('docker compose restart api')}`,
    ],
    ...[
      'SLA breach',
      'SLO breach: checkout',
      'Quota exploited',
      'Breach of the latency target',
      'Slow compromise',
    ].map((title) => [title, `## ${title}\n\n${bash('docker compose restart api')}`]),
    ['a plain restart', `## API outage\n\n${bash('docker compose restart api')}`],
    [
      'a leak whose heap is looked at',
      `## Memory leak\n\n${bash('docker stats --no-stream', 'docker compose restart api')}`,
    ],
    ['a deployment', `## Failed deployment\n\n${bash('docker compose up -d --force-recreate api')}`],
    ['a local set-up', `## Local set-up\n\n${bash('docker compose down', 'docker compose up -d')}`],
    ['a list of commands', `## Useful commands\n\n${bash('docker rm api')}`],
    [
      'rotated keys',
      breach('kubectl rollout status deploy/api', 'aws iam update-access-key --status Inactive'),
    ],
  ])('%s', (_, markdown) => expect(find(datEvidence, markdown)).toEqual([]));
});
