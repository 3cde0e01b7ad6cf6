// The powers over a stack's containers, by the engine's API.
import type Dockerode from 'dockerode';
import type { Context } from '../core/clock.ts';
import { containerState } from './container-state.ts';
import { containerOf } from './containers.ts';
import type { Engine } from './engine/connect-engine.ts';
import { callEngine, engineCallMs, statusOf } from './engine-call.ts';
import { endCommands, execIn } from './exec.ts';
import { signalMainProcess } from './main-process.ts';
import { setMemoryLimit } from './memory-limit.ts';
import { collectAll } from './output-frames.ts';
import { createReplacingPowers } from './replacing-powers.ts';
import type { ContainerState, Powers } from './stack.ts';

const logBytes = 4 * 1024 * 1024;
// The engine's statuses for "it is so already".
const alreadySo = 304;

export const createPowers = (engine: Engine, system: string): Powers => {
  const reach = createReach(engine.docker, system);
  const { find, inspect, act } = reach;
  return {
    inspect,
    ...lifecyclePowers(reach),
    ...networkPowers(engine.docker, find),
    ...createReplacingPowers(engine.docker, system),
    signal: (service, signal, ctx) =>
      act(`send ${signal} to`, service, ctx, (container, abortSignal) =>
        container.kill({ signal, abortSignal }),
      ),
    signalMain: async (service, signal, ctx) => {
      const { init } = await inspect(service, ctx);
      const { container, name } = await find(service, ctx);
      await signalMainProcess(container, name, init, signal, ctx);
    },
    limitMemory: (service, limitBytes, memorySwapBytes, ctx) =>
      act('limit the memory of', service, ctx, (container) =>
        setMemoryLimit(container, limitBytes, memorySwapBytes, engine.cgroupVersion),
      ),
    exec: async (service, argv, ctx, options = {}) => {
      // Found under a signal of its own: a deadline that has passed is the command's result, not an error.
      const own = { clock: ctx.clock, signal: new AbortController().signal };
      const { container, name } = await find(service, own);
      return execIn(container, name, { ...options, argv }, ctx);
    },
    endCommands: async (service, ctx) => {
      const { container, name } = await find(service, ctx);
      await endCommands(container, name, ctx.clock);
    },
    logs: async (service, ctx, { sinceMs, tail } = {}) => {
      const { container } = await find(service, ctx);
      return readLogs(container, service, ctx, sinceMs, tail);
    },
  };
};

type ContainerCall = (container: Dockerode.Container, abortSignal: AbortSignal) => Promise<unknown>;

/** How the powers get at a service's container. */
interface Reach {
  find(
    service: string,
    ctx: Context,
  ): Promise<{ readonly container: Dockerode.Container; readonly name: string }>;
  inspect(service: string, ctx: Context): Promise<ContainerState>;
  /** One call on the container, with `extraMs` for what it waits for. */
  act(verb: string, service: string, ctx: Context, call: ContainerCall, extraMs?: number): Promise<void>;
}

const createReach = (docker: Dockerode, system: string): Reach => {
  const find: Reach['find'] = async (service, ctx) => {
    const { id, name } = await containerOf(docker, system, service, ctx);
    return { container: docker.getContainer(id), name };
  };
  return {
    find,
    inspect: async (service, ctx) => {
      const { container } = await find(service, ctx);
      const info = await callEngine(`inspect ${service}`, ctx, (abortSignal) =>
        container.inspect({ abortSignal }),
      );
      return containerState(service, info);
    },
    act: async (verb, service, ctx, call, extraMs = 0) => {
      const { container } = await find(service, ctx);
      const limitMs = engineCallMs + extraMs;
      await callEngine(`${verb} ${service}`, ctx, (abortSignal) => call(container, abortSignal), limitMs);
    },
  };
};

const lifecyclePowers = ({
  inspect,
  act,
}: Reach): Pick<Powers, 'start' | 'stop' | 'restart' | 'pause' | 'unpause'> => {
  const graceMs = async (service: string, ctx: Context): Promise<number> =>
    (await inspect(service, ctx)).stopGraceSeconds * 1000;
  return {
    start: (service, ctx) =>
      act('start', service, ctx, (container, abortSignal) => tolerant(container.start({ abortSignal }))),
    stop: async (service, ctx, graceSeconds) => {
      const waitMs = graceSeconds === undefined ? await graceMs(service, ctx) : graceSeconds * 1000;
      const grace = graceSeconds === undefined ? {} : { t: graceSeconds };
      const stop: ContainerCall = (container, abortSignal) =>
        tolerant(container.stop({ ...grace, abortSignal }));
      await act('stop', service, ctx, stop, waitMs);
    },
    restart: async (service, ctx) => {
      const restart: ContainerCall = (container, abortSignal) => container.restart({ abortSignal });
      await act('restart', service, ctx, restart, await graceMs(service, ctx));
    },
    pause: (service, ctx) =>
      act('pause', service, ctx, (container, abortSignal) => container.pause({ abortSignal })),
    unpause: (service, ctx) =>
      act('unpause', service, ctx, (container, abortSignal) => container.unpause({ abortSignal })),
  };
};

const networkPowers = (docker: Dockerode, find: Reach['find']): Pick<Powers, 'disconnect' | 'connect'> => ({
  disconnect: async (service, network, ctx) => {
    const { container } = await find(service, ctx);
    await callEngine(`disconnect ${service} from ${network}`, ctx, (abortSignal) =>
      docker.getNetwork(network).disconnect({ Container: container.id, Force: true, abortSignal }),
    );
  },
  connect: async (service, network, aliases, ctx) => {
    const { container } = await find(service, ctx);
    const endpoint = { Container: container.id, EndpointConfig: { Aliases: [...aliases] } };
    await callEngine(`connect ${service} to ${network}`, ctx, () =>
      docker.getNetwork(network).connect(endpoint),
    );
  },
});

const readLogs = async (
  container: Dockerode.Container,
  service: string,
  ctx: Context,
  sinceMs: number | undefined,
  tail: number | undefined,
): Promise<string> => {
  const options = {
    follow: false as const,
    stdout: true,
    stderr: true,
    ...(sinceMs === undefined ? {} : { since: sinceMs / 1000 }),
    ...(tail === undefined ? {} : { tail }),
  };
  const bytes = await callEngine(`read the logs of ${service}`, ctx, (abortSignal) =>
    container.logs({ ...options, abortSignal }),
  );
  return collectAll(bytes, logBytes).output;
};

/** Starting what runs and stopping what is stopped has succeeded. */
const tolerant = async (call: Promise<unknown>): Promise<void> => {
  try {
    await call;
  } catch (error) {
    if (statusOf(error) !== alreadySo) throw error;
  }
};
