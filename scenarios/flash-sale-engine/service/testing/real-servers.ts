// A real Kafka and a real Redis for a test, from the images that drills use. They are reached by their containers'
// addresses: tests run inside the engine's network. A server is killed and frozen inside its container, which stays.
import { createConnection } from 'node:net';
import { Redis } from 'ioredis';
import { GenericContainer, type StartedTestContainer } from 'testcontainers';
import type { Address } from '../settings/environment.ts';
import { pause } from '../deadline.ts';
import { createTopicClient, type TopicClient } from './topic-client.ts';

export interface Server {
  /** SIGKILL; until `start` nobody listens. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** SIGSTOP: accepts connections, says nothing. */
  readonly freeze: () => Promise<void>;
  readonly thaw: () => Promise<void>;
}

export interface RealServers extends AsyncDisposable {
  readonly kafka: Address;
  readonly redis: Address;
  readonly broker: Server;
  readonly redisServer: Server;
  readonly topics: TopicClient;
  readonly redisClient: Redis;
}

export const startServers = async (): Promise<RealServers> => {
  const [kafka, redis] = await Promise.all([
    startServer('gameday/kafka:local', 'java', 9092, 'sh /opt/kafka/entrypoint.sh', brokerProperties),
    startServer('gameday/redis:local', 'redis-server', 6379, 'redis-server --protected-mode no'),
  ]);
  const redisClient = new Redis({ ...redis.address });
  return {
    kafka: kafka.address,
    redis: redis.address,
    broker: kafka.server,
    redisServer: redis.server,
    topics: createTopicClient(kafka.address),
    redisClient,
    [Symbol.asyncDispose]: async () => {
      redisClient.disconnect();
      await Promise.all([kafka.container.stop({ timeout: 0 }), redis.container.stop({ timeout: 0 })]);
    },
  };
};

interface RunningServer {
  readonly container: StartedTestContainer;
  readonly address: Address;
  readonly server: Server;
}

const configFile = '/etc/kafka/test.properties';

const startServer = async (
  image: string,
  process: string,
  port: number,
  command: string,
  config?: (host: string) => string,
): Promise<RunningServer> => {
  // Runs the server for as long as the file /run/go is there.
  const loop = `while :; do if [ -e /run/go ]; then ${command}; fi; sleep 0.05; done`;
  const container = await new GenericContainer(image)
    .withEnvironment({ KAFKA_CONFIG: configFile })
    .withEntrypoint(['sh', '-c', loop])
    .start();
  const [network = ''] = container.getNetworkNames();
  const address = { host: container.getIpAddress(network), port };
  const content = config?.(address.host);
  if (content !== undefined) await container.copyContentToContainer([{ content, target: configFile }]);
  const run = async (script: string): Promise<void> => {
    const { exitCode, output } = await container.exec(['sh', '-c', script]);
    if (exitCode !== 0) throw new Error(`${image}: ${script}: exit ${exitCode}: ${output}`);
  };
  const start = async (): Promise<void> => {
    await run('touch /run/go');
    await untilAccepting(address);
  };
  await start();
  const signal = (name: string): Promise<void> => run(`pkill -${name} -x ${process}`);
  const server: Server = {
    start,
    kill: () => run(`rm /run/go && pkill -KILL -x ${process}`),
    freeze: () => signal('STOP'),
    thaw: () => signal('CONT'),
  };
  return { container, address, server };
};

const untilAccepting = async ({ host, port }: Address): Promise<void> => {
  const accepts = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = createConnection({ host, port });
      const end = (accepted: boolean) => (): void => {
        socket.destroy();
        resolve(accepted);
      };
      socket.once('connect', end(true)).once('error', end(false));
    });
  while (!(await accepts())) await pause(50);
};

const brokerProperties = (host: string): string => `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@localhost:9093
controller.listener.names=CONTROLLER
listeners=CLIENT://:9092,CONTROLLER://:9093
advertised.listeners=CLIENT://${host}:9092
inter.broker.listener.name=CLIENT
listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=/var/lib/kafka
auto.create.topics.enable=false
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=250
group.min.session.timeout.ms=500
group.initial.rebalance.delay.ms=0
`;
