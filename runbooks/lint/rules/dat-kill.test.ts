// What DAT-KILL finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { datKill } from './dat-kill.ts';

const sql = (where: string): string =>
  bash(`psql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${where};"`);

describe('DAT-KILL finds', () => {
  it.each([
    ['idle sessions of everybody', sql("state = 'idle' AND state_change < now() - interval '5 min'")],
    [
      'long queries of everybody, backups and replication too',
      sql("state = 'active' AND now() - query_start > interval '5 min'"),
    ],
    ['its own session', sql("datname = 'shop'")],
    [
      'a fence of SQL',
      "```sql\nSELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle';\n```\n",
    ],
    ['clients of a port', bash('lsof -ti :3000 | xargs kill')],
    ['clients of a port, by a substitution', bash('kill -9 $(lsof -t -i:8080)')],
    ['a database, hard', bash('kill -9 $(pgrep postgres)')],
    ['a database, by its name', bash('sudo pkill -9 mysqld')],
    ['every Node.js program', bash('pkill -f node')],
    ['all pods by a label, hard', bash('kubectl delete pod -l app=api --force --grace-period=0')],
    ['a database, by its file', bash('kill -9 $(cat /var/run/mysqld/mysqld.pid)')],
    ['a database in a container', bash('docker kill shop-postgres-1')],
    ['a database, removed', bash('docker rm -f shop-redis-1')],
    ['a service of Compose', bash('docker compose kill postgres')],
    ['a unit', bash('systemctl kill -s SIGKILL postgresql')],
    ['a pod of a store', bash('kubectl delete pod postgres-0 --force --grace-period=0 -n shop')],
    ['all pods', bash('kubectl -n shop delete pods --all')],
    ['every Java program, by a substitution', bash('kill -9 $(pgrep -f java)')],
    ['every Node.js program, by its old name', bash('kill `pidof node`')],
    ['every Python program, by a pipe', bash('pgrep python3 | xargs kill -9')],
    [
      'every Java program, by a list',
      bash("ps aux | grep java | grep -v grep | awk '{print $2}' | xargs kill -9"),
    ],
    [
      'every Java program, by a list that leaves itself out',
      bash("ps aux | grep '[j]ava' | awk '{print $2}' | xargs kill"),
    ],
    ['every process of the machine', bash('kill -9 -1')],
  ])('%s', (_, markdown) => expect(find(datKill, markdown)).toEqual([expect.stringMatching('^2 ')]));
});

describe('DAT-KILL leaves alone', () => {
  it.each([
    [
      'sessions of one application',
      sql("datname = 'shop' AND usename = 'worker' AND pid <> pg_backend_pid()"),
    ],
    ['one session', bash('psql -c "SELECT pg_terminate_backend(4711);"')],
    ['the one that blocks', sql('pid = 4711')],
    ['the listener of a port', bash('kill $(lsof -t -i:8080 -sTCP:LISTEN)')],
    ['one process', bash('kill -9 <PID>')],
    ['a signal to read its settings', bash('docker kill --signal=HUP shop-postgres-1')],
    ['a container without data', bash('docker kill shop-api-1')],
    ['a stop that waits', bash('docker stop shop-postgres-1')],
    ['a pod that ends in its time', bash('kubectl delete pod postgres-0 -n shop')],
    ['a unit that is asked', bash('systemctl kill -s HUP postgresql')],
    ['a program of its own', bash('pkill -f shop-worker')],
    ['one pod', bash('kubectl delete pod api-0')],
    ['the only application of a container', bash('docker exec shop-api-1 pkill -f node')],
    ['processes of one user', bash('kill -9 $(pgrep -u shop node)')],
    ['the oldest of them', bash('kill $(pgrep -o java)')],
    ['one of them', bash('kill $(pgrep java | head -1)')],
    ['an application by two words', bash("ps aux | grep java | grep shop | awk '{print $2}' | xargs kill")],
    ['an application by its own name', bash('kill -9 $(pgrep -f shop-worker)')],
    ['a look whether it lives', bash('kill -0 $(pgrep java)')],
    ['pods by a label, with grace', bash('kubectl delete pod -l app=api')],
    ['a look at sessions', bash('psql -c "SELECT count(*) FROM pg_stat_activity;"')],
  ])('%s', (_, markdown) => expect(find(datKill, markdown)).toEqual([]));

  it('tells the same kill once, with its places beside it', () => {
    expect(find(datKill, bash('lsof -ti :1 | xargs kill', 'lsof -ti :1 | xargs kill'))).toHaveLength(1);
  });
});
