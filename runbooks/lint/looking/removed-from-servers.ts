// What clients of servers still ask for, and the servers no longer answer: brokers, stores, monitoring.
import { any, row, type Removed } from './removed.ts';

const kafkaScript = (name: string): string => `${name}(\\.sh)?`;

export const removedFromServers: readonly Removed[] = [
  row(
    kafkaScript('kafka-mirror-maker'),
    any,
    'kafka-mirror-maker',
    'Kafka 4.0',
    'MirrorMaker 2: connect-mirror-maker.sh',
    'medium',
  ),
  row(
    kafkaScript('kafka-console-consumer'),
    /(^| )--new-consumer\b/,
    '--new-consumer',
    'Kafka 2.0',
    'nothing',
  ),
  row(
    kafkaScript('kafka-run-class'),
    /^kafka\.tools\.(ConsumerOffsetChecker|ExportZkOffsets|ImportZkOffsets)\b/,
    'ConsumerOffsetChecker',
    'Kafka 1.0',
    'kafka-consumer-groups.sh --describe',
  ),
  row(
    kafkaScript('kafka-consumer-offset-checker'),
    any,
    'kafka-consumer-offset-checker',
    'Kafka 1.0',
    'kafka-consumer-groups.sh --describe',
  ),
  row('redis-check-dump', any, 'redis-check-dump', 'Redis 3.2', 'redis-check-rdb'),
  row(
    'rabbitmqctl',
    /^(-\S+ )*set_policy\b.*\bha-(mode|sync)/,
    'mirroring of classic queues (ha-mode)',
    'RabbitMQ 4.0',
    'quorum queues',
    'medium',
  ),
  row('createlang|droplang', any, 'createlang', 'PostgreSQL 10', 'CREATE EXTENSION'),
  row('pg_standby', any, 'pg_standby', 'PostgreSQL 14', 'restore_command and standby.signal'),
  row('pg_verify_checksums', any, 'pg_verify_checksums', 'PostgreSQL 12', 'pg_checksums'),
  row('cassandra-cli', any, 'cassandra-cli', 'Cassandra 2.2', 'cqlsh'),
  row(
    'mongosh',
    /\bdb\.(copyDatabase|cloneDatabase|repairDatabase|eval)\(/,
    'db.copyDatabase, db.repairDatabase, db.eval',
    'MongoDB 4.2',
    'mongodump and mongorestore, or mongod --repair',
  ),
  row('curl', /\/_optimize\b/, '_optimize', 'Elasticsearch 5', '_forcemerge'),
  row('curl', /\/_flush\/synced\b/, '_flush/synced', 'Elasticsearch 8', '_flush', 'medium'),
  row(
    'curl',
    /discovery\.zen\.minimum_master_nodes/,
    'discovery.zen.minimum_master_nodes',
    'Elasticsearch 8',
    'nothing: the cluster does it by itself',
  ),
  row(
    'curl|wget|http',
    /(alertmanager[\w.-]*(:\d+)?|:9093)\/(alertmanager\/)?api\/v1\//,
    "Alertmanager's API v1",
    'Alertmanager 0.27',
    '/api/v2/',
  ),
  row(
    'curl|wget',
    /(localhost|127\.0\.0\.1):1025[12]\/(healthz|metrics|configz)\b/,
    'the insecure ports 10251 and 10252',
    'Kubernetes 1.23',
    'https://localhost:10259 and :10257',
  ),
  row(
    'prometheus',
    /(^| )-(config\.file|storage\.local)/,
    'its options with one dash',
    'Prometheus 2.0',
    '--config.file',
  ),
  row(
    'prometheus',
    /(^| )--storage\.tsdb\.retention[= ]/,
    '--storage.tsdb.retention',
    'Prometheus 3.0',
    '--storage.tsdb.retention.time',
  ),
];
