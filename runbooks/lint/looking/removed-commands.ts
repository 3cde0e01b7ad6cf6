// Commands and options that were taken out of their tools: since when, and what to type instead.

export interface Removed {
  readonly program: RegExp;
  /** Of the words behind the program, joined by blanks. */
  readonly words: RegExp;
  /** As the message names it. */
  readonly what: string;
  readonly since: string;
  readonly instead: string;
  readonly level?: 'high' | 'medium' | 'low';
}

const row = (
  program: string,
  words: RegExp,
  what: string,
  since: string,
  instead: string,
  level?: Removed['level'],
): Removed => ({
  program: new RegExp(`^(?:${program})$`),
  words,
  what,
  since,
  instead,
  ...(level === undefined ? {} : { level }),
});

const any = /^/;
const zookeeper = /(^| )--zookeeper\b/;

export const removedCommands: readonly Removed[] = [
  row('docker', /^scan\b/, 'docker scan', '2023', 'docker scout cves'),
  row('docker', /^daemon\b/, 'docker daemon', 'Docker 17.06', 'dockerd'),
  row('docker-machine', any, 'docker-machine', '2021', 'docker context'),
  row('kubectl|oc', /^rolling-update\b/, 'kubectl rolling-update', 'kubectl 1.18', 'kubectl rollout'),
  row('kubectl', /(^| )get\b.* --export\b/, 'kubectl get --export', 'kubectl 1.18', 'kubectl get -o yaml'),
  row(
    'kubectl',
    /(^| )run\b.* --generator\b/,
    'kubectl run --generator',
    'kubectl 1.18',
    'kubectl create deployment',
  ),
  row(
    'kubectl',
    /(^| )(get|describe) (psp|podsecuritypolic\w+)\b/,
    'PodSecurityPolicy',
    'Kubernetes 1.25',
    'Pod Security Admission labels',
    'medium',
  ),
  row(
    'kubectl',
    /(^| )drain\b.* --delete-local-data\b/,
    '--delete-local-data',
    'kubectl 1.20',
    '--delete-emptydir-data',
    'low',
  ),
  row('helm', /^(init|reset|home|serve)\b/, 'a command of Helm 2', 'Helm 3', 'nothing: Helm 3 has no Tiller'),
  row('helm', /^(delete|del)\b.* --purge\b/, 'helm delete --purge', 'Helm 3', 'helm uninstall'),
  row('helm', /^install\b.* --name[ =]/, 'helm install --name', 'Helm 3', 'helm install NAME CHART'),
  row(
    'aws',
    /^ecr get-login(?!-)\b/,
    'aws ecr get-login',
    'AWS CLI 2',
    'aws ecr get-login-password | docker login --password-stdin',
  ),
  row('apt-key', any, 'apt-key', 'Debian 13', 'a file in /etc/apt/keyrings with signed-by', 'medium'),
  row('pip3?', /^search\b/, 'pip search', 'December 2020', 'https://pypi.org/search'),
  row('brew', /^cask\b/, 'brew cask', 'Homebrew 2.7', 'brew install --cask'),
  row('mongo', any, 'the mongo shell', 'MongoDB 6.0', 'mongosh', 'medium'),
  row('kafka-topics(\\.sh)?', zookeeper, 'kafka-topics --zookeeper', 'Kafka 3.0', '--bootstrap-server'),
  row(
    'kafka-reassign-partitions(\\.sh)?',
    zookeeper,
    'kafka-reassign-partitions --zookeeper',
    'Kafka 3.0',
    '--bootstrap-server',
  ),
  row(
    'kafka-console-consumer(\\.sh)?',
    zookeeper,
    'kafka-console-consumer --zookeeper',
    'Kafka 2.0',
    '--bootstrap-server',
  ),
  row(
    'kafka-consumer-groups(\\.sh)?',
    zookeeper,
    'kafka-consumer-groups --zookeeper',
    'Kafka 2.0',
    '--bootstrap-server',
  ),
  row(
    'kafka-configs(\\.sh)?',
    zookeeper,
    'kafka-configs --zookeeper',
    'Kafka 4.0',
    '--bootstrap-server',
    'medium',
  ),
  row(
    'kafka-console-producer(\\.sh)?',
    /(^| )--broker-list\b/,
    'kafka-console-producer --broker-list',
    'Kafka 4.0',
    '--bootstrap-server',
    'medium',
  ),
  row(
    'kafka-preferred-replica-election(\\.sh)?',
    any,
    'kafka-preferred-replica-election',
    'Kafka 3.0',
    'kafka-leader-election.sh',
  ),
  row('redis-trib(\\.rb)?', any, 'redis-trib', 'Redis 5', 'redis-cli --cluster'),
  row(
    'terraform',
    /^destroy\b.* -{1,2}force\b/,
    'terraform destroy -force',
    'Terraform 1.0',
    '-auto-approve',
  ),
  row(
    'vault',
    /^(init|unseal|seal|rekey|step-down|key-status|rotate)\b/,
    'a command of Vault before 0.9.2',
    'Vault 1.0',
    'vault operator …',
  ),
  row(
    'vault',
    /^auth (?!list|enable|disable|help|tune|move|-)\S/,
    'vault auth TOKEN',
    'Vault 1.0',
    'vault login',
  ),
  row(
    'etcdctl',
    /(^| )(cluster-health|backup)\b/,
    'a command of the v2 API',
    'etcd 3.4',
    'etcdctl endpoint health, etcdctl snapshot save',
  ),
  row(
    'promtool',
    /^check-(config|rules)\b/,
    'promtool check-config',
    'Prometheus 2.0',
    'promtool check config',
  ),
  row(
    'linkerd',
    /^(stat|top|tap|edges|routes|dashboard)\b/,
    'a command that moved to an extension',
    'Linkerd 2.10',
    'linkerd viz …',
    'medium',
  ),
  row('oadm', any, 'oadm', 'OpenShift 4', 'oc adm'),
  row('fluxctl', any, 'fluxctl', '2022', 'flux', 'medium'),
  row('npm', /^(bin|set-script)\b/, 'npm bin', 'npm 9', 'npm exec, npm pkg set'),
  row('gcloud', /^docker\b/, 'gcloud docker', '2018', 'gcloud auth configure-docker'),
  row(
    'pg_resetxlog|pg_xlogdump|pg_receivexlog',
    any,
    'its name with xlog',
    'PostgreSQL 10',
    'pg_resetwal, pg_waldump, pg_receivewal',
  ),
  row('mysql_upgrade', any, 'mysql_upgrade', 'MySQL 8.4', 'nothing: the server upgrades itself', 'medium'),
  row('curl', /\/_optimize\b/, '_optimize', 'Elasticsearch 5', '_forcemerge'),
];

/** In SQL: what the statement calls. */
export const removedSql: readonly Omit<Removed, 'program'>[] = [
  {
    words: /\bpg_(start|stop)_backup\s*\(/i,
    what: 'pg_start_backup',
    since: 'PostgreSQL 15',
    instead: 'pg_backup_start, pg_backup_stop',
  },
  {
    words: /\bpg_(current|last|switch)_xlog\w*\s*\(|\bpg_xlog\w+\s*\(|\bpg_switch_xlog\b/i,
    what: 'its name with xlog',
    since: 'PostgreSQL 10',
    instead: 'the same name with wal and lsn',
  },
  {
    words: /\bprocpid\b|\bcurrent_query\b/i,
    what: 'procpid, current_query',
    since: 'PostgreSQL 9.2',
    instead: 'pid, query',
  },
];
