// A new container in a service's place, the same but for some variables: what `docker compose up -d` would do after an edit.
import { posix } from 'node:path';
import type Dockerode from 'dockerode';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { containerState } from './container-state.ts';
import { listContainers, unknownService, type ListedContainer } from './containers.ts';
import { callEngine, engineCallMs, statusOf } from './engine-call.ts';
import type { Variables } from './power.ts';

/** Under this name the new one waits until the old one has gone: whenever gameday dies, one of the two is whole. */
const nextSuffix = '-gameday-next';

export const environmentOf = (variables: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    variables.map((variable) => {
      const at = variable.indexOf('=');
      return at === -1 ? [variable, ''] : [variable.slice(0, at), variable.slice(at + 1)];
    }),
  );

export const recreateContainer = async (
  docker: Dockerode,
  system: string,
  service: string,
  change: Variables,
  ctx: Context,
): Promise<void> => {
  const old = await onlyOne(docker, system, service, ctx);
  const info = await callEngine(`inspect ${service}`, ctx, (abortSignal) =>
    docker.getContainer(old.id).inspect({ abortSignal }),
  );
  const next = await callEngine(`create ${service} anew`, ctx, () =>
    docker.createContainer({ ...likeness(info, change), name: `${old.name}${nextSuffix}` }),
  );
  await copyOwnFiles(docker.getContainer(old.id), next, ctx);
  await replace(docker, old, next, containerState(service, info).stopGraceSeconds, ctx);
};

/** Ends what a call that was cut off had begun: the new one goes while the old one is there, else it takes its place. */
export const onlyOne = async (
  docker: Dockerode,
  system: string,
  service: string,
  ctx: Context,
): Promise<ListedContainer> => {
  const all = await listContainers(docker, system, ctx);
  const containers = all.filter((container) => container.service === service);
  const next = containers.find(({ name }) => name.endsWith(nextSuffix));
  const old = containers.find(({ name }) => !name.endsWith(nextSuffix));
  if (next === undefined) {
    if (old === undefined) throw unknownService(system, service, all);
    return old;
  }
  if (old !== undefined) {
    await remove(docker.getContainer(next.id), `the new ${service}`, ctx);
    return old;
  }
  const name = next.name.slice(0, -nextSuffix.length);
  await callEngine(`name ${service}`, ctx, (abortSignal) =>
    docker.getContainer(next.id).rename({ name, abortSignal }),
  );
  return { ...next, name };
};

export const likeness = (
  info: Dockerode.ContainerInspectInfo,
  change: Variables,
): Dockerode.ContainerCreateOptions => {
  const { Hostname, ...config } = info.Config;
  const env = { ...environmentOf(config.Env), ...change };
  const aliases = containerState('', info).networks;
  return {
    ...config,
    // The engine's own name for it is the beginning of its id.
    ...(info.Id.startsWith(Hostname) ? {} : { Hostname }),
    Env: Object.entries(env).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])),
    HostConfig: { ...info.HostConfig, Binds: [...(info.HostConfig.Binds ?? []), ...unnamedVolumes(info)] },
    NetworkingConfig: {
      EndpointsConfig: Object.fromEntries(
        Object.entries(aliases).map(([network, endpoint]) => [network, { Aliases: [...endpoint.aliases] }]),
      ),
    },
  };
};

/** Volumes that an image asks for have no name in the container's configuration; the data are wanted all the same. */
const unnamedVolumes = (info: Dockerode.ContainerInspectInfo): readonly string[] => {
  const named = [
    ...(info.HostConfig.Binds ?? []).map((bind) => bind.split(':')[1]),
    ...(info.HostConfig.Mounts ?? []).map(({ Target }) => Target),
  ];
  return info.Mounts.filter(({ Type, Destination }) => Type === 'volume' && !named.includes(Destination)).map(
    ({ Name, Destination }) => `${Name ?? ''}:${Destination}`,
  );
};

// Compose writes the configs of its file into the container itself; beside them lies what the service has written.
const passing = /^\/(dev|proc|sys|run|tmp)\//;
const mostFiles = 200;

export const copyOwnFiles = async (
  from: Dockerode.Container,
  to: Dockerode.Container,
  ctx: Context,
): Promise<void> => {
  const changes = (await callEngine('list what a container has written', ctx, () => from.changes())) as
    readonly { readonly Path: string; readonly Kind: 0 | 1 | 2 }[] | null;
  const paths = (changes ?? []).filter(({ Kind }) => Kind !== 2).map(({ Path }) => Path);
  // A changed folder is listed with what changed in it: that counts.
  const leaves = paths.filter(
    (path) => !passing.test(path) && !paths.some((other) => other.startsWith(`${path}/`)),
  );
  if (leaves.length > mostFiles)
    throw new GamedayError({
      code: 'recreate',
      message: `the container has written ${leaves.length} files outside its volumes, more than ${mostFiles}`,
      hint: 'give the folder that it writes to a volume',
    });
  for (const path of leaves) {
    const archive = await callEngine(`copy ${path}`, ctx, () => from.getArchive({ path }));
    await callEngine(`copy ${path}`, ctx, () => to.putArchive(archive, { path: posix.dirname(path) }));
  }
};

const replace = async (
  docker: Dockerode,
  old: ListedContainer,
  next: Dockerode.Container,
  graceSeconds: number,
  ctx: Context,
): Promise<void> => {
  const former = docker.getContainer(old.id);
  const limitMs = engineCallMs + graceSeconds * 1000;
  await callEngine(
    `stop ${old.name}`,
    ctx,
    (abortSignal) =>
      former.stop({ abortSignal }).catch((error: unknown) => {
        // It had ended already.
        if (statusOf(error) !== 304) throw error;
      }),
    limitMs,
  );
  await remove(former, old.name, ctx);
  await callEngine(`name ${old.name}`, ctx, (abortSignal) => next.rename({ name: old.name, abortSignal }));
  await callEngine(`start ${old.name}`, ctx, (abortSignal) => next.start({ abortSignal }));
};

/** Its volumes stay. */
const remove = async (container: Dockerode.Container, what: string, ctx: Context): Promise<void> => {
  await callEngine(`remove ${what}`, ctx, (abortSignal) => container.remove({ force: true, abortSignal }));
};
