// Commands that don't do what their comments say.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { claimCommand } from './claim-command.ts';

const below = (title: string, ...lines: readonly string[]): string => `## ${title}\n\n${bash(...lines)}`;

it.each([
  [
    'a rebuild',
    bash('# Rebuild and restart', 'docker compose up -d'),
    '3 "Rebuild and restart": the command builds',
  ],
  ['a pull', bash('# Pull the latest images', 'docker-compose up -d'), 'the command pulls nothing'],
  ['a graceful stop', bash('# Stop it gracefully', 'kill -9 $PID'), 'the command kills at once'],
  [
    'a graceful delete',
    bash('# Graceful shutdown', 'kubectl delete pod a --grace-period=0 --force'),
    'kills at once',
  ],
  ['a dry run', bash('# Dry run', 'kubectl apply -f a.yaml'), 'the command does it for good'],
  ['no restart', bash('# Reload without restarting', 'systemctl restart nginx'), 'the command restarts it'],
  [
    'a number of lines',
    bash('# Last 100 lines', 'docker logs --tail 50 api'),
    'the comment says 100 lines, the command 50',
  ],
  [
    'a time',
    bash('# Errors of the last hour', 'kubectl logs --since=10m deploy/a'),
    'one hour, the command 10m',
  ],
  [
    'replicas',
    bash('# Scale to 5 replicas', 'kubectl scale deploy/a --replicas=3'),
    '5 instances, the command 3',
  ],
  [
    'a test',
    below('Manual backup', '# Via script', 'python3 scripts/test_backup.py'),
    'test_backup.py is a test',
  ],
  [
    'creation',
    below('2. Create the cluster', 'cd envs/a', 'terraform destroy -target=module.a'),
    'all that it runs destroys',
  ],
])('finds %s', (_, markdown, message) => {
  expect(find(claimCommand, markdown)).toEqual([expect.stringContaining(message)]);
});

it.each([
  ['a rebuild', bash('# Rebuild and restart', 'docker compose up -d --build')],
  [
    'a rebuild in two steps',
    bash('docker compose build api', '# Rebuild done: start', 'docker compose up -d'),
  ],
  ['a pull in two steps', bash('docker compose pull', '', '# Pull latest and start', 'docker compose up -d')],
  ['a kill where graceful failed', bash('# If the graceful stop fails', 'kill -9 $PID')],
  ['a graceful stop', bash('# Stop gracefully', 'kill -TERM $PID')],
  ['a dry run', bash('# Dry run', 'kubectl apply --dry-run=server -f a.yaml')],
  ['after a dry run', bash('# After the dry run: apply', 'kubectl apply -f a.yaml')],
  ['a plan', bash('# Preview', 'terraform plan')],
  ['the same number', bash('# Last 100 lines', 'docker logs --tail=100 api')],
  ['more lines, filtered', bash('# Last 100 errors', 'tail -n 500 a.log | grep error | tail -n 100')],
  ['the same time', bash('# The last 60 minutes', 'kubectl logs --since=1h deploy/a')],
  ['a test as a test', below('Backup verification', '# Test the restore', 'python3 scripts/test_backup.py')],
  ['creation', below('Create the cluster', 'terraform apply')],
  ['creation after cleaning', below('Create the cluster', 'terraform destroy', 'terraform apply')],
  ['a destruction', below('Delete and create', 'terraform destroy')],
])('leaves alone: %s', (_, markdown) => {
  expect(find(claimCommand, markdown)).toEqual([]);
});
