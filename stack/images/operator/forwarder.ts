// The operator's own process: gives the system's ports on this container's localhost, as published ports would be on the
// host that the runbook was written for. GAMEDAY_FORWARD='8080=gateway:8080,9090=processor:9090'.
import { connect, createServer, type Socket } from 'node:net';

interface Forward {
  readonly port: number;
  readonly host: string;
  readonly targetPort: number;
}

const parseForwards = (text: string): readonly Forward[] =>
  text.split(',').flatMap((part) => {
    const match = /^\s*(\d+)=([^:\s]+):(\d+)\s*$/.exec(part);
    if (match === null) {
      if (part.trim() !== '') console.error(`forwarder: "${part}" is not of the form PORT=HOST:PORT`);
      return [];
    }
    return [{ port: Number(match[1]), host: match[2] ?? '', targetPort: Number(match[3]) }];
  });

// Resolved and dialled for each connection: a container that was started again has another address.
const forward = (client: Socket, { host, targetPort }: Forward): void => {
  const target = connect({ host, port: targetPort, allowHalfOpen: true });
  const reset = (): void => {
    // Not a friendly end: what the target refuses must look refused.
    client.resetAndDestroy();
    target.destroy();
  };
  client.on('error', reset);
  target.on('error', reset);
  client.on('close', () => target.destroy());
  target.on('close', () => client.destroySoon());
  target.on('connect', () => {
    target.pipe(client);
    client.pipe(target);
  });
};

const listen = (one: Forward): void => {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client) =>
    forward(client, one),
  );
  server.on('error', ({ message }) => console.error(`forwarder: port ${one.port}: ${message}`));
  server.listen({ port: one.port, host: '127.0.0.1' });
};

const forwards = parseForwards(process.env['GAMEDAY_FORWARD'] ?? '');
forwards.forEach(listen);
console.log(
  `forwarder: ${forwards.map(({ port, host, targetPort }) => `${port} to ${host}:${targetPort}`).join(', ') || 'nothing to forward'}`,
);

// The container lives as long as this does, with ports or without.
setInterval(() => undefined, 2 ** 30);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
