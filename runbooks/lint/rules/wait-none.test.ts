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
    ['a port that is not free yet', bash('lsof -ti :3000 | xargs kill', 'npm start'), '2-3'],
    ['the same in one line', bash('pkill -f server.jar; java -jar server.jar'), '2'],
    [
      'behind a folder',
      bash('kill $(cat app.pid)', 'cd /srv/app', 'gunicorn app:app --bind :8000 --daemon'),
      '2-4',
    ],
    [
      'a heap dump that is cut off',
      bash('# Heap dump', 'kill -USR2 $(pidof node)', 'systemctl restart shop'),
      '3-4',
    ],
    [
      'a pod that is not there yet',
      bash('kubectl delete pod db-0', 'kubectl exec db-0 -- psql -c "SELECT 1"'),
      '2-3',
    ],
    [
      'a wait for a pod that is not there yet',
      bash('kubectl delete pod/db-0 -n shop', 'kubectl wait --for=condition=Ready pod/db-0 -n shop'),
      '2-3',
    ],
    [
      'replicas that are not ready',
      bash('kubectl scale deploy/api --replicas=5', 'curl -f http://api/health'),
      '2-3',
    ],
    [
      'a record that is not through',
      bash('aws route53 change-resource-record-sets --change-batch file://c.json', 'dig shop.example.com'),
      '2-3',
    ],
    [
      'what an operator does later',
      `## Memory\n\n${bash('kubectl apply -f cluster.yaml', '', '# The operator will restart the pods')}`,
      '4-6',
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
      'what an operator does, and is waited for',
      `## Memory\n\n${bash('kubectl apply -f cluster.yaml', '# The operator will restart the pods', 'kubectl rollout status sts/db')}`,
    ],
    ['an operator that is only described', '## Design\n\nThe operator will restart the pods.\n'],
    ['a kill that waits', bash('pkill -f server.jar', 'sleep 5', 'java -jar server.jar')],
    ['a process that can not take its time', bash('kill -9 42', 'npm start')],
    ['a signal to read the settings anew', bash('kill -HUP 42', 'nginx -t')],
    ['a question whether it lives', bash('kill -0 42', 'npm start')],
    ['a thread dump, and a look', bash('# Thread dump', 'kill -3 42', 'tail -n 50 app.log')],
    ['a heap dump by a tool that waits', bash('jmap -dump:file=h.bin 42', 'kill 42')],
    ['a supervisor', bash('kill 42', 'systemctl start shop')],
    ['pods that are found by a label', bash('kubectl delete pod -l app=api', 'kubectl get pods')],
    [
      'a rollout after a pod',
      bash('kubectl delete pod db-0', 'kubectl rollout status sts/db', 'kubectl exec db-0 -- true'),
    ],
    [
      'a pod that is waited for by its deletion',
      bash('kubectl delete pod x --wait=false', 'kubectl wait --for=delete pod/x'),
    ],
    ['another pod', bash('kubectl delete pod db-0', 'kubectl exec db-1 -- psql -c "SELECT 1"')],
    [
      'a deployment that is scaled to nothing',
      bash('kubectl scale deploy/api --replicas=0', 'curl http://api/health'),
    ],
    [
      'a change of the DNS that is waited for',
      bash(
        'aws route53 change-resource-record-sets --change-batch file://c.json',
        'aws route53 wait resource-record-sets-changed --id $ID',
        'dig shop.example.com',
      ),
    ],
    [
      'ways for different cases',
      bash('lsof -ti :3000 | xargs kill', '# If it was a deployment', 'git log -1'),
    ],
    [
      'a comment with a time',
      bash('docker restart api', '# Wait 30 seconds', '', '# Check', 'curl http://localhost/health'),
    ],
  ])('%s', (_, markdown) => expect(find(waitNone, markdown)).toEqual([]));
});

describe('WAIT-NONE finds what returns at once', () => {
  it.each([
    ['aws rds promote-read-replica --db-instance-identifier shop-2', 'psql -h shop-2 -c "SELECT 1"'],
    [
      'aws rds create-db-snapshot --db-instance-identifier s --db-snapshot-identifier b',
      'alembic upgrade head',
    ],
    ['aws ec2 start-instances --instance-ids i-1', 'ssh web-1 uptime'],
    [
      'aws ecs update-service --cluster c --service api --force-new-deployment',
      'curl -f https://shop/health',
    ],
    ['velero restore create r1 --from-backup b1', 'kubectl get pods -n shop'],
    ['redis-cli -h cache BGSAVE', 'cp /var/lib/redis/dump.rdb /backups/'],
    ['curl -X PUT http://es:9200/_snapshot/daily/s1', 'curl -X DELETE http://es:9200/orders'],
    ['gcloud sql instances restart db --async', 'psql -h db -c "SELECT 1"'],
    ['kubectl scale sts/db --replicas=0 -n shop', 'rm -rf /mnt/db/data'],
    [
      'kafka-reassign-partitions.sh --bootstrap-server k:9092 --reassignment-json-file p.json --execute',
      'systemctl stop kafka',
    ],
    ['sudo systemctl restart etcd', 'sudo systemctl restart patroni'],
    ['docker restart shop-postgres', 'docker restart shop-api'],
    ['docker compose up -d kafka', 'docker compose up -d processor'],
  ])('%s, %s', (...text) => expect(find(waitNone, bash(...text))).toEqual([expect.stringMatching('^2-3 ')]));
});

describe('WAIT-NONE leaves alone what is waited for', () => {
  it.each([
    [
      'aws rds promote-read-replica --db-instance-identifier s',
      'aws rds wait db-instance-available --db-instance-identifier s',
      'psql -h s -c "SELECT 1"',
    ],
    ['aws rds describe-db-instances', 'psql -h shop-2 -c "SELECT 1"'],
    ['velero restore create r1 --from-backup b1 --wait', 'kubectl get pods -n shop'],
    ['velero restore create r1 --from-backup b1', 'velero restore describe r1'],
    ['redis-cli SAVE', 'cp /var/lib/redis/dump.rdb /backups/'],
    ['redis-cli BGSAVE', 'sleep 60', 'cp /var/lib/redis/dump.rdb /backups/'],
    [
      'curl -X PUT "http://es:9200/_snapshot/daily/s1?wait_for_completion=true"',
      'curl -X DELETE http://es:9200/orders',
    ],
    ['aws ec2 start-instances --instance-ids i-1', '# Wait 2 minutes', '', 'ssh web-1 uptime'],
    ['sudo systemctl restart etcd', 'etcdctl endpoint health --cluster', 'sudo systemctl restart patroni'],
    ['sudo systemctl restart postgresql', 'sudo systemctl restart shop'],
    ['docker restart shop-api', 'docker restart shop-worker'],
    ['docker compose up -d --wait db', 'docker compose up -d api'],
  ])('%s, %s', (...text) => expect(find(waitNone, bash(...text))).toEqual([]));
});
