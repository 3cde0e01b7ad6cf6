// Service names to the containers' present addresses, and connections to them.
import { connect as connectSocket, type Socket } from 'node:net';
import type Dockerode from 'dockerode';
import type { Dialer } from '../core/addresses.ts';
import type { Clock } from '../core/clock.ts';
import { listContainers, unknownService, type ListedContainer } from './containers.ts';

export interface DialerOptions {
  readonly docker: Dockerode;
  readonly system: string;
  readonly network: string;
  /** Services that exist even while they have no container. */
  readonly services: readonly string[];
  readonly clock: Clock;
}

export interface StackDialer extends Dialer {
  /** Something about the containers changed: what is known of their addresses is void. */
  forget(): void;
}

const freshMs = 1000;
const lookupWithinMs = 5000;

export const createDialer = (options: DialerOptions): StackDialer => {
  const { docker, system, clock } = options;
  let known: { readonly atMs: number; readonly containers: Promise<readonly ListedContainer[]> } | null =
    null;

  const containers = (): Promise<readonly ListedContainer[]> => {
    if (known !== null && clock.monotonicMs() - known.atMs < freshMs) return known.containers;
    const listing = listContainers(docker, system, { clock, signal: clock.deadline(lookupWithinMs) });
    const entry = { atMs: clock.monotonicMs(), containers: listing };
    known = entry;
    // A failed look is not kept; whoever awaits `listing` gets its error.
    listing.catch(() => {
      if (known === entry) known = null;
    });
    return listing;
  };

  const lookup = async (service: string): Promise<string> => addressOf(options, service, await containers());
  return {
    lookup,
    connect: async (service, port, signal) => {
      signal.throwIfAborted();
      return openSocket(await abortable(lookup(service), signal), port, signal);
    },
    forget: () => {
      known = null;
    },
  };
};

/** Of a scaled service the first container that runs. */
const addressOf = (
  { system, network, services }: DialerOptions,
  service: string,
  containers: readonly ListedContainer[],
): string => {
  const own = containers.filter((container) => container.service === service);
  for (const { addresses } of own) {
    const address = addresses[network] ?? Object.values(addresses)[0];
    if (address !== undefined) return address;
  }
  if (own.length === 0 && !services.includes(service)) throw unknownService(system, service, containers);
  throw noAddress(service, own[0]);
};

/** Worded and coded as a resolver would, since for a client that is what it is. */
const noAddress = (service: string, container: ListedContainer | undefined): Error => {
  const why = container === undefined ? 'it has no container' : `its container is ${container.state}`;
  return Object.assign(new Error(`ENOTFOUND ${service}: ${why}`), {
    code: 'ENOTFOUND',
    syscall: 'lookup',
    hostname: service,
  });
};

const openSocket = (host: string, port: number, signal: AbortSignal): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connectSocket({ host, port, noDelay: true, autoSelectFamily: false });
    const abort = (): void => {
      socket.destroy();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    socket.once('error', (error) => {
      signal.removeEventListener('abort', abort);
      reject(error);
    });
    socket.once('connect', () => {
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });

const abortable = <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
