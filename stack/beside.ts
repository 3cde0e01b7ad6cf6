// A second container like a service's, under a name of its own: another build of it stands beside the first.
import type Dockerode from 'dockerode';
import type { Context } from '../core/clock.ts';
import { containerOf, listContainers } from './containers.ts';
import { callEngine, statusOf } from './engine-call.ts';
import { composeNumberLabel, composeProjectLabel, composeServiceLabel, systemLabel } from './labels.ts';
import type { Likeness } from './power.ts';
import { copyOwnFiles, likeness } from './recreate.ts';

/** Only what carries it is removed. */
const besideLabel = 'dev.gameday.beside';

export const startBeside = async (
  docker: Dockerode,
  system: string,
  service: string,
  name: string,
  change: Likeness,
  ctx: Context,
): Promise<void> => {
  await removeBeside(docker, system, name, ctx);
  const first = await containerOf(docker, system, service, ctx);
  const info = await callEngine(`inspect ${service}`, ctx, (abortSignal) =>
    docker.getContainer(first.id).inspect({ abortSignal }),
  );
  const like = likeness(info, change.variables);
  const networks = Object.keys(info.NetworkSettings.Networks);
  const second = await callEngine(`create ${name}`, ctx, () =>
    docker.createContainer({
      ...like,
      name: `${first.project}-${name}-1`,
      ...(change.image === null ? {} : { Image: change.image }),
      ...(change.command === null ? {} : { Cmd: [...change.command] }),
      // Not of the first's service: Compose would take it for one too many.
      Labels: {
        [systemLabel]: system,
        [besideLabel]: service,
        [composeProjectLabel]: first.project,
        [composeServiceLabel]: name,
        [composeNumberLabel]: '1',
      },
      NetworkingConfig: {
        EndpointsConfig: Object.fromEntries(networks.map((network) => [network, { Aliases: [name] }])),
      },
    }),
  );
  await copyOwnFiles(docker.getContainer(first.id), second, ctx);
  await callEngine(`start ${name}`, ctx, (abortSignal) => second.start({ abortSignal }));
};

export const removeBeside = async (
  docker: Dockerode,
  system: string,
  name: string,
  ctx: Context,
): Promise<void> => {
  const containers = await listContainers(docker, system, ctx);
  const found = containers.filter(({ service, labels }) => service === name && besideLabel in labels);
  for (const { id } of found)
    await callEngine(`remove ${name}`, ctx, (abortSignal) =>
      docker
        .getContainer(id)
        .remove({ force: true, abortSignal })
        .catch((error: unknown) => {
          if (statusOf(error) !== 404) throw error;
        }),
    );
};
