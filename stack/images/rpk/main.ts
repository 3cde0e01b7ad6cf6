// A stand-in for rpk on kafkajs: the commands and options that runbooks use, with rpk's output and exit codes.
import type { Admin, Kafka } from 'kafkajs';
import { brokersOf, commonFlags, connectTo, rootMessage, withinLimit } from './client.ts';
import { clusterHealth, clusterHealthFlags, clusterInfo, clusterInfoFlags } from './cluster.ts';
import { consume, consumeFlags } from './consume.ts';
import { parseFlags, UsageError, type Flags, type FlagTable } from './flags.ts';
import {
  deleteGroups,
  describeGroupFlags,
  describeGroups,
  listGroups,
  seekFlags,
  seekGroup,
} from './group.ts';
import { produce, produceFlags } from './produce.ts';
import {
  addPartitions,
  addPartitionsFlags,
  createFlags,
  createTopics,
  deleteTopics,
  type Outcome,
} from './topic-change.ts';
import { describeFlags, describeTopics } from './topic-describe.ts';
import { listTopics, topicListFlags } from './topic-list.ts';

// Node 24 warns of a negative time-out that kafkajs computes; runbooks read our standard error.
process.removeAllListeners('warning');
process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1';

interface Call {
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly flags: Flags;
}

interface Command {
  readonly flags: FlagTable;
  /** True for what goes on until it is stopped. */
  readonly unlimited?: boolean;
  readonly run: (call: Call) => Promise<string | Outcome | void>;
}

const print = (text: string): void => void process.stdout.write(text);

const info: Command = { flags: clusterInfoFlags, run: ({ admin, flags }) => clusterInfo(admin, flags) };

const commands: Readonly<Record<string, Command>> = {
  'cluster info': info,
  'cluster metadata': info,
  'cluster health': { flags: clusterHealthFlags, run: ({ admin }) => clusterHealth(admin) },
  'topic list': { flags: topicListFlags, run: ({ admin, flags }) => listTopics(admin, flags) },
  'topic describe': { flags: describeFlags, run: ({ admin, flags }) => describeTopics(admin, flags) },
  'topic create': { flags: createFlags, run: ({ admin, flags }) => createTopics(admin, flags) },
  'topic delete': { flags: {}, run: ({ admin, flags }) => deleteTopics(admin, flags) },
  'topic add-partitions': {
    flags: addPartitionsFlags,
    run: ({ admin, flags }) => addPartitions(admin, flags),
  },
  'topic consume': {
    flags: consumeFlags,
    unlimited: true,
    run: ({ kafka, admin, flags }) => consume(kafka, admin, flags, print),
  },
  'topic produce': {
    flags: produceFlags,
    unlimited: true,
    run: ({ kafka, flags }) => produce(kafka, flags, process.stdin, print),
  },
  'group list': { flags: {}, run: ({ admin }) => listGroups(admin) },
  'group describe': { flags: describeGroupFlags, run: ({ admin, flags }) => describeGroups(admin, flags) },
  'group seek': { flags: seekFlags, run: ({ admin, flags }) => seekGroup(admin, flags) },
  'group delete': { flags: {}, run: ({ admin, flags }) => deleteGroups(admin, flags) },
};
const aliases: Readonly<Record<string, string>> = { ls: 'list', rm: 'delete' };

const usage = `A stand-in for rpk (gameday, on kafkajs).

Commands:
${[...Object.keys(commands), 'version'].map((name) => `  rpk ${name}`).join('\n')}

Brokers: --brokers A,B or -X brokers=A,B or RPK_BROKERS.
`;

const main = async (argv: readonly string[]): Promise<number> => {
  const [group = '', verb = '', ...rest] = argv;
  if (group === 'version' || group === '--version') {
    print('Version:     stand-in (gameday)\n');
    return 0;
  }
  if (['', 'help', '--help', '-h'].includes(group) || rest.includes('--help')) {
    print(usage);
    return 0;
  }
  const command = commands[`${group} ${aliases[verb] ?? verb}`];
  if (command === undefined)
    throw new UsageError(`unknown command "${group} ${verb}" for "rpk" (this stand-in knows few: rpk help)`);
  const flags = parseFlags(rest, { ...commonFlags, ...command.flags });
  return perform(command, flags);
};

const perform = async (command: Command, flags: Flags): Promise<number> => {
  const brokers = brokersOf(flags, process.env['RPK_BROKERS']);
  const kafka = connectTo(brokers);
  const admin = kafka.admin();
  await withinLimit(brokers, admin.connect()).catch((error: unknown) => {
    throw new Error(`unable to request metadata: unable to dial: ${rootMessage(error)}`);
  });
  const work = command.run({ kafka, admin, flags });
  const outcome = await (command.unlimited === true ? work : withinLimit(brokers, work));
  if (outcome === undefined) return 0;
  print(typeof outcome === 'string' ? outcome : outcome.text);
  return typeof outcome === 'object' && outcome.failed ? 1 : 0;
};

// Sockets and timers of a client that is still trying would keep the process alive; what was printed goes out first.
const exit = (code: number): void => void process.stdout.write('', () => process.exit(code));

// `rpk … | head` closes the pipe when it has enough.
process.stdout.on('error', () => process.exit(0));
main(process.argv.slice(2)).then(exit, (error: unknown) => {
  process.stderr.write(`${error instanceof UsageError ? 'Error: ' : ''}${rootMessage(error)}\n`);
  exit(1);
});
