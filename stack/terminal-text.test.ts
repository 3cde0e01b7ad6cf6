// What a pty showed, as people would have read it from the screen.
import { describe, expect, it } from 'vitest';
import { createTerminalText } from './terminal-text.ts';

const shown = (bytes: Buffer, pieces: number, maxBytes = 10_000) => {
  const collector = createTerminalText(maxBytes);
  for (let at = 0; at < bytes.length; at += pieces) collector.push(bytes.subarray(at, at + pieces));
  return collector.finish();
};

const cases = [
  ['lines', 'one\r\ntwo\r\n', 'one\ntwo\n'],
  ['a line without end', 'one\r\ntwo', 'one\ntwo'],
  ['line ends of a program that writes them itself', 'one\r\r\ntwo\r\r\n', 'one\ntwo\n'],
  ['progress', ' 10%\r 50%\r100%\r\ndone\r\n', '100%\ndone\n'],
  ['progress that is wiped', 'loading\r\x1b[Kready\r\n', 'ready\n'],
  ['progress that leaves nothing', 'loading\r\x1b[2K\r\nready\r\n', '\nready\n'],
  ['a spinner', '|\b/\b-\b ok\r\n', ' ok\n'],
  ['rows written anew', 'a: wait\r\nb: wait\r\n\x1b[2Aa: done\r\nb: done\r\n', 'a: done\nb: done\n'],
  ['rows wiped from here on', 'keep\r\nx\r\ny\r\n\x1b[2A\x1b[Jend\r\n', 'keep\nend\n'],
  ['columns by number', 'name\x1b[10Gvalue\r\n', 'name     value\n'],
  ['columns by distance', 'a\x1b[3Cb\x1b[4DX\r\n', 'aX  b\n'],
  ['colours', '\x1b[1;31mred\x1b[0m \x1b[38;5;12mblue\x1b[m\r\n', 'red blue\n'],
  ['a title', '\x1b]0;title\x07text\r\n', 'text\n'],
  ['a link', '\x1b]8;;http://x/\x1b\\link\x1b]8;;\x1b\\\r\n', 'link\n'],
  ['a title without end', '\x1b]0;title\r\nnext\r\n', '\nnext\n'],
  ['modes and charsets', '\x1b[?2004h\x1b(B\x1b=\x1b>\x1b7text\x1b8\x1b[?25l\r\n', 'text\n'],
  ['a device string', '\x1bPq#0;2\x1b\\text\r\n', 'text\n'],
  ['bells and nulls', 'a\x07b\x00c\x7f\r\n', 'abc\n'],
  ['tabs', 'a\tb\r\n', 'a\tb\n'],
  ['other scripts', 'käse € 日本 🎉\r\n', 'käse € 日本 🎉\n'],
  ['an escape at the very end', 'text\x1b', 'text'],
] as const;

describe.each([1, 2, 3, 7, 100_000])('in pieces of %i bytes', (pieces) => {
  it.each(cases)('%s', (_, bytes, text) => {
    expect(shown(Buffer.from(bytes), pieces)).toEqual({
      stdout: text,
      stderr: '',
      output: text,
      truncated: false,
    });
  });
});

it.each([
  { what: 'lines', text: 'abcd\nefgh\n'.repeat(100), maxBytes: 12, output: 'abcd\nefgh\nab' },
  { what: 'one line', text: 'x'.repeat(1000), maxBytes: 12, output: 'x'.repeat(12) },
  { what: 'a character', text: 'aä'.repeat(100) + '\n'.repeat(60), maxBytes: 5, output: 'aäa' },
  { what: 'everything', text: 'abc', maxBytes: 0, output: '' },
])('cuts $what at the limit', ({ text, maxBytes, output }) => {
  expect(shown(Buffer.from(text), 7, maxBytes)).toMatchObject({ output, truncated: true });
});

it('shows what progress came to, however much of it there was', () => {
  const steps = Array.from({ length: 50_000 }, (_, index) => `\rstep ${index} of 50000`).join('');
  expect(shown(Buffer.from(`${steps}\r\n`), 4096, 1000)).toMatchObject({
    output: 'step 49999 of 50000\n',
    truncated: false,
  });
});

const megabyte = 1024 * 1024;
it.each([
  { what: 'a line of 10 MB', chunk: Buffer.alloc(64 * 1024, 'x'), bytes: 10 * megabyte },
  {
    what: '100 MB of lines',
    chunk: Buffer.from('some line of text\r\n'.repeat(3400)),
    bytes: 100 * megabyte,
  },
  { what: '100 MB of nothing', chunk: Buffer.alloc(64 * 1024), bytes: 100 * megabyte },
])('$what costs neither time nor memory', ({ chunk, bytes }) => {
  const collector = createTerminalText(64 * 1024);
  const before = process.memoryUsage().rss;
  for (let sent = 0; sent < bytes; sent += chunk.length) collector.push(chunk);
  expect(Buffer.byteLength(collector.finish().output)).toBeLessThanOrEqual(64 * 1024);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * megabyte);
});

// Half a line may hold half a secret, which nobody would know as one.
it.each([
  ['whole lines only', ['one\r\ntwo\r\nPASSWORD=swor'], ['one', 'two']],
  ['a line in two pieces', ['token swor', 'dfish\r\n'], ['token swordfish']],
  ['the last ones', ['a\r\nb\r\nc\r\nd\r\n'], ['b', 'c', 'd']],
  ['nothing yet', ['one'], []],
  ['rows that are being written anew', ['a: wait\r\nb: wait\r\n\x1b[1Ab: do'], ['a: wait']],
  [
    'no line that is too long to be read, cut or not',
    [`${'x'.repeat(501)}\r\n`],
    ['(a line of 501 characters)'],
  ],
  ['more than is kept', ['x'.repeat(990), '\r\ntoken swordfish\r\n'], ['(more than is kept)']],
])('shows meanwhile: %s', (_, pieces, lines) => {
  const collector = createTerminalText(1000);
  for (const piece of pieces) collector.push(Buffer.from(piece));
  expect(collector.lastLines(3)).toEqual(lines);
});
