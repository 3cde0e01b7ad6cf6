// CLI-GONE: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { cliGone } from './cli-gone.ts';

const lines = (...text: readonly string[]) => find(cliGone, bash(...text)).map((found) => parseInt(found));

describe('CLI-GONE', () => {
  it.each([
    'docker scan shop-api:latest',
    'kubectl rolling-update api --image=api:2',
    'helm delete --purge shop',
    'helm install --name shop ./chart',
    '$(aws ecr get-login --no-include-email)',
    'kafka-topics.sh --zookeeper zk:2181 --list',
    'docker exec shop-mongo-1 mongo --eval "db.stats()"',
    'apt-key add key.gpg',
    'etcdctl cluster-health',
    'vault unseal',
    'psql -c "SELECT pg_start_backup(\'x\')"',
    'docker-machine ls',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'docker scout cves shop-api:latest',
    'kubectl rollout undo deployment/api',
    'helm uninstall shop',
    'helm install shop ./chart',
    'aws ecr get-login-password | docker login --username AWS --password-stdin host',
    'kafka-topics.sh --bootstrap-server kafka:9092 --list',
    'mongosh --eval "db.stats()"',
    'vault operator unseal',
    'vault auth list',
    'etcdctl endpoint health',
    'psql -c "SELECT pg_backup_start(\'x\')"',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));
});
