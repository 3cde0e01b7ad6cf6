// For tests: servers on this machine, reached by service names as if they stood in a stack.
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import type { Dialer } from './addresses.ts';

/** Every service is this machine. */
export const loopback: Dialer = {
  lookup: async () => '127.0.0.1',
  connect: (_service, port, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const socket = connect({ host: '127.0.0.1', port });
      const onAbort = (): void => {
        socket.destroy();
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      socket.once('connect', () => {
        signal.removeEventListener('abort', onAbort);
        resolve(socket);
      });
      socket.once('error', reject);
    }),
};

/** A TCP server for the time of `use`. */
export const withServer = async (
  onSocket: (socket: Socket) => void,
  use: (port: number) => Promise<void>,
): Promise<void> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // A probe may hang up at any moment.
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
};

/** A port of this machine on which nobody listens. */
export const closedPort = async (): Promise<number> => {
  let port = 0;
  await withServer(
    () => undefined,
    async (open) => {
      port = open;
    },
  );
  return port;
};
