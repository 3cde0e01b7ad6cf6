// One particular day in a command.
import { expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { plhHarddate } from './plh-harddate.ts';

it.each([
  'psql shop < backup-20251101.sql',
  'aws s3 cp s3://backups/backup-20251101.sql .',
  'docker cp ./backup-20251129.rdb redis:/data/dump.rdb',
  'docker compose logs --since="2025-01-25T14:00:00" api',
  'journalctl -u api --since 2025-01-25',
  'pg_restore -d shop backup_2025-11-01_02-00.dump',
  'mysql shop < dump-20251101-120000.sql',
  'npm run restore -- --file backups/shop-2025-11-01_02-00-00.sql --confirm',
  'rpk group seek orders --to-timestamp 1703750400000',
  'aws logs start-query --log-group-name shop --start-time 1703750400 --query-string q',
  'aws logs filter-log-events --log-group-name shop --start-time=1703750400000',
  'kill -9 48213',
  'jstack 48213',
  'strace -p 48213',
  'kubectl logs orders-7d9f8b6c5d-x2x9k',
  'kubectl exec -it orders-7d9f8b6c5d-x2x9k -- df -h',
  'docker logs 3f2a1b4c5d6e',
  'git revert 8f3e2a1',
  'aws ec2 stop-instances --instance-ids i-09f8e7d6c5b4a3921',
])('finds %s', (command) => {
  expect(places(plhHarddate, bash(command))).toEqual(['2']);
});

it.each([
  'pg_dump shop > backup-$(date +%Y%m%d).sql',
  'psql shop < "$BACKUP"',
  'curl "https://management.azure.com/x?api-version=2023-01-01"',
  'docker pull alpine:20240101',
  'git checkout release-2025-01-01',
  'docker compose logs --since 1h api',
  'echo "since 2025-01-01"',
  'node migrate.js --version 20250101',
  'nc -zv 10.20.20250101.1 80',
  'kill -9 $PID',
  'npm install shop@2025-11-01',
  'rpk group seek orders --to-timestamp "$SINCE"',
  'rpk group seek orders --to-offset 1703750400000',
  'curl https://api.shop.dev/orders/1703750400',
  'aws ec2 describe-instances --owner 1703750400',
  'kill -9 1',
  'kill -s 9 "$PID"',
  'kubectl logs kafka-0',
  'kubectl logs orders-worker-canary',
  'kubectl delete pod <pod-name>',
  'kubectl rollout undo deployment/orders --to-revision=3',
  'docker logs orders-api-1',
  'docker logs abc123def456',
  'git checkout main',
  'git revert abc1234',
  'lsof -i :8080',
  'jcmd 1 GC.heap_info',
])('leaves alone: %s', (command) => {
  expect(find(plhHarddate, bash(command))).toEqual([]);
});

it('tells one date once', () => {
  expect(places(plhHarddate, bash('aws s3 cp s3://b/b-20251101.sql .', 'psql x < b-20251101.sql'))).toEqual([
    '2',
  ]);
});

it('tells what has to be changed in a command that destroys', () => {
  const note = 'Note: change `/data/pg12` to the folder that is in use.\n';
  expect(places(plhHarddate, `## A\n\n${bash('rm -rf /data/pg12/wal')}\n${note}`)).toEqual(['4']);
  expect(find(plhHarddate, `## A\n\n${bash('ls /data/pg12/wal')}\n${note}`)).toEqual([]);
});

it('tells of templates with dates', () => {
  const report = '```markdown\n**Date**: 2026-01-17\n- Due: 2026-01-20\n```\n';
  expect(places(plhHarddate, `## Report template\n\n${report}`)).toEqual(['4']);
  expect(find(plhHarddate, `## Report template\n\nFor example:\n\n${report}`)).toEqual([]);
  expect(find(plhHarddate, `## Last incident\n\n${report}`)).toEqual([]);
});

const deploy = (command: string, title = 'Rolling deployment') =>
  places(plhHarddate, `# Shop runbook\n\n## ${title}\n\n${bash(command)}`);

it.each([
  'kubectl set image deployment/api api=registry.shop.dev/api:v2.0.0 -n shop',
  'kubectl set image deployment/api api=api:1.4.2',
  'oc set image dc/api api=shop/api:2.1',
  'helm upgrade shop ./chart --set image.tag=v1.9.0',
  'docker service update --image shop/api:1.2.3 shop_api',
  'argocd app set shop --helm-set image.tag=v3.1.0',
])('finds a fixed version: %s', (command) => expect(deploy(command)).toEqual(['6']));

it.each([
  'kubectl set image deployment/api api=shop/api:$TAG',
  'kubectl set image deployment/api api=shop/api:<version>',
  'kubectl set image deployment/api api=shop/api:latest',
  'kubectl run probe --image=busybox:1.36 -- true',
  'docker run --rm curlimages/curl:8.1.0 -f http://api/health',
  'helm upgrade ingress ingress-nginx/ingress-nginx --version 4.8.0',
  'kubectl set image deployment/api api=shop/api:v2.0.0 # replace with the new version',
])('leaves: %s', (command) => expect(deploy(command)).toEqual([]));

it('leaves the version that it is about', () =>
  expect(deploy('kubectl set image deployment/api api=shop/api:v2.0.0', 'Upgrade to 2.0.0')).toEqual([]));
