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
    [
      'what is said to have no way back',
      '## Incident: Lag\n\n```bash\n# Increase partitions (WARNING: irreversible)\nrpk topic alter-config orders --set partition.count=6\n```\n',
    ],
  ])('%s', (_, markdown) => expect(find(verRollback, markdown)).toEqual([]));
});

describe('VER-ROLLBACK finds what is held back or put over', () => {
  it.each([
    'patronictl -c /etc/patroni.yml pause shop',
    'kubectl rollout pause deployment/api -n shop',
    'flux suspend kustomization shop',
    'ceph osd set noout',
    'consul maint -enable -reason upgrade',
    'docker node update --availability drain node-2',
    'aws ecs update-service --cluster shop --service worker --desired-count 0',
    'systemctl mask shop-worker',
    'mysql -h db -e "SET GLOBAL read_only = 1"',
    `kubectl patch cronjob report -p '{"spec":{"suspend":true}}'`,
    'kubectl set env deployment/api CIRCUIT_BREAKER_ENABLED=true -n shop',
    'heroku config:set MAINTENANCE_MODE=on',
    'redis-cli -h cache SET feature:recommendations off',
    'consul kv put flags/checkout false',
    'kubectl create secret generic keys --from-literal=k=$K --dry-run=client -o yaml | kubectl apply -f -',
    'heroku config:set STRIPE_KEY=$NEW_KEY',
  ])('%s', (command) => expect(find(verRollback, incident(command))).toEqual([expect.stringMatching('^6 ')]));

  it('in one case of several, whatever another case goes back to', () =>
    expect(
      find(
        verRollback,
        '## Errors\n\n**Resolution:**\n\n1. If it was a deployment: roll it back\n2. If a provider is down: temporarily increase the timeout\n',
      ),
    ).toEqual([expect.stringMatching('^6 ')]));
});

describe('VER-ROLLBACK leaves alone what is let go again', () => {
  it.each([
    incident('patronictl pause shop', 'patronictl resume shop'),
    incident('ceph osd set noout', 'ceph osd unset noout'),
    incident(
      'kubectl set env deploy/api FALLBACK_ENABLED=true',
      'kubectl set env deploy/api FALLBACK_ENABLED-',
    ),
    `${incident('kubectl set env deploy/api FALLBACK_ENABLED=true')}\nRevert it once the provider is back.\n`,
    `${incident('flux suspend kustomization shop')}\nAfterwards: \`flux resume kustomization shop\`.\n`,
    incident('kubectl set env deploy/api WORKERS=4'),
    incident('redis-cli SET counter 0'),
    incident(
      'kubectl get secret keys -o yaml > old.yaml',
      'kubectl create secret generic keys --from-env-file=k --dry-run=client -o yaml | kubectl apply -f -',
    ),
    incident('kubectl create secret generic keys --from-env-file=k'),
    `${incident('heroku config:set STRIPE_KEY=$NEW_KEY')}\nKeep the old key until the new one has worked for a day.\n`,
    `## Install\n\n${bash('kubectl set env deploy/api DEBUG_MODE=false')}`,
    '## Incident: Webhooks fail\n\n1. Increase the verbosity temporarily, only in staging\n',
    '## Mitigation\n\n1. Temporarily relax the verification\n\n## Recovery\n\n1. Re-enable the verification\n',
  ])('%s', (markdown) => expect(find(verRollback, markdown)).toEqual([]));
});

it('leaves alone a comment that says what a state in the output means', () => {
  const fence = (comment: string): string =>
    `## Breaker open\n\n### Fix\n\n\`\`\`bash\ngrep breaker app.log\n\n# ${comment}\n\`\`\`\n`;
  expect(find(verRollback, fence('"OPEN" - temporarily disabled'))).toEqual([]);
  expect(find(verRollback, fence('Temporarily disable the breaker'))).toHaveLength(1);
});
