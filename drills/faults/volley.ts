// An exchange large enough to show what a ping doesn't: how many requests of which size move so many bytes over a stream.
import type { Ask } from './line.ts';
import { largestRequestBytes, protocolNamed } from './protocols.ts';
import type { Contact } from './witness.ts';

export interface Volley {
  readonly ask: Ask;
  /** What will cross the stream, about. */
  readonly bytes: number;
}

const mostRequests = 4000;

export const volleyOf = (
  contact: Contact,
  stream: 'upstream' | 'downstream',
  bytes: number,
): Volley | null => {
  if (contact.protocol === null) return null;
  const padded = stream === 'upstream' || protocolNamed(contact.protocol).echoes;
  const eachBytes = padded ? Math.min(bytes, largestRequestBytes) : contact.answerBytes;
  const count = Math.min(mostRequests, Math.max(1, Math.ceil(bytes / eachBytes)));
  return { ask: { count, bytes: padded ? eachBytes : 0 }, bytes: count * eachBytes };
};
