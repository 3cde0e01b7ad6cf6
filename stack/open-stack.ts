// Opens a stack that is up: from the engine alone, so that healing can do it in another process.
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { listContainers } from './containers.ts';
import { createDialer } from './dialer.ts';
import { createEdges } from './edges.ts';
import type { Engine } from './engine/connect-engine.ts';
import { subscribe } from './events.ts';
import { findStack, type FoundStack } from './find-stack.ts';
import { createKernel } from './kernel.ts';
import { createOperator } from './operator.ts';
import { createPowers } from './powers.ts';
import { createPrometheus } from './prometheus.ts';
import { createReceiver } from './receiver.ts';
import type { StackOutline } from './stack-files.ts';
import type { Kernel, Stack } from './stack.ts';

export interface OpenOptions {
  readonly engine: Engine;
  readonly system: string;
  /** `gameday up` started it: it is left up. */
  readonly held: boolean;
  readonly ctx: Context;
}

export const openStack = async ({ engine, system, held, ctx }: OpenOptions): Promise<Stack> => {
  const { clock } = ctx;
  const { found, outline } = await demandStack(engine, system, ctx);
  const { project, gamedayProject } = found;
  const services = [...outline.services, ...outline.monitoring];
  const dialer = createDialer({ docker: engine.docker, system, network: outline.network, services, clock });
  const kernel = createKernel();
  await demandView(kernel, found);
  const events = await subscribe(engine.docker, system, clock, () => dialer.forget());
  return {
    identity: {
      system,
      engineKind: engine.kind,
      socket: engine.socket,
      privateEngine: engine.kind === 'private' ? engine.id : null,
      held,
      project,
      gamedayProject,
    },
    engine: { kind: engine.kind, version: engine.version, apiVersion: engine.apiVersion },
    services: outline.services,
    network: outline.network,
    powers: createPowers(engine, system),
    kernel,
    edges: createEdges(outline.edges, dialer),
    dialer,
    prometheus: createPrometheus(dialer),
    receiver: createReceiver(dialer),
    operator: createOperator(engine, system),
    ownContainers: (asking) => listContainers(engine.docker, system, asking),
    events: (sinceMs, asking) => events.since(sinceMs, asking),
    close: () => events.close(),
  };
};

const demandStack = async (
  engine: Engine,
  system: string,
  ctx: Context,
): Promise<{ readonly found: FoundStack; readonly outline: StackOutline }> => {
  const found = await findStack(engine, system, ctx);
  if (found !== null && found.outline !== null) return { found, outline: found.outline };
  throw new GamedayError({
    code: 'no-stack',
    message:
      found === null
        ? `no stack ${system} is up on ${engine.socket}`
        : `the stack ${system} on ${engine.socket} is incomplete: its operator is missing`,
    hint: found === null ? '`gameday up` starts one' : '`gameday down` takes the rest away',
  });
};

/** Proofs rest on the kernel's word: without it, "nothing runs" and "nothing can be seen" would look the same. */
const demandView = async (kernel: Kernel, { containers }: FoundStack): Promise<void> => {
  const running = containers.filter(({ state }) => state === 'running' || state === 'paused');
  if (running.length === 0) return;
  for (const { id } of running) if ((await kernel.processes(id)) !== null) return;
  throw new GamedayError({
    code: 'kernel-view',
    exitCode: 64,
    message: "the containers' cgroups can't be seen below /sys/fs/cgroup",
    hint: 'run gameday on the machine where the engine runs, not inside a container',
  });
};
