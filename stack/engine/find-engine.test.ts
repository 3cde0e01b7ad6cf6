// The order in which an engine is looked for, with real Docker config folders.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectEngine } from './connect-engine.ts';
import { findEngine, ping } from './find-engine.ts';

let home = '';
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'gameday-home-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const writeConfig = (text: string): void => {
  mkdirSync(join(home, '.docker'), { recursive: true });
  writeFileSync(join(home, '.docker', 'config.json'), text);
};

const writeContext = (name: string, host: string): void => {
  const folder = join(home, '.docker', 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'meta.json'),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }),
  );
};

describe('findEngine', () => {
  it.each([
    ['a path', '/run/a.sock'],
    ['a URL', 'unix:///run/a.sock'],
  ])('takes --engine as %s before everything', async (_, flag) => {
    const env = { DOCKER_HOST: 'tcp://b:2375', DOCKER_CONTEXT: 'nobody' };
    const found = { kind: 'flag', socket: '/run/a.sock', inNamespaceOf: null };
    expect(await findEngine({ flag, env, home })).toEqual(found);
  });

  it('takes DOCKER_HOST before the context', async () => {
    const env = { DOCKER_HOST: 'unix:///run/b.sock', DOCKER_CONTEXT: 'nobody' };
    expect(await findEngine({ flag: null, env, home })).toMatchObject({
      kind: 'docker-host',
      socket: '/run/b.sock',
    });
  });

  it('takes the current context of the config, and DOCKER_CONTEXT before it', async () => {
    writeConfig('{"currentContext":"mine"}');
    writeContext('mine', 'unix:///run/c.sock');
    writeContext('other', 'unix:///run/d.sock');
    const found = await findEngine({ flag: null, env: {}, home });
    expect(found).toMatchObject({ kind: 'context', socket: '/run/c.sock' });
    const other = await findEngine({ flag: null, env: { DOCKER_CONTEXT: 'other' }, home });
    expect(other).toMatchObject({ kind: 'context', socket: '/run/d.sock' });
  });

  it.each([
    [
      'TCP',
      { DOCKER_HOST: 'tcp://10.0.0.1:2375' },
      'not yet: DOCKER_HOST names tcp://10.0.0.1:2375; only engines on this Linux machine (unix:///path) are supported',
    ],
    [
      'ssh',
      { DOCKER_HOST: 'ssh://me@box' },
      'not yet: DOCKER_HOST names ssh://me@box; only engines on this Linux machine (unix:///path) are supported',
    ],
    [
      'Docker Desktop',
      { DOCKER_HOST: 'unix:///home/me/.docker/desktop/docker.sock' },
      'not yet: DOCKER_HOST names Docker Desktop (/home/me/.docker/desktop/docker.sock), whose containers run in a virtual machine',
    ],
  ])('says "not yet" to %s', async (_, env, message) => {
    await expect(findEngine({ flag: null, env, home })).rejects.toMatchObject({
      code: 'engine-not-supported',
      exitCode: 64,
      message,
    });
  });

  it('says where it looked for a context that is not there', async () => {
    const found = findEngine({ flag: null, env: { DOCKER_CONTEXT: 'gone' }, home });
    await expect(found).rejects.toMatchObject({ code: 'unknown-docker-context', exitCode: 64 });
  });

  it('says which file is broken', async () => {
    writeConfig('{');
    const found = findEngine({ flag: null, env: {}, home });
    await expect(found).rejects.toMatchObject({
      code: 'docker-config-unreadable',
      message: `${join(home, '.docker', 'config.json')} is not JSON`,
    });
  });
});

describe('an engine that does not answer', () => {
  it('is an error with a remedy', async () => {
    const target = { kind: 'docker-host', socket: join(home, 'none.sock'), inNamespaceOf: null } as const;
    await expect(connectEngine(target)).rejects.toMatchObject({ code: 'engine-unreachable', exitCode: 64 });
  });

  it('is silent, and one that answers something else too', async () => {
    const socket = join(home, 'other.sock');
    const server = createServer((_, response) => response.writeHead(404).end()).listen(socket);
    await once(server, 'listening');
    try {
      expect(await ping(socket)).toBe('silent');
      expect(await ping(join(home, 'none.sock'))).toBe('silent');
    } finally {
      server.close();
    }
  });
});
