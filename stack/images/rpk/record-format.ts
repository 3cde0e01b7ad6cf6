// How `rpk topic consume` prints a record: JSON, or a format of verbs.
import { UsageError } from './flags.ts';

export interface KafkaRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestampMs: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [string, string])[];
}

export type FormatRecord = (record: KafkaRecord) => string;

export const recordFormat = (format: string, pretty: boolean, metaOnly: boolean): FormatRecord => {
  if (format === 'json')
    return (record) => `${JSON.stringify(jsonOf(record, metaOnly), null, pretty ? 2 : 0)}\n`;
  const parts = partsOf(format);
  return (record) => parts.map((part) => part(record)).join('');
};

/** Empty fields are left out, as rpk does. */
const jsonOf = (
  { topic, partition, offset, timestampMs, key, value, headers }: KafkaRecord,
  metaOnly: boolean,
) => ({
  topic,
  ...(key === null || key.length === 0 ? {} : { key: key.toString() }),
  ...(metaOnly || value === null || value.length === 0 ? {} : { value: value.toString() }),
  ...(metaOnly ? { value_size: value?.length ?? 0 } : {}),
  ...(headers.length === 0 ? {} : { headers: headers.map(([name, text]) => ({ key: name, value: text })) }),
  timestamp: timestampMs,
  partition,
  offset,
});

const verbs: Readonly<Record<string, FormatRecord>> = {
  t: ({ topic }) => topic,
  T: ({ topic }) => String(topic.length),
  k: ({ key }) => key?.toString() ?? '',
  K: ({ key }) => String(key?.length ?? 0),
  v: ({ value }) => value?.toString() ?? '',
  V: ({ value }) => String(value?.length ?? 0),
  p: ({ partition }) => String(partition),
  o: ({ offset }) => String(offset),
  d: ({ timestampMs }) => String(timestampMs),
  H: ({ headers }) => String(headers.length),
};

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };

const partsOf = (format: string): readonly FormatRecord[] =>
  // Headers with a format of their own, a verb with options (left aside), a verb, an escape, or plain text.
  [...format.matchAll(/%h\{((?:%.|[^}])*)\}|%%|%([a-zA-Z])(?:\{[^}]*\})?|\\(.)|[^%\\]+|%/gs)].map(
    ([whole, headerFormat, verb, escape]): FormatRecord => {
      if (headerFormat !== undefined) return headersFormat(headerFormat);
      if (verb !== undefined) return verbs[verb] ?? unknownVerb(whole);
      if (escape !== undefined) return () => escapes[escape] ?? whole;
      return whole === '%' ? unknownVerb(whole) : () => (whole === '%%' ? '%' : whole);
    },
  );

const unknownVerb = (verb: string): never => {
  throw new UsageError(
    `invalid format: "${verb}" is none of ${Object.keys(verbs)
      .map((one) => `%${one}`)
      .join(' ')} %h{…} %%`,
  );
};

const headersFormat = (format: string): FormatRecord => {
  const parts = partsOf(format);
  return ({ headers, ...record }) =>
    headers
      .map(([name, text]) => {
        const header = { ...record, headers: [], key: Buffer.from(name), value: Buffer.from(text) };
        return parts.map((part) => part(header)).join('');
      })
      .join('');
};
