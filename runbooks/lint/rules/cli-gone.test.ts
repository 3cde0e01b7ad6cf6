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
    'kubectl run api --image=api:2 --replicas=3',
    'kubeadm alpha certs renew all',
    'helm ls --tiller-namespace kube-system',
    'helm repo add stable https://kubernetes-charts.storage.googleapis.com',
    'certbot-auto renew',
    'ansible-playbook site.yml --sudo',
    'puppet cert sign web-1',
    'etcdctl snapshot restore backup.db',
    'ETCDCTL_API=3 etcdctl --endpoints=a:1 snapshot status backup.db',
    'vault mounts',
    'mysql -e "SHOW SLAVE STATUS\\G"',
    `mysql -u root -e 'STOP SLAVE; RESET MASTER'`,
    'psql -c "SELECT sent_location FROM pg_stat_replication"',
    'curl -s http://localhost:9093/api/v1/alerts',
    'curl -XPOST http://es:9200/_flush/synced',
    'curl http://localhost:10251/healthz',
    'kafka-mirror-maker.sh --consumer.config a --producer.config b',
    'kafka-run-class.sh kafka.tools.ConsumerOffsetChecker --group g',
    `rabbitmqctl set_policy ha-all "" '{"ha-mode":"all"}'`,
    'mongosh --eval "db.copyDatabase(1)"',
    'prometheus --storage.tsdb.retention=15d',
  ])('finds %s', (command) => expect(lines(command)).toEqual([2]));

  it.each([
    'docker scout cves shop-api:latest',
    'curl -fsS http://localhost:10251/health',
    'kubectl rollout undo deployment/api',
    'helm uninstall shop',
    'helm install shop ./chart',
    'aws ecr get-login-password | docker login --username AWS --password-stdin host',
    'kafka-topics.sh --bootstrap-server kafka:9092 --list',
    'mongosh --eval "db.stats()"',
    'vault operator unseal',
    'kubectl create deployment api --image=api:2 --replicas=3',
    'kubectl run tmp --rm -it --image=busybox -- sh',
    'kubeadm certs renew all',
    'helm ls --namespace kube-system',
    'etcdutl snapshot restore backup.db',
    'etcdctl snapshot save backup.db',
    'ansible-playbook site.yml --become',
    'puppet agent --test',
    'mysql -e "SHOW REPLICA STATUS\\G"',
    'mariadb -e "SHOW SLAVE STATUS\\G"',
    'psql -c "SELECT sent_lsn FROM pg_stat_replication"',
    'curl -s http://localhost:9090/api/v1/alerts',
    'curl -s http://localhost:9093/api/v2/alerts',
    'curl -XPOST http://es:9200/_flush',
    'rabbitmqctl list_queues',
    'prometheus --storage.tsdb.retention.time=15d',
    'prometheus --config.file=prometheus.yml',
    'docker login -u me registry.example.com',
    'docker-compose ps',
    'netstat -tlnp',
    'service nginx restart',
    'vault auth list',
    'etcdctl endpoint health',
    'psql -c "SELECT pg_backup_start(\'x\')"',
  ])('leaves %s', (command) => expect(lines(command)).toEqual([]));

  it.each(['Replication of MariaDB', 'Runs on mysql:8.0.36', 'On Aurora'])('believes %j', (said) =>
    expect(find(cliGone, `${said}\n\n${bash('mysql -e "SHOW SLAVE STATUS"')}`)).toEqual([]),
  );
});
