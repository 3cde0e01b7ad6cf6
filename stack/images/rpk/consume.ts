// rpk topic consume: follows topics, from and up to what --offset says, until --num records are printed.
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { commandLimitMs } from './client.ts';
import { UsageError, type Flags, type FlagTable } from './flags.ts';
import { parseOffset, type OffsetRange, type Position } from './offsets.ts';
import { recordFormat, type FormatRecord } from './record-format.ts';

export const consumeFlags = {
  num: { kind: 'number', short: 'n' },
  offset: { kind: 'text', short: 'o' },
  partitions: { kind: 'list', short: 'p' },
  group: { kind: 'text', short: 'g' },
  format: { kind: 'text', short: 'f' },
  regex: { kind: 'switch', short: 'r' },
  'meta-only': { kind: 'switch' },
  'pretty-print': { kind: 'switch' },
  'fetch-max-wait': { kind: 'text' },
  'read-committed': { kind: 'switch' },
} satisfies FlagTable;

/** What is still to be read of one partition; `next` moves on, `end` is exclusive. */
interface Share {
  readonly topic: string;
  readonly partition: number;
  readonly start: number;
  next: number;
  readonly end: number | null;
}

export const consume = async (
  kafka: Kafka,
  admin: Admin,
  flags: Flags,
  print: (text: string) => void,
): Promise<void> => {
  if (flags.positional.length === 0) throw new UsageError('requires at least 1 arg(s), only received 0');
  const range = parseOffset(flags.text('offset') ?? 'start', Date.now());
  // `--pretty-print=false` is the only way in which it is ever given.
  const pretty = flags.text('pretty-print') !== 'false';
  const format = recordFormat(flags.text('format') ?? 'json', pretty, flags.on('meta-only'));
  const topics = await chosenTopics(admin, flags);
  const shares: Share[] = [];
  for (const topic of topics) shares.push(...(await sharesOf(admin, topic, range, flags)));
  const limit = flags.number('num') ?? Infinity;
  if (shares.every(isRead) || limit === 0) return;
  await read(kafka, admin, flags, { topics, shares, limit, format, print });
};

const chosenTopics = async (admin: Admin, flags: Flags): Promise<readonly string[]> => {
  const known = await admin.listTopics();
  if (flags.on('regex')) {
    const patterns = flags.positional.map((text) => new RegExp(text));
    return known.filter((name) => !name.startsWith('__') && patterns.some((pattern) => pattern.test(name)));
  }
  const unknown = flags.positional.find((name) => !known.includes(name));
  if (unknown === undefined) return flags.positional;
  throw new Error(
    `unable to consume topic "${unknown}": UNKNOWN_TOPIC_OR_PARTITION: This server does not host this topic-partition.`,
  );
};

const sharesOf = async (
  admin: Admin,
  topic: string,
  range: OffsetRange,
  flags: Flags,
): Promise<readonly Share[]> => {
  const wanted = flags.list('partitions').map(Number);
  const times = await timeOffsets(admin, topic, range);
  const marks = await admin.fetchTopicOffsets(topic);
  return marks
    .filter(({ partition }) => wanted.length === 0 || wanted.includes(partition))
    .map(({ partition, low, high }) => {
      const resolve = (position: Position): number =>
        resolved(position, Number(low), Number(high), times, partition);
      const start = resolve(range.from);
      return { topic, partition, start, next: start, end: range.to === null ? null : resolve(range.to) };
    });
};

/** By time and partition: the first offset at or after it. */
type TimeOffsets = ReadonlyMap<string, number>;

const timeOffsets = async (admin: Admin, topic: string, { from, to }: OffsetRange): Promise<TimeOffsets> => {
  const found = new Map<string, number>();
  for (const position of [from, to]) {
    if (position?.at !== 'time') continue;
    for (const { partition, offset } of await admin.fetchTopicOffsetsByTimestamp(topic, position.ms)) {
      found.set(`${position.ms} ${partition}`, Number(offset));
    }
  }
  return found;
};

const resolved = (
  position: Position,
  low: number,
  high: number,
  times: TimeOffsets,
  partition: number,
): number => {
  switch (position.at) {
    case 'start':
      return low + position.shift;
    case 'end':
      return Math.max(low, high - position.shift);
    case 'offset':
      return Math.max(low, position.offset);
    case 'time':
      return times.get(`${position.ms} ${partition}`) ?? high;
  }
};

const isRead = ({ next, end }: Share): boolean => end !== null && next >= end;

interface Reading {
  readonly topics: readonly string[];
  readonly shares: readonly Share[];
  readonly limit: number;
  readonly format: FormatRecord;
  readonly print: (text: string) => void;
}

const read = async (kafka: Kafka, admin: Admin, flags: Flags, reading: Reading): Promise<void> => {
  const group = flags.text('group');
  // kafkajs reads by groups only; without one it is ours alone, and gone afterwards.
  const groupId = group ?? `rpk-${randomBytes(6).toString('hex')}`;
  const consumer = kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 250,
    rebalanceTimeout: commandLimitMs,
    retry: { retries: 5, initialRetryTime: 200, restartOnFailure: () => Promise.resolve(true) },
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [...reading.topics], fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const take = batchReader(reading, group !== null, resolve);
    consumer.run({ autoCommit: group !== null, eachBatchAutoResolve: false, eachBatch: take }).catch(reject);
    // `timeout 10 rpk …` is how runbooks bound a command that follows for ever.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
    if (group !== null) return;
    for (const { topic, partition, start } of reading.shares) {
      consumer.seek({ topic, partition, offset: String(start) });
    }
  });
  await leave(consumer, admin, group === null ? groupId : null);
};

/** An empty group would show in `rpk group list` until the broker's next sweep. Not worth a wait where nobody answers. */
const leave = async (consumer: Consumer, admin: Admin, ownGroup: string | null): Promise<void> => {
  const left = consumer.disconnect().then(() => (ownGroup === null ? [] : admin.deleteGroups([ownGroup])));
  await Promise.race([left.catch(() => undefined), delay(2_000)]);
};

/** Prints what belongs to the shares, once, and calls `done` when all is read. */
const batchReader = ({ shares, limit, format, print }: Reading, inGroup: boolean, done: () => void) => {
  let printed = 0;
  return async ({
    batch,
    resolveOffset,
    commitOffsetsIfNecessary,
    heartbeat,
  }: EachBatchPayload): Promise<void> => {
    const share = shares.find(
      ({ topic, partition }) => topic === batch.topic && partition === batch.partition,
    );
    for (const message of batch.messages) {
      const offset = Number(message.offset);
      if (printed >= limit) return;
      // Before the start: fetched before the seek. A group goes on where it was, wherever that is.
      if (
        share === undefined ||
        (!inGroup && offset < share.next) ||
        (share.end !== null && offset >= share.end)
      )
        continue;
      print(
        format({
          ...message,
          topic: batch.topic,
          partition: batch.partition,
          offset,
          timestampMs: Number(message.timestamp),
          headers: headersOf(message.headers),
        }),
      );
      printed += 1;
      share.next = offset + 1;
      resolveOffset(message.offset);
      if (printed >= limit) break;
    }
    if (share !== undefined && printed < limit) {
      // Offsets without a record (markers, compacted ones) are read too.
      share.next = Math.max(share.next, Number(batch.lastOffset()) + 1);
      resolveOffset(batch.lastOffset());
    }
    await commitOffsetsIfNecessary();
    await heartbeat();
    if (printed >= limit || shares.every(isRead)) done();
  };
};

const headersOf = (headers: EachBatchPayload['batch']['messages'][number]['headers']) =>
  Object.entries(headers ?? {}).flatMap(([name, values]) =>
    [values ?? ''].flat().map((value) => [name, value.toString()] as const),
  );
