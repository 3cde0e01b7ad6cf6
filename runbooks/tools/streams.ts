// Kafka's own scripts, rpk, and other tools for topics and queues.
import { plainTool, verbTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

const scripts =
  'kafka-topics kafka-consumer-groups kafka-configs kafka-console-consumer kafka-console-producer kafka-acls kafka-reassign-partitions kafka-leader-election kafka-preferred-replica-election kafka-delete-records kafka-log-dirs kafka-broker-api-versions kafka-run-class kafka-dump-log kafka-get-offsets kafka-metadata-quorum kafka-producer-perf-test kafka-consumer-perf-test kafka-server-start kafka-server-stop kafka-storage kafka-transactions kafka-features kafka-verifiable-producer';

export const streamTools: readonly Tool[] = [
  plainTool(
    scripts
      .split(' ')
      .flatMap((name) => [name, `${name}.sh`])
      .join(' '),
    '--bootstrap-server= --bootstrap-servers= --broker-list= --zookeeper= --command-config= --topic= --group= --partitions= --replication-factor= --config= --add-config= --delete-config= --entity-type= --entity-name= --to-offset= --to-datetime= --by-duration= --shift-by= --from-file= --reset-policy= --timeout-ms= --max-messages= --partition= --offset= --property= --formatter= --consumer-property= --consumer.config= --producer-property= --producer.config= --reassignment-json-file= --offset-json-file= --path-to-json-file= --topics-to-move-json-file= --throttle= --topic-list= --files= --election-type= --producer= --consumer= --allow-principal= --operation= --num-records= --record-size= --throughput= --time= --state[=] --describe --list --create --delete --alter --reset-offsets --execute --dry-run --export --all-topics --all-groups --delete-offsets --to-earliest --to-latest --to-current --from-beginning --members --verbose --offsets --if-exists --if-not-exists --generate --verify --cancel --print-data-log --add --remove --under-replicated-partitions --unavailable-partitions --all-topic-partitions --isolation-level=',
  ),
  verbTool(
    'rpk',
    '--brokers= -X,--config-opt= --config= --profile= --user= --password= --sasl-mechanism= --tls-enabled -v,--verbose -g,--group= -o,--offset= -n,--num= -p,--partitions= -r,--replicas= -f,--format= -c,--topic-config= -k,--key= -H,--header= -s,--set= -d,--delete= --to= --to-file= --topics= --allow-new-topics -t,--topic= -z,--compression= -e,--print-empty -i,--pretty-print --all --print-commits -a,--print-all -l,--lag-per-topic --regex --schema-id= --timeout= --admin-url= --host= --rack=',
    'topic, group, cluster, acl, security, redpanda, profile, registry, transform, cloud, debug, cluster config, cluster partitions, cluster maintenance, cluster license, cluster storage, security user, security acl, security role, redpanda admin, redpanda admin brokers, redpanda admin config, redpanda config, registry schema, registry subject, registry compatibility-level, container, generate',
  ),
  plainTool(
    'kcat kafkacat',
    '-b= -t= -p= -o= -c= -F= -X= -f= -G= -D= -K= -k= -s= -r= -H= -z= -C -P -L -Q -J -e -q -u -E -Z -T -l=',
  ),
  verbTool(
    'rabbitmqctl rabbitmq-diagnostics rabbitmqadmin',
    '-n,--node= -p,--vhost= -t,--timeout= -u,--username= -H,--host= -P,--port= --formatter= -q,--quiet -s,--silent -l,--longnames',
    'list, delete, declare, purge',
  ),
  verbTool(
    'nats',
    '-s,--server= --context= --user= --password= --creds= --timeout=',
    'stream, consumer, kv, server, object, account, context, str, con',
  ),
];
