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
    ['a reboot, behind a look', breach('docker ps', 'sudo reboot'), 5],
    [
      'a numbered chapter',
      `## Compromised credentials\n\n### 1. Contain\n\n${bash('docker compose down')}`,
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
    ['an outage', `## API outage\n\n${bash('docker compose down')}`],
    [
      'rotated keys',
      breach('kubectl rollout status deploy/api', 'aws iam update-access-key --status Inactive'),
    ],
  ])('%s', (_, markdown) => expect(find(datEvidence, markdown)).toEqual([]));
});
