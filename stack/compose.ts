// Starts a stack: the system's Compose project and gameday's own beside it, on one network.
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import type { Engine } from './engine/connect-engine.ts';
import { callEngine } from './engine-call.ts';
import { findStack } from './find-stack.ts';
import {
  composeNetworkLabel,
  composeProjectLabel,
  hashLabel,
  paceLabel,
  projectsOf,
  systemLabel,
} from './labels.ts';
import { openStack } from './open-stack.ts';
import { runCompose } from './run-compose.ts';
import { composeTexts, type ComposeTexts, type StackFiles } from './stack-files.ts';
import { stackChecks, waitForDiscovery } from './stack-ready.ts';
import { waitUntilUp } from './ready.ts';
import type { Stack } from './stack.ts';
import { stopStack } from './stop-stack.ts';

export interface StartOptions {
  readonly engine: Engine;
  readonly files: StackFiles;
  /** The docker-compose binary. */
  readonly compose: string;
  /** `gameday up` starts it to be left up. */
  readonly held: boolean;
  readonly ctx: Context;
  /** Told what goes on, in a few words. */
  readonly report: (message: string) => void;
  /** Throws when somebody else has the stack by now: whoever was suspended must not touch that one's. Absent: nobody can. */
  readonly demandOurs?: () => void;
}

const upWithinMs = 30_000;
const cleanUpWithinMs = 60_000;

/** Everything of ours answers and the system's containers are started; whether the system is ready, the drill's gate judges. */
export const startStack = async (options: StartOptions): Promise<Stack> => {
  const { engine, files, ctx, demandOurs } = options;
  await refuseOccupied(engine, files.system, ctx);
  try {
    return await bringUp(options);
  } catch (error) {
    demandOurs?.();
    // On a fresh deadline: the run's own may be what ended the start.
    const fresh: Context = { clock: ctx.clock, signal: ctx.clock.deadline(cleanUpWithinMs) };
    await stopStack(engine, files.system, fresh).catch((left: unknown) => {
      throw new AggregateError([error, left], 'the stack did not come up, and could not be taken away again');
    });
    throw error;
  }
};

const bringUp = async (options: StartOptions): Promise<Stack> => {
  const { engine, files, compose, held, ctx, report, demandOurs } = options;
  const texts = composeTexts(files, engine);
  await createNetwork(engine, files, texts, ctx);
  const { project, gamedayProject } = projectsOf(files.system);
  report(`starting ${[...texts.outline.services, ...texts.outline.monitoring].join(', ')}`);
  const call = {
    compose,
    socket: engine.socket,
    folder: files.operator.cwd,
    command: ['up', '-d', '--no-build'],
  };
  demandOurs?.();
  const both = await Promise.allSettled([
    runCompose({ ...call, project, text: texts.system }, ctx),
    runCompose({ ...call, project: gamedayProject, text: texts.monitoring }, ctx),
  ]);
  for (const result of both) if (result.status === 'rejected') throw result.reason;
  report('all containers are started, waiting until they answer');
  const stack = await openStack({ engine, system: files.system, held, ctx });
  try {
    await waitUntilUp(stackChecks(stack, texts.outline, ctx), ctx, upWithinMs);
    const wanting = await waitForDiscovery(stack, ctx);
    if (wanting.length > 0) report(`Prometheus does not reach yet: ${wanting.join(', ')}`);
    return stack;
  } catch (error) {
    await stack.close();
    throw error;
  }
};

/** Before either project, so that both can start at once; labelled as Compose itself would, so that it takes it for its own. */
const createNetwork = async (
  engine: Engine,
  files: StackFiles,
  { outline }: ComposeTexts,
  ctx: Context,
): Promise<void> => {
  const network = {
    Name: outline.network,
    CheckDuplicate: true,
    Driver: 'bridge',
    Labels: {
      [composeProjectLabel]: projectsOf(files.system).project,
      [composeNetworkLabel]: 'default',
      [systemLabel]: files.system,
      [paceLabel]: String(files.pace),
      [hashLabel]: files.hash,
    },
  };
  await callEngine(`create the network ${outline.network}`, ctx, (abortSignal) =>
    engine.docker.createNetwork({ ...network, abortSignal }),
  );
};

const refuseOccupied = async (engine: Engine, system: string, ctx: Context): Promise<void> => {
  if ((await findStack(engine, system, ctx)) !== null) {
    throw new GamedayError({
      code: 'stack-exists',
      exitCode: 64,
      message: `a stack ${system} is on this engine already`,
      hint: '`gameday down` takes it away',
    });
  }
  for (const project of Object.values(projectsOf(system))) {
    const filters = { label: [`${composeProjectLabel}=${project}`] };
    const others = await callEngine(`look for a project ${project}`, ctx, (abortSignal) =>
      engine.docker.listContainers({ all: true, filters, abortSignal }),
    );
    if (others.length > 0)
      throw foreignProject(
        project,
        others.map(({ Names, Id }) => Names[0] ?? Id),
      );
  }
};

const foreignProject = (project: string, names: readonly string[]): GamedayError =>
  new GamedayError({
    code: 'foreign-project',
    exitCode: 64,
    message: `a Compose project ${project} is on this engine that gameday did not start: ${names.join(', ')}`,
    hint: 'gameday never touches what it did not start: take it down, or give another engine by --engine',
  });
