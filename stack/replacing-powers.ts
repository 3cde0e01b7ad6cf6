// The powers that put something else in a container's or a volume's place.
import type Dockerode from 'dockerode';
import { dropAside, isAside, moveAside, moveBack, volumeFolders, type Aside } from './aside.ts';
import { removeBeside, startBeside } from './beside.ts';
import { containerOf } from './containers.ts';
import { callEngine } from './engine-call.ts';
import type { ReplacingPowers } from './power.ts';
import { environmentOf, onlyOne, recreateContainer } from './recreate.ts';

export const createReplacingPowers = (docker: Dockerode, system: string): ReplacingPowers => {
  const aside = (mark: string): Aside => ({ docker, system, mark });
  return {
    environment: async (service, ctx) => {
      const { id } = await containerOf(docker, system, service, ctx);
      const { Config } = await callEngine(`inspect ${service}`, ctx, (abortSignal) =>
        docker.getContainer(id).inspect({ abortSignal }),
      );
      return environmentOf(Config.Env);
    },
    recreate: (service, change, ctx) => recreateContainer(docker, system, service, change, ctx),
    settleRecreation: async (service, ctx) => {
      await onlyOne(docker, system, service, ctx);
    },
    startBeside: (service, name, change, ctx) => startBeside(docker, system, service, name, change, ctx),
    removeBeside: (name, ctx) => removeBeside(docker, system, name, ctx),
    volumeFolders: async (service, ctx) => {
      const { id } = await containerOf(docker, system, service, ctx);
      return await volumeFolders(docker, id, ctx);
    },
    moveAside: (service, folder, mark, ctx) => moveAside(aside(mark), service, folder, ctx),
    moveBack: (service, folder, mark, ctx) => moveBack(aside(mark), service, folder, ctx),
    dropAside: (mark, ctx) => dropAside(aside(mark), ctx),
    isAside: (mark, ctx) => isAside(aside(mark), ctx),
  };
};
