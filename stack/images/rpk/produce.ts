// rpk topic produce: one record for each line of standard input.
import { createInterface } from 'node:readline';
import { Partitioners, type Kafka } from 'kafkajs';
import { UsageError, type Flags, type FlagTable } from './flags.ts';

export const produceFlags = {
  key: { kind: 'text', short: 'k' },
  header: { kind: 'list', short: 'H' },
  partition: { kind: 'number', short: 'p' },
  format: { kind: 'text', short: 'f' },
  acks: { kind: 'number' },
  tombstone: { kind: 'switch', short: 'Z' },
} satisfies FlagTable;

export const produce = async (
  kafka: Kafka,
  flags: Flags,
  input: NodeJS.ReadableStream,
  print: (text: string) => void,
): Promise<void> => {
  const [topic] = flags.positional;
  if (topic === undefined) throw new UsageError('requires 1 arg (the topic), received 0');
  const splitLine = lineSplitter(flags.text('format') ?? '%v\\n');
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    // kafkajs would create it by asking for it; rpk does not either.
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  try {
    for await (const line of createInterface({ input })) {
      const { key, value } = splitLine(line);
      const message = {
        key: key ?? flags.text('key'),
        value: flags.on('tombstone') && value === '' ? null : value,
        headers: headersOf(flags),
        ...(flags.number('partition') === null ? {} : { partition: flags.number('partition') ?? 0 }),
      };
      const timestamp = String(Date.now());
      const acks = flags.number('acks') ?? -1;
      const [sent] = await producer.send({ topic, acks, messages: [{ ...message, timestamp }] });
      print(
        `Produced to partition ${sent?.partition ?? 0} at offset ${sent?.baseOffset ?? -1} with timestamp ${timestamp}.\n`,
      );
    }
  } finally {
    await producer.disconnect();
  }
};

const headersOf = (flags: Flags): Readonly<Record<string, string>> =>
  Object.fromEntries(
    flags.list('header').map((header) => {
      const match = /^([^:=]+)[:=](.*)$/s.exec(header);
      if (match === null) throw new UsageError(`invalid header "${header}": wanted key:value`);
      return [match[1] ?? '', match[2] ?? ''];
    }),
  );

/** Formats of a key and a value on one line, with something between them. */
const lineSplitter = (format: string): ((line: string) => { key: string | null; value: string }) => {
  const match = /^(?:%k(.+?))?%v(?:\\n|\n)?$/s.exec(format);
  if (match === null)
    throw new UsageError(`invalid format "${format}": the stand-in knows %v\\n and %k…%v\\n`);
  const between = match[1]?.replaceAll('\\t', '\t');
  return (line) => {
    const at = between === undefined ? -1 : line.indexOf(between);
    if (between === undefined || at === -1) return { key: null, value: line };
    return { key: line.slice(0, at), value: line.slice(at + between.length) };
  };
};
