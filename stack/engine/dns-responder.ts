// Runs inside a private engine: answers NXDOMAIN to every question at once and records it. Without it the names of dead
// containers are asked of a resolver that can't be reached, and a killed dependency looks like a black hole for 10-20 s.
// It imports nothing of ours: it is mounted into the private root alone.
import { createSocket, type Socket } from 'node:dgram';
import { appendFileSync } from 'node:fs';

export interface DnsQuestion {
  readonly name: string;
  readonly type: number;
  /** Where the question section ends in the packet. */
  readonly end: number;
}

const headerBytes = 12;
const nameError = 3;

/** Null for what is no question. */
export const readQuestion = (packet: Buffer): DnsQuestion | null => {
  if (packet.length < headerBytes || isResponse(packet) || packet.readUInt16BE(4) !== 1) return null;
  const labels: string[] = [];
  let at = headerBytes;
  for (;;) {
    const length = packet[at];
    if (length === undefined || length > 63 || at + 1 + length > packet.length) return null;
    at += 1 + length;
    if (length === 0) break;
    labels.push(packet.toString('latin1', at - length, at));
  }
  if (at + 4 > packet.length) return null;
  return { name: labels.join('.'), type: packet.readUInt16BE(at), end: at + 4 };
};

const isResponse = (packet: Buffer): boolean => ((packet[2] ?? 0) & 0x80) !== 0;

/** The question again, marked as an answer: no such name. */
export const nxdomain = (packet: Buffer, { end }: DnsQuestion): Buffer => {
  const answer = Buffer.from(packet.subarray(0, end));
  const recursionDesired = (packet[2] ?? 0) & 0x01;
  const recursionAvailable = 0x80;
  answer[2] = 0x80 | ((packet[2] ?? 0) & 0x78) | recursionDesired;
  answer[3] = recursionAvailable | nameError;
  answer.writeUInt16BE(1, 4);
  // No answers, no authorities, nothing additional.
  answer.fill(0, 6, headerBytes);
  return answer;
};

/** The record must not fill the disk when something asks in a loop. */
const recordedAtMost = 10_000;

/** Resolves once it listens. */
export const respond = (address: string, port: number, record: (line: string) => void): Promise<Socket> => {
  const socket = createSocket('udp4');
  let recorded = 0;
  socket.on('message', (packet, from) => {
    const question = readQuestion(packet);
    if (question === null) return;
    socket.send(nxdomain(packet, question), from.port, from.address);
    if (recorded++ < recordedAtMost) {
      record(JSON.stringify({ at: new Date().toISOString(), name: question.name, type: question.type }));
    }
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => resolve(socket));
  });
};

if (import.meta.main) {
  const [address = '127.0.0.1', file = '/dev/stderr'] = process.argv.slice(2);
  await respond(address, 53, (line) => appendFileSync(file, `${line}\n`));
}
