// Records as `rpk topic consume` prints them.
import { describe, expect, it } from 'vitest';
import { recordFormat, type KafkaRecord } from './record-format.ts';

const record: KafkaRecord = {
  topic: 'orders',
  partition: 2,
  offset: 41,
  timestampMs: 1_650_000_000_000,
  key: Buffer.from('u1'),
  value: Buffer.from('{"n":1}'),
  headers: [
    ['error_reason', 'Redis Failure'],
    ['retry', '2'],
  ],
};

describe('formats', () => {
  it.each([
    ['%v\\n', '{"n":1}\n'],
    ['%t/%p@%o %k=%v\\t%d', 'orders/2@41 u1={"n":1}\t1650000000000'],
    ['%h{%k=%v;}', 'error_reason=Redis Failure;retry=2;'],
    ['%K %V %H 100%%', '2 7 2 100%'],
    ['%d{go[2006]}', '1650000000000'],
  ])('%s', (format, wanted) => expect(recordFormat(format, true, false)(record)).toBe(wanted));

  it('refuses a verb that does not exist', () => {
    expect(() => recordFormat('%z', true, false)).toThrow('"%z" is none of %t');
  });
});

describe('JSON', () => {
  it('has what rpk has, in its order', () => {
    expect(recordFormat('json', false, false)(record)).toBe(
      '{"topic":"orders","key":"u1","value":"{\\"n\\":1}","headers":[{"key":"error_reason","value":"Redis Failure"},{"key":"retry","value":"2"}],"timestamp":1650000000000,"partition":2,"offset":41}\n',
    );
  });

  it('leaves out what is empty', () => {
    const bare = { ...record, key: null, value: null, headers: [] };
    expect(JSON.parse(recordFormat('json', true, false)(bare))).toEqual({
      topic: 'orders',
      timestamp: 1_650_000_000_000,
      partition: 2,
      offset: 41,
    });
  });

  it('gives sizes in place of values', () => {
    const text = recordFormat('json', true, true)({ ...record, headers: [] });
    expect(JSON.parse(text)).toMatchObject({ key: 'u1', value_size: 7 });
  });
});
