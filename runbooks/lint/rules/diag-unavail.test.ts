// What DIAG-UNAVAIL finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { diagUnavail } from './diag-unavail.ts';

const down = (title: string, ...lines: readonly string[]): string =>
  `## ${title}\n\n### Diagnosis\n\n${bash(...lines)}`;

describe('DIAG-UNAVAIL finds', () => {
  it.each([
    ['a question to the Redis that is down', down('Redis is down', 'redis-cli INFO memory')],
    [
      'a shell in the container that is down',
      down('Postgres container not running', 'docker exec postgres cat /var/log/pg.log'),
    ],
    [
      'a query of the database that is down',
      down('PostgreSQL down', 'psql -c "SELECT * FROM pg_stat_activity;"'),
    ],
    [
      'a query of the Prometheus that is down',
      down('PrometheusDown', 'curl http://prometheus:9090/api/v1/targets'),
    ],
    [
      'a question to the MongoDB that crashes',
      down('MongoDB crash loop', 'mongosh --eval "db.serverStatus()"'),
    ],
  ])('%s', (_, markdown) => expect(find(diagUnavail, markdown)).toEqual([expect.stringMatching('^6 ')]));
});

describe('DIAG-UNAVAIL finds a way into what has failed', () => {
  it.each([
    [
      'by a variable',
      down(
        'Broker outage',
        'POD=kafka-<failed-id>',
        'kubectl exec $POD -- df -h',
        'kubectl exec ${POD} -- ls',
      ),
      ['7'],
    ],
    ['by a placeholder', down('Broker outage', 'kubectl exec <failed-pod> -- df -h'), ['6']],
    [
      'and into one that may be it',
      down('Outage', 'ID=<failed-node>', 'POD=kafka-$ID', 'kubectl exec kafka-0 -- kafka-topics.sh --list'),
      ['8'],
    ],
    ['a pod in a crash loop', down('PodCrashLooping', 'kubectl exec -it <pod> -- env'), ['6']],
    [
      'a container that is not running',
      down('API container not running', 'docker exec api cat /app/log'),
      ['6'],
    ],
    [
      'a port to a pod that never starts',
      down('Pods stuck pending', 'kubectl port-forward pod/$POD 8080:80'),
      ['6'],
    ],
  ])('%s', (_, markdown, lines) =>
    expect(find(diagUnavail, markdown).map((found) => found.split(' ')[0])).toEqual(lines),
  );
});

describe('DIAG-UNAVAIL leaves alone', () => {
  it.each([
    ['what answers "is it up?"', down('Redis is down', 'redis-cli PING', 'docker ps', 'docker logs redis')],
    ['pg_isready', down('PostgreSQL down', 'docker exec postgres pg_isready')],
    ['a slow Redis', down('Redis slow', 'redis-cli INFO memory')],
    [
      'a failing connection',
      down('Database connection failure', 'psql -c "SELECT count(*) FROM pg_stat_activity;"'),
    ],
    ['another thing than the one that is down', down('Redis is down', 'psql -c "SELECT * FROM sessions;"')],
    ['logs of the one that has failed', down('Broker outage', 'POD=k-<failed-id>', 'kubectl logs $POD')],
    [
      'the one that has failed, after it is back',
      down('Broker outage', 'POD=k-<failed-id>', 'kubectl delete pod $POD', 'kubectl exec $POD -- df -h'),
    ],
    ['another container', down('API container not running', 'docker exec postgres cat /app/log')],
    ['a slow pod', down('Pod slow', 'kubectl exec <pod> -- top -b -n 1')],
    ['a fixed replica where none has failed', down('Topics', 'POD=kafka-$ID', 'kubectl exec kafka-0 -- ls')],
    ['the fix', `## Redis is down\n\n### Resolution\n\n${bash('docker restart redis', 'redis-cli INFO')}`],
  ])('%s', (_, markdown) => expect(find(diagUnavail, markdown)).toEqual([]));
});
