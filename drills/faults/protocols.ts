// What the control client says to a server to see whether it lives: requests that change nothing, in three protocols.

export interface Protocol {
  readonly name: 'kafka' | 'redis' | 'http';
  /** The answer is as large as the request. */
  readonly echoes: boolean;
  /** A request of about `bytes`; the smallest for 0. */
  request(bytes: number): Buffer;
  /** How many complete answers `received` begins with, and how many bytes they take. */
  answers(received: Buffer): { readonly count: number; readonly bytes: number };
}

/** Requests aren't padded beyond it: servers limit their headers. */
export const largestRequestBytes = 8000;

const kafka: Protocol = {
  name: 'kafka',
  echoes: false,
  // ApiVersions (key 18), version 0: every broker answers it, before any authentication too.
  request(bytes) {
    const client = Buffer.from('gameday'.padEnd(Math.max(7, bytes - 14), '.'));
    const header = Buffer.alloc(14);
    header.writeInt32BE(10 + client.length, 0);
    header.writeInt16BE(18, 4);
    header.writeInt16BE(client.length, 12);
    return Buffer.concat([header, client]);
  },
  answers(received) {
    let count = 0;
    let at = 0;
    while (received.length - at >= 4 && received.length - at >= 4 + received.readUInt32BE(at)) {
      at += 4 + received.readUInt32BE(at);
      count += 1;
    }
    return { count, bytes: at };
  },
};

const redis: Protocol = {
  name: 'redis',
  echoes: true,
  request(bytes) {
    const text = '.'.repeat(Math.max(4, bytes));
    return Buffer.from(`*2\r\n$4\r\nECHO\r\n$${text.length}\r\n${text}\r\n`);
  },
  // `$5\r\n.....\r\n`, or an error `-NOAUTH …\r\n`: an answer as well.
  answers(received) {
    let count = 0;
    let at = 0;
    for (;;) {
      const end = received.indexOf('\r\n', at);
      if (end === -1) return { count, bytes: at };
      const isBulk = received[at] === 0x24;
      const next = end + 2 + (isBulk ? Number(received.toString('latin1', at + 1, end)) + 2 : 0);
      if (received.length < next) return { count, bytes: at };
      at = next;
      count += 1;
    }
  },
};

const http: Protocol = {
  name: 'http',
  echoes: false,
  request(bytes) {
    const start = 'HEAD / HTTP/1.1\r\nhost: gameday\r\n';
    const padding =
      bytes > start.length + 20 ? `x-padding: ${'.'.repeat(bytes - start.length - 17)}\r\n` : '';
    return Buffer.from(`${start}${padding}\r\n`);
  },
  // An answer to HEAD ends with its header.
  answers(received) {
    let count = 0;
    let at = 0;
    for (let end = received.indexOf('\r\n\r\n'); end !== -1; end = received.indexOf('\r\n\r\n', at)) {
      at = end + 4;
      count += 1;
    }
    return { count, bytes: at };
  },
};

const protocols = { kafka, redis, http };
export type ProtocolName = keyof typeof protocols;

export const protocolNamed = (name: ProtocolName): Protocol => protocols[name];

/** The likeliest protocol behind `service:port`. */
export const guessProtocol = (service: string, port: number): ProtocolName => {
  if (/redis|valkey/.test(service) || port === 6379) return 'redis';
  if (/kafka|redpanda/.test(service) || (port >= 9092 && port <= 9098)) return 'kafka';
  return 'http';
};
