// Kafka's scripts, rpk, and other queues.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';

/** With and without `.sh`. */
const both = (names: string): string => `${names} ${names.replaceAll(/(?<=\S)(?= |$)/g, '.sh')}`;

const has = ({ args }: Call, ...names: readonly string[]): boolean =>
  names.some((name) => args.options.has(name));

const judgeTopics = (call: Call): readonly Verdict[] => {
  if (has(call, '--delete')) return [verdict('X1', 'the topic and its records are gone')];
  if (has(call, '--create')) return [verdict('W2', 'it makes a topic')];
  if (has(call, '--alter')) return [verdict('W2', 'partitions can’t be taken away again')];
  return has(call, '--list', '--describe')
    ? [verdict('R0', 'it shows topics')]
    : unknown('kafka-topics without a verb');
};

const judgeGroups = (call: Call): readonly Verdict[] => {
  if (has(call, '--delete')) return [verdict('X1', 'the offsets of the group are gone')];
  if (has(call, '--delete-offsets')) return [verdict('X1', 'offsets are gone')];
  if (has(call, '--reset-offsets'))
    return has(call, '--execute')
      ? [verdict('W2', 'records are skipped, or come again')]
      : [verdict('R0', 'without --execute it only plans')];
  return has(call, '--list', '--describe')
    ? [verdict('R0', 'it shows groups')]
    : unknown('kafka-consumer-groups without a verb');
};

const judgeConfigs = (call: Call): readonly Verdict[] =>
  has(call, '--alter')
    ? [verdict('W2', 'it changes settings of a topic or broker')]
    : has(call, '--describe')
      ? [verdict('R0', 'it shows settings')]
      : unknown('kafka-configs without a verb');

const judgeConsumer = (call: Call): readonly Verdict[] => {
  const properties = call.args.options.get('--consumer-property') ?? [];
  const group =
    has(call, '--group') || properties.some(({ value }) => /^group\.id=/.test(value?.value ?? ''))
      ? [verdict('W2', 'it moves the offsets of the group')]
      : [];
  return [verdict('R1', 'it reads records, until it is stopped or has its number'), ...group];
};

const judgeReassign = (call: Call): readonly Verdict[] => [
  has(call, '--execute', '--cancel')
    ? verdict('W2', 'it moves partitions')
    : verdict('R0', 'it plans or verifies'),
];

const judgeAcls = (call: Call): readonly Verdict[] => [
  has(call, '--add', '--remove')
    ? verdict('X2', 'it changes who may do what')
    : verdict('R0', 'it shows who may do what'),
];

const script = (
  names: string,
  commandClass: Parameters<typeof row>[0],
  why: string,
  judge?: (call: Call) => readonly Verdict[],
): Family => ({
  title: 'Queues',
  programs: both(names),
  rows: [row(commandClass, '', why, judge === undefined ? {} : { judge })],
});

/** Without a mode it sends what stands on its input, and reads where that is a terminal. */
const judgeKcat = (call: Call): readonly Verdict[] => {
  if (has(call, '-P', '-l')) return [verdict('W2', 'it sends records')];
  if (has(call, '-L', '-Q')) return [verdict('R0', 'it shows metadata')];
  if (has(call, '-G')) return [verdict('W2', 'it moves the offsets of the group')];
  return [
    has(call, '-C') || call.stdin.kind === 'none'
      ? verdict('R1', 'it reads records')
      : verdict('W2', 'it sends what it gets'),
  ];
};

const judgeQuorum = ({ args }: Call): readonly Verdict[] => [
  args.positionals.every(({ value }) => value === 'describe')
    ? verdict('R0', 'it shows state')
    : verdict('W2', 'it changes who votes'),
];

/** What is acknowledged is taken off the queue. */
const judgeGetMessages = ({ args }: Call): readonly Verdict[] | null =>
  args.subcommand === 'get' &&
  args.positionals.some(({ value }) => /^ackmode=(ack|reject)_requeue_false$|^requeue=false$/.test(value))
    ? [verdict('X1', 'the messages are taken off the queue')]
    : null;

export const streamFamilies: readonly Family[] = [
  script('kafka-topics', 'U', 'by its verb', judgeTopics),
  script('kafka-consumer-groups', 'U', 'by its verb', judgeGroups),
  script('kafka-configs', 'U', 'by its verb', judgeConfigs),
  script('kafka-console-consumer', 'R1', 'it reads records', judgeConsumer),
  script(
    'kafka-console-producer kafka-producer-perf-test kafka-verifiable-producer',
    'W2',
    'it sends records',
  ),
  script('kafka-acls', 'R0', 'it shows who may do what', judgeAcls),
  script('kafka-reassign-partitions', 'R0', 'it plans or verifies', judgeReassign),
  script(
    'kafka-leader-election kafka-preferred-replica-election',
    'W1',
    'leaders move; they can move back',
    (call) =>
      /unclean/i.test(call.args.options.get('--election-type')?.at(-1)?.value?.value ?? '')
        ? [verdict('X1', 'records that the new leader lacks are gone')]
        : [verdict('W1', 'leaders move; they can move back')],
  ),
  script('kafka-delete-records', 'X1', 'records are gone'),
  script('kafka-broker-api-versions kafka-log-dirs kafka-get-offsets', 'R0', 'it shows state'),
  script('kafka-metadata-quorum', 'R0', 'it shows who votes', judgeQuorum),
  script('kafka-dump-log kafka-consumer-perf-test', 'R1', 'it reads records'),
  script('kafka-server-stop', 'W1', 'the broker can be started again'),
  script(
    'kafka-run-class kafka-server-start kafka-storage kafka-transactions kafka-features',
    'U',
    'it runs any class, or changes the broker',
    ({ args }) =>
      /GetOffsetShell$/.test(args.positionals[0]?.value ?? '')
        ? [verdict('R0', 'it shows offsets')]
        : unknown('it runs any class, or changes the broker'),
  ),
  {
    title: 'Queues',
    programs: 'rpk',
    rows: [
      row(
        'R0',
        'topic list,topic describe,topic describe-storage,group list,group describe,cluster info,cluster health,cluster metadata,cluster status,cluster logdirs,cluster config get,cluster config status,cluster partitions list,cluster partitions balancer-status,cluster license info,cluster maintenance status,redpanda admin brokers list,version,profile list,profile print,registry schema list,registry subject list,registry schema get,security user list,security acl list,cluster storage list,cluster txn list',
        'it shows state',
      ),
      row('R1', 'topic consume', 'it reads records, until it is stopped or has its number', {
        options: { '--group': ['W2', 'it moves the offsets of the group'] },
      }),
      row('R1', 'cluster config export,debug bundle', 'it reads everything'),
      row('W1', 'cluster maintenance enable', 'the broker hands its partitions over', { inverse: 'disable' }),
      row('W1', 'cluster maintenance disable', 'the broker takes partitions again', { inverse: 'enable' }),
      row(
        'W2',
        'topic create,topic produce,topic alter-config,topic add-partitions,group seek,cluster config set,cluster config import,cluster config edit,cluster partitions move,cluster partitions transfer-leadership,cluster partitions balance,redpanda config,registry schema create',
        'it changes topics, offsets or settings',
        { dry: ['--dry-run', '--dry'] },
      ),
      row(
        'X1',
        'topic delete,topic trim-prefix,group delete,group offset-delete,cluster config force-reset,redpanda admin brokers decommission,registry subject delete,registry schema delete',
        'what it deletes is gone',
        { dry: ['--dry-run'] },
      ),
      row(
        'X2',
        'security user create,security user delete,security user update,security acl create,security acl delete,acl create,acl delete',
        'it changes who may do what',
      ),
    ],
    options: { '--password': ['X4', 'the password is in the list of processes'] },
  },
  {
    title: 'Queues',
    programs: 'kcat kafkacat',
    rows: [row('R1', '', 'it reads records', { judge: judgeKcat })],
    options: { '-F': ['U', 'its configuration is in another file'] },
  },
  {
    title: 'Queues',
    programs: 'rabbitmqctl rabbitmq-diagnostics rabbitmqadmin',
    rows: [
      row(
        'R0',
        'status,ping,list_queues,list_connections,list_channels,list_consumers,list_exchanges,list_bindings,list_vhosts,list_policies,cluster_status,node_health_check,check_running,check_port_connectivity,check_local_alarms,memory_breakdown,environment,report,list *,alarms,check_alarms',
        'it shows state',
      ),
      row('W1', 'start_app', 'the broker begins to serve', { inverse: 'stop_app' }),
      row('W1', 'stop_app', 'the broker can be started again', { inverse: 'start_app' }),
      row(
        'W2',
        'set_policy,clear_policy,close_connection,close_all_connections,set_vm_memory_high_watermark,declare *,sync_queue,publish',
        'it changes settings or connections',
      ),
      row(
        'X1',
        'purge_queue,delete_queue,delete *,purge *,reset,force_reset,forget_cluster_node,delete_vhost',
        'messages are gone',
      ),
      row(
        'X2',
        'add_user,delete_user,change_password,set_permissions,clear_permissions,set_user_tags,stop,shutdown',
        'it changes who may do what, or stops the broker',
      ),
      row('R1', 'list_users,get', 'it shows users or messages', { judge: judgeGetMessages }),
    ],
  },
  {
    title: 'Queues',
    programs: 'nats',
    rows: [
      row(
        'R0',
        'stream ls,stream info,stream report,consumer ls,consumer info,server list,server info,server ping,kv ls,kv get,account info',
        'it shows state',
      ),
      row('R1', 'sub,stream view,stream get', 'it reads messages'),
      row('W2', 'pub,kv put,stream add,stream edit,consumer add,req', 'it sends or changes'),
      row('X1', 'stream rm,stream purge,consumer rm,kv del,kv rm', 'messages are gone'),
    ],
  },
];
