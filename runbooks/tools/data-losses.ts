// Commands that delete data for good, by their words: buckets, indexes, keys, streams, tables, disks.

interface Row {
  readonly program: RegExp;
  /** What stands behind the program, words joined by blanks. */
  readonly words: RegExp;
  readonly loss: string;
}

const row = (program: RegExp, words: RegExp, loss: string): Row => ({ program, words, loss });

const rows: readonly Row[] = [
  row(/^kafka-delete-records(?:\.sh)?$/, /./, 'deletes messages for every consumer'),
  row(
    /^kafka-consumer-groups(?:\.sh)?$/,
    /--reset-offsets\b(?=.*--execute\b)(?=.*--to-latest\b)/,
    'skips every message that the group has not read',
  ),
  row(/^nats$/, /^(?:stream|str|kv) (?:purge|rm|del)\b/, 'deletes the messages of a stream'),
  row(/^rabbitmqctl$/, /\b(?:force_reset|reset)\b/, 'deletes what the node keeps: queues, users, policies'),
  row(/^etcdctl$/, /\bdel\b(?=.*(?:--prefix|--from-key))/, 'deletes every key below that'),
  row(/^consul$/, /^kv delete\b(?=.*-recurse)/, 'deletes every key below that'),
  row(
    /^vault$/,
    /^(?:kv metadata delete|kv destroy|secrets disable)\b/,
    'deletes secrets with all their versions',
  ),
  row(
    /^(?:curl|http|xh)$/,
    /(?:-X ?|--request[= ])DELETE\b(?=.*(?:\/\/[^/ ]*(?::9200|elastic|opensearch|\bes\d*\b)[^/ ]*)\/(?!_(?:search|ilm|template|index_template|ingest|tasks|cluster|security|slm)\b)[\w*.,-]+\/?(?:\?\S*)?(?: |$))/i,
    'deletes an index with its documents',
  ),
  row(/^(?:curl|http|xh)$/, /_delete_by_query\b(?=.*match_all)/, 'deletes every document of the index'),
  row(/^(?:gsutil)$/, /\b(?:rm|rb)\b(?=.*(?:-r|-R|--recursive|\*\*))|\brb\b/, 'deletes data for good'),
  row(
    /^gcloud$/,
    /\bstorage rm\b(?=.*(?:-r|--recursive))|\bsql (?:instances|databases) delete\b|\bspanner (?:instances|databases) delete\b|\bcompute disks delete\b|\bbigtable instances delete\b|\bredis instances delete\b/,
    'deletes data for good',
  ),
  row(
    /^az$/,
    /\bstorage (?:blob delete-batch|container delete|account delete)\b|\b(?:sql|postgres|mysql|cosmosdb|redis)\b.*\bdelete\b|\bdisk delete\b/,
    'deletes data for good',
  ),
  row(
    /^aws$/,
    /\b(?:kinesis delete-stream|sqs purge-queue|logs delete-log-group|efs delete-file-system|ec2 delete-volume|(?:opensearch|es) delete-(?:elasticsearch-)?domain|elasticache delete-replication-group|kafka delete-cluster|s3api delete-objects)\b/,
    'deletes data for good',
  ),
  row(/^mc$/, /\brm\b(?=.*--recursive)|\brb\b(?=.*--force)/, 'deletes data for good'),
  row(/^rclone$/, /^(?:purge|delete)\b/, 'deletes data for good'),
  row(/^hdfs$/, /\bdfs -rm\b(?=.*-(?:r|R)\b)/, 'deletes data for good'),
  row(/^bq$/, /\brm\b(?=.*-(?:r|f|d)\b)/, 'deletes tables for good'),
  row(/^(?:zfs|zpool)$/, /^destroy\b(?!.*@)/, 'destroys a volume with its data'),
  row(/^lvremove$/, /./, 'destroys a volume with its data'),
  row(/^(?:mkfs(?:\.\w+)?|wipefs|shred)$/, /\/dev\//, 'destroys what is on the disk'),
  row(/^dd$/, /\bof=\/dev\/(?!null|stdout)/, 'overwrites the disk'),
  row(
    /^(?:cqlsh|clickhouse-client|clickhouse)$/,
    /\bdrop\s+(?:keyspace|database)\b/i,
    'drops a whole database, with every table in it',
  ),
  row(
    /^(?:cqlsh|clickhouse-client|clickhouse)$/,
    /\b(?:drop\s+table|truncate)\b/i,
    'deletes every row of the table',
  ),
  row(/^influx$/, /^(?:bucket )?delete\b/, 'deletes measurements for good'),
  row(/^mysqladmin$/, /\bdrop\b/, 'drops a whole database'),
  row(/^pgbackrest$/, /\bstanza-delete\b/, 'deletes every backup of the cluster'),
];

/** To follow the command in a sentence; null for what deletes nothing, and for what other tables know. */
export const dataLossOf = (program: string, words: readonly string[]): string | null => {
  const text = words.join(' ');
  return rows.find((one) => one.program.test(program) && one.words.test(text))?.loss ?? null;
};
