// Docker's frames, however the connection cuts them.
import { expect, it } from 'vitest';
import { collectAll, createCollector } from './output-frames.ts';

const frame = (stream: 1 | 2, text: string | Buffer): Buffer => {
  const body = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
};

const euro = Buffer.from('€');
const bytes = Buffer.concat([
  frame(1, 'out '),
  frame(2, 'err '),
  frame(1, euro.subarray(0, 1)),
  frame(2, 'between '),
  frame(1, euro.subarray(1)),
  frame(1, ''),
]);
const whole = { stdout: 'out €', stderr: 'err between ', output: 'out err between €', truncated: false };

it.each([1, 3, 8, 9, 1000])('are put together from pieces of %i bytes', (size) => {
  const collector = createCollector(1000);
  for (let at = 0; at < bytes.length; at += size) collector.push(bytes.subarray(at, at + size));
  expect(collector.finish()).toEqual(whole);
});

it.each([
  { maxBytes: 0, stdout: '', stderr: '', truncated: true },
  { maxBytes: 6, stdout: 'out ', stderr: 'er', truncated: true },
  { maxBytes: 19, stdout: 'out €', stderr: 'err between ', truncated: false },
])('beyond $maxBytes bytes are left out', ({ maxBytes, stdout, stderr, truncated }) => {
  expect(collectAll(bytes, maxBytes)).toMatchObject({ stdout, stderr, truncated });
});
