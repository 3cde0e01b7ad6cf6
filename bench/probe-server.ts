// The server that the probes look at, in a process of its own so that its work is not counted as theirs.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface ProbeServer {
  readonly port: number;
  close(): void;
}

export const startServer = (): Promise<ProbeServer> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['serve']);
    child.once('error', reject);
    child.once('message', (port) => resolve({ port: Number(port), close: () => void child.kill() }));
  });

if (process.argv[2] === 'serve') {
  const server = createServer((_request, response) => response.end('{"status":"healthy"}'));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  // The channel closes when whoever wanted it is gone.
  process.once('disconnect', () => server.close());
}
