// What a service's volume holds, moved to a volume of gameday's own and back: by a container of the operator's image, which has
// the tools for it whatever the service's image has.
import type Dockerode from 'dockerode';
import type { Context } from '../core/clock.ts';
import { GamedayError } from '../core/errors.ts';
import { containerOf } from './containers.ts';
import { callEngine, statusOf } from './engine-call.ts';
import { systemLabel } from './labels.ts';
import { operatorService } from './operator.ts';
import { collectAll } from './output-frames.ts';

export interface Aside {
  readonly docker: Dockerode;
  readonly system: string;
  readonly mark: string;
}

const copyWithinMs = 50_000;
const outputBytes = 64 * 1024;
/** Of the volume, and of the container that copies: whoever comes after a run that died finds both by it. */
const nameOf = ({ system, mark }: Aside): string => `${system}_gameday-aside-${mark}`;

// Copied whole first, then emptied: what is cut off in between has lost nothing. `complete` says that the copy is.
const moveAsideScript = `set -eu
[ -e /aside/complete ] || { rm -rf /aside/data; cp -a "$1" /aside/data; sync; : >/aside/complete; }
find "$1" -mindepth 1 -delete`;
const moveBackScript = `set -eu
[ -e /aside/complete ] || exit 0
find "$1" -mindepth 1 -delete
cp -a /aside/data/. "$1"/`;

export const moveAside = async (
  aside: Aside,
  service: string,
  folder: string,
  ctx: Context,
): Promise<void> => {
  const { docker, system } = aside;
  await callEngine('create a volume', ctx, (abortSignal) =>
    docker.createVolume({ Name: nameOf(aside), Labels: { [systemLabel]: system }, abortSignal }),
  );
  await runBeside(aside, service, moveAsideScript, folder, ctx);
};

export const moveBack = async (
  aside: Aside,
  service: string,
  folder: string,
  ctx: Context,
): Promise<void> => {
  if (!(await isAside(aside, ctx))) return;
  await runBeside(aside, service, moveBackScript, folder, ctx);
  await dropAside(aside, ctx);
};

export const isAside = async (aside: Aside, ctx: Context): Promise<boolean> => {
  const name = nameOf(aside);
  const { Volumes } = await callEngine('list volumes', ctx, (abortSignal) =>
    aside.docker.listVolumes({ filters: { name: [name] }, abortSignal }),
  );
  return (Volumes ?? []).some(({ Name }) => Name === name);
};

export const dropAside = async (aside: Aside, ctx: Context): Promise<void> => {
  await stopCopying(aside, ctx);
  await callEngine('remove a volume', ctx, (abortSignal) =>
    aside.docker.getVolume(nameOf(aside)).remove({ abortSignal }).catch(unlessAbsent),
  );
};

/** A run that died leaves its copying container at work, or ended: either way it holds the volume. */
const stopCopying = async (aside: Aside, ctx: Context): Promise<void> => {
  await callEngine('remove a container', ctx, (abortSignal) =>
    aside.docker.getContainer(nameOf(aside)).remove({ force: true, abortSignal }).catch(unlessAbsent),
  );
};

const unlessAbsent = (error: unknown): void => {
  if (statusOf(error) !== 404) throw error;
};

export const volumeFolders = async (
  docker: Dockerode,
  id: string,
  ctx: Context,
): Promise<readonly string[]> => {
  const { Mounts } = await callEngine('inspect a container', ctx, (abortSignal) =>
    docker.getContainer(id).inspect({ abortSignal }),
  );
  return Mounts.filter(({ Type }) => Type === 'volume').map(({ Destination }) => Destination);
};

const runBeside = async (
  aside: Aside,
  service: string,
  script: string,
  folder: string,
  ctx: Context,
): Promise<void> => {
  const { docker, system } = aside;
  const target = await containerOf(docker, system, service, ctx);
  const operator = await containerOf(docker, system, operatorService, ctx);
  const folders = await volumeFolders(docker, target.id, ctx);
  if (!folders.includes(folder)) throw notAVolume(service, folder, folders);
  const { Image } = await callEngine('inspect the operator', ctx, (abortSignal) =>
    docker.getContainer(operator.id).inspect({ abortSignal }),
  );
  await stopCopying(aside, ctx);
  const container = await callEngine('create a container', ctx, () =>
    docker.createContainer({
      name: nameOf(aside),
      Image,
      Entrypoint: ['bash', '-c', script, 'bash', folder],
      Cmd: [],
      User: '0:0',
      Labels: { [systemLabel]: system },
      HostConfig: {
        NetworkMode: 'none',
        VolumesFrom: [target.id],
        Binds: [`${nameOf(aside)}:/aside`],
      },
    }),
  );
  try {
    await callEngine('start a container', ctx, (abortSignal) => container.start({ abortSignal }));
    const { StatusCode } = (await callEngine(
      `move what ${folder} of ${service} holds`,
      ctx,
      (abortSignal) => container.wait({ abortSignal }),
      copyWithinMs,
    )) as { readonly StatusCode: number };
    if (StatusCode !== 0) throw await notMoved(service, folder, container, ctx);
  } finally {
    await stopCopying(aside, { clock: ctx.clock, signal: ctx.clock.deadline(10_000) });
  }
};

const notAVolume = (service: string, folder: string, folders: readonly string[]): GamedayError =>
  new GamedayError({
    code: 'fault-target-down',
    message: `${folder} of ${service} is no volume`,
    hint: `its volumes: ${folders.join(', ') || 'none'}`,
  });

const notMoved = async (
  service: string,
  folder: string,
  container: Dockerode.Container,
  ctx: Context,
): Promise<GamedayError> => {
  const bytes = await callEngine('read its output', ctx, () =>
    container.logs({ follow: false, stdout: true, stderr: true }),
  );
  return new GamedayError({
    code: 'data-not-moved',
    message: `what ${folder} of ${service} holds could not be moved: ${collectAll(bytes, outputBytes).output.trim()}`,
  });
};
