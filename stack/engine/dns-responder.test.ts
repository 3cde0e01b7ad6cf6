// Every name is unknown, at once, and written down.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Resolver } from 'node:dns/promises';
import { expect, it } from 'vitest';
import { nxdomain, readQuestion, respond } from './dns-responder.ts';

it('answers a real resolver with ENOTFOUND and records the question', async () => {
  const lines: string[] = [];
  const responder = await respond('127.0.0.1', 0, (line) => lines.push(line));
  try {
    const resolver = new Resolver({ timeout: 2_000, tries: 1 });
    resolver.setServers([`127.0.0.1:${responder.address().port}`]);
    await expect(resolver.resolve4('redpanda.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ name: 'redpanda.example', type: 1 });
  } finally {
    responder.close();
  }
});

// id 0xabcd, recursion desired, one question: `a.bc`, type AAAA, class IN
const question = Buffer.from('abcd01000001000000000000' + '0161' + '026263' + '00' + '001c' + '0001', 'hex');

it('reads a question', () => {
  expect(readQuestion(question)).toEqual({ name: 'a.bc', type: 28, end: question.length });
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a header alone', question.subarray(0, 12)],
  ['a name that has no end', question.subarray(0, 15)],
  ['a question without its class', question.subarray(0, -2)],
  ['a compressed name', Buffer.concat([question.subarray(0, 12), Buffer.from('c00c001c0001', 'hex')])],
  ['an answer', Buffer.from(question.map((byte, index) => (index === 2 ? byte | 0x80 : byte)))],
])('takes %s for no question', (_, packet) => {
  expect(readQuestion(packet)).toBe(null);
});

it('answers with the same id and question, without what came after it', () => {
  const withExtension = Buffer.concat([question, Buffer.from('0000291000000000000000', 'hex')]);
  withExtension.writeUInt16BE(1, 10);
  const read = readQuestion(withExtension);
  const answer = read === null ? null : nxdomain(withExtension, read);
  expect(answer?.toString('hex')).toBe('abcd81830001000000000000' + question.subarray(12).toString('hex'));
});

it('lives on after a packet that is none', async () => {
  const responder = await respond('127.0.0.1', 0, () => {});
  const client = createSocket('udp4');
  try {
    const { port } = responder.address();
    client.send(Buffer.from('rubbish'), port, '127.0.0.1');
    client.send(question, port, '127.0.0.1');
    const [answer] = (await once(client, 'message')) as [Buffer];
    expect(answer.readUInt16BE(0)).toBe(0xabcd);
  } finally {
    client.close();
    responder.close();
  }
});
