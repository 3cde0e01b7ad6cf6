// Which Docker Engine is meant: --engine, DOCKER_HOST, the current Docker context, or none (then gameday starts its own).
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { GamedayError } from '../../core/errors.ts';

export interface EngineTarget {
  readonly kind: 'private' | 'flag' | 'docker-host' | 'context';
  /** The path of the engine's Unix socket. */
  readonly socket: string;
  /** The holder in whose network namespace this process runs; null where the engine shares the machine's. */
  readonly inNamespaceOf: number | null;
}

export interface EngineSettings {
  /** `--engine`: a path, or a `unix://` URL. */
  readonly flag: string | null;
  /** Of the environment: DOCKER_HOST, DOCKER_CONTEXT, DOCKER_CONFIG. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const defaultSocket = '/var/run/docker.sock';

/** Null: nobody gave one and none runs at the usual place, so the private engine it is. */
export const findEngine = async ({ flag, env, home }: EngineSettings): Promise<EngineTarget | null> => {
  if (flag !== null) {
    const endpoint = flag.startsWith('/') ? `unix://${flag}` : flag;
    return target('flag', endpoint, '--engine');
  }
  if (env['DOCKER_HOST']) return target('docker-host', env['DOCKER_HOST'], 'DOCKER_HOST');
  const configFolder = env['DOCKER_CONFIG'] || join(home, '.docker');
  const context = env['DOCKER_CONTEXT'] || (await currentContext(configFolder));
  if (context !== 'default') {
    return target('context', await contextEndpoint(configFolder, context), `the Docker context "${context}"`);
  }
  const answer = await ping(defaultSocket);
  if (answer === 'forbidden') throw unreachable(defaultSocket, 'this user may not open it', null);
  return answer === 'ok' ? target('context', `unix://${defaultSocket}`, 'the default Docker context') : null;
};

const target = (kind: EngineTarget['kind'], endpoint: string, givenBy: string): EngineTarget => {
  const [, path] = /^unix:\/\/(\/.+)$/.exec(endpoint) ?? [];
  if (path === undefined) {
    throw notYet(
      `${givenBy} names ${endpoint}; only engines on this Linux machine (unix:///path) are supported`,
    );
  }
  if (path.includes('/.docker/desktop/')) {
    throw notYet(`${givenBy} names Docker Desktop (${path}), whose containers run in a virtual machine`);
  }
  return { kind, socket: path, inNamespaceOf: null };
};

export const notYet = (message: string): GamedayError =>
  new GamedayError({
    code: 'engine-not-supported',
    exitCode: 64,
    message: `not yet: ${message}`,
    hint: 'leave out --engine, DOCKER_HOST and the context (DOCKER_CONTEXT=default), and gameday starts an engine of its own',
  });

export const unreachable = (socket: string, why: string, cause: unknown): GamedayError =>
  new GamedayError({
    code: 'engine-unreachable',
    exitCode: 64,
    message: `no Docker Engine answers on ${socket}: ${why}`,
    hint: 'start that engine, or give another by --engine or DOCKER_HOST; as root and without any, gameday starts its own',
    cause,
  });

const currentContext = async (configFolder: string): Promise<string> => {
  const file = join(configFolder, 'config.json');
  const text = await readIfThere(file);
  if (text === null) return 'default';
  const { currentContext: name } = parse(text, file) as { readonly currentContext?: string };
  return name || 'default';
};

const contextEndpoint = async (configFolder: string, name: string): Promise<string> => {
  const folder = createHash('sha256').update(name).digest('hex');
  const file = join(configFolder, 'contexts', 'meta', folder, 'meta.json');
  const text = await readIfThere(file);
  const meta = text === null ? null : (parse(text, file) as ContextMeta);
  const host = meta?.Endpoints?.docker?.Host;
  if (host) return host;
  throw new GamedayError({
    code: 'unknown-docker-context',
    exitCode: 64,
    message: `the Docker context "${name}" has no Docker endpoint (looked into ${file})`,
    hint: 'see `docker context ls`, or unset DOCKER_CONTEXT',
  });
};

interface ContextMeta {
  readonly Endpoints?: { readonly docker?: { readonly Host?: string } };
}

const parse = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GamedayError({
      code: 'docker-config-unreadable',
      exitCode: 64,
      message: `${file} is not JSON`,
      hint: 'mend that file, or set DOCKER_HOST=unix:///path/of/the/socket',
      cause,
    });
  }
};

const readIfThere = async (file: string): Promise<string | null> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};

/** Whether a Docker Engine answers on a socket. */
export const ping = (socket: string): Promise<'ok' | 'silent' | 'forbidden'> =>
  new Promise((resolve) => {
    const asked = request({ socketPath: socket, path: '/_ping', timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? 'ok' : 'silent');
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', (error) =>
      resolve('code' in error && error.code === 'EACCES' ? 'forbidden' : 'silent'),
    );
    asked.end();
  });
