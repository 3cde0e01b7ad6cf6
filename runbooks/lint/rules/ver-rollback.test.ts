// What VER-ROLLBACK finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { verRollback } from './ver-rollback.ts';

const section = (title: string, ...lines: readonly string[]): string =>
  `# Runbook\n\n## ${title}\n\n${bash(...lines)}`;

describe('VER-ROLLBACK finds', () => {
  it.each([
    ['a deployment', section('Deployment', 'kubectl set image deploy/api api=shop/api:2')],
    ['an upgrade', section('Upgrading PostgreSQL', 'helm upgrade pg bitnami/postgresql')],
    ['a migration', section('Database migrations', 'npx prisma migrate deploy')],
    ['a release', section('Releasing', './deploy.sh production')],
    ['steps in words', '# Runbook\n\n## Deployment\n\n1. Merge the pull request\n2. Deploy to production\n'],
  ])('%s', (_, markdown) => expect(find(verRollback, markdown)).toEqual([expect.stringMatching('^3 ')]));
});

const incident = (...lines: readonly string[]): string => `## API overloaded\n\n### Fix\n\n${bash(...lines)}`;

describe('VER-ROLLBACK finds what is only meant for a while', () => {
  it.each([
    ['a switch', incident('curl -X POST https://shop/api/flags/checkout/disable'), 6],
    ['a switch in a body', incident(`curl -X PUT https://shop/flags/a -d '{"enabled": false}'`), 6],
    ['a maintenance mode', incident('heroku maintenance:on'), 6],
    ['all traffic cut off', incident('iptables -A INPUT -j DROP'), 6],
    ['one address blocked', incident('iptables -I INPUT -s 10.1.2.3 -j DROP'), 6],
    ['an overridden setting', incident('kafka-configs --alter --add-config retention.ms=3600000'), 6],
    ['a node out of service', incident('kubectl drain node-7 --ignore-daemonsets'), 6],
    ['replicas stopped', incident('kubectl scale deploy/worker --replicas=0'), 6],
    ['a migration', `## Before a release\n\nRoll back the image if it fails.\n\n${bash('make migrate')}`, 6],
    ['a step', '## Limits\n\n### Resolution\n\n1. Temporarily increase the limits for verified users\n', 5],
    ['a command', incident('# Raise the limit temporarily', 'kubectl set env deploy/api LIMIT=500'), 7],
    [
      'a comment',
      incident(
        'redis-cli ping',
        '',
        '# Disable the cache temporarily',
        '# in the settings panel',
        '',
        'uptime',
      ),
      8,
    ],
  ])('%s', (_, markdown, line) =>
    expect(find(verRollback, markdown)).toEqual([expect.stringMatching(`^${line}[ -]`)]),
  );
});

describe('VER-ROLLBACK leaves alone', () => {
  it.each([
    [
      'a way back beside it',
      `${section('Deployment', 'kubectl set image deploy/api api=a:2')}\nTo go back: \`kubectl rollout undo\`.\n`,
    ],
    [
      'a way back elsewhere',
      `${section('Deployment', './deploy.sh')}\n## Rollback\n\n${bash('./rollback.sh')}`,
    ],
    [
      'a switch and its way back',
      incident('curl -X POST https://shop/flags/a/disable', 'curl -X POST https://shop/flags/a/enable'),
    ],
    [
      'a switch whose way back a sentence names',
      `${incident('heroku maintenance:on')}\nAfterwards turn it back on.\n`,
    ],
    ['rules that are deleted again', incident('iptables -A INPUT -j DROP', 'iptables -D INPUT -j DROP')],
    ['a drained node that comes back', incident('kubectl drain n1', 'kubectl uncordon n1')],
    [
      'a drained node that is replaced',
      incident('kubectl drain n1', '# Terminate the node', 'aws ec2 terminate-instances --instance-ids i-1'),
    ],
    [
      'replicas that come back',
      incident('kubectl scale sts/db --replicas=0', 'kubectl scale sts/db --replicas=3'),
    ],
    [
      'a setting that is deleted again',
      incident('kafka-configs --alter --add-config a=1', 'kafka-configs --alter --delete-config a'),
    ],
    [
      'a migration with a way back',
      `## Migration\n\n${bash('alembic upgrade head')}\nIf it fails: \`alembic downgrade -1\`.\n`,
    ],
    [
      'a limit that is put back',
      '## Limits\n\n### Resolution\n\n1. Temporarily increase the limits\n2. After the spike, set them back\n',
    ],
    ['a while that has an end', '## Limits\n\n### Resolution\n\n1. Temporarily block it for 10 minutes\n'],
    [
      'a stop that a start further down ends',
      `${incident('# Take it offline temporarily', 'docker compose stop api')}\n## Recovery\n\n${bash('docker compose up -d')}`,
    ],
    [
      'a backup before it, and a chapter that restores',
      `## Upgrade\n\n1. Run backup: \`npm run backup\`\n2. \`npm run db:migrate\`\n\n## Restore\n\n\`npm run restore\`\n`,
    ],
    ['a temporary file', incident('# Write to a temporary file', 'pg_dump shop > /tmp/shop.sql')],
    ['a fact', '## Notes\n\n- The service is temporarily unavailable while it starts\n'],
    ['a list of commands', `## Useful commands\n\n${bash('kubectl cordon n1')}`],
    ['a decommissioning', `## Decommission a node\n\n${bash('kubectl drain n1')}`],
    ['a prevention', '## Prevention\n\n- Temporarily disable what is not needed\n'],
    ['a restart', section('Restart', 'docker compose restart')],
    ['a failed deployment', section('Deployment failures', 'kubectl rollout restart deploy/api')],
    ['a look at deployments', section('Deployment', 'kubectl get deployments')],
    ['a picture of it', '# Runbook\n\n## Deployment architecture\n\nThree nodes.\n'],
  ])('%s', (_, markdown) => expect(find(verRollback, markdown)).toEqual([]));
});
