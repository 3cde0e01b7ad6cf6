// How code that knows only service names reaches them.
import type { Socket } from 'node:net';

/** Addresses are `service:port` of the stack's network. Resolved afresh, since a restarted container may have a new one. */
export interface Dialer {
  /** The present IP address of a service; throws a GamedayError `unknown-service`, or an Error with code ENOTFOUND while it has none. */
  lookup(service: string): Promise<string>;
  /** A TCP connection. Rejects with the socket's error (ECONNREFUSED …) or the signal's reason. */
  connect(service: string, port: number, signal: AbortSignal): Promise<Socket>;
}
