// Which brokers are meant.
import { expect, it } from 'vitest';
import { brokersOf, commonFlags } from './client.ts';
import { parseFlags } from './flags.ts';

it.each([
  ['', undefined, ['localhost:9092']],
  ['', 'redpanda:9096', ['redpanda:9096']],
  ['--brokers a:1,b:2', 'redpanda:9096', ['a:1', 'b:2']],
  ['-X brokers=a:1,b:2', 'redpanda:9096', ['a:1', 'b:2']],
  ['-X tls.enabled=false -X brokers=a:1 -X user=me', undefined, ['a:1']],
])('%s (RPK_BROKERS=%s)', (line, environment, wanted) => {
  expect(brokersOf(parseFlags(line === '' ? [] : line.split(' '), commonFlags), environment)).toEqual(wanted);
});
