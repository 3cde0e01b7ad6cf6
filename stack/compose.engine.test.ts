// A stack's life: started labelled, understood by the runbook's docker-compose, found again, taken away without a trace.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack } from './compose.ts';
import {
  composeBinary,
  miniFiles,
  startMiniStack,
  unhurried,
  within,
  type MiniStack,
} from '../test/mini-stack.ts';
import { findStack } from './find-stack.ts';
import { ours } from './labels.ts';
import { openStack } from './open-stack.ts';
import { composeTexts } from './stack-files.ts';
import { stopStack } from './stop-stack.ts';

const system = 'mini-life';
const ctx = unhurried;
let mini: MiniStack;
beforeAll(async () => {
  mini = await startMiniStack(system);
});
afterAll(() => mini.stop());

const terminal = async (commandLine: string) => {
  const { output, exitCode } = await mini.stack.operator.run(commandLine, within(60_000));
  return { output, exitCode };
};
const idsOf = async (): Promise<Readonly<Record<string, string>>> => {
  const found = await findStack(mini.engine, system, ctx);
  return Object.fromEntries((found?.containers ?? []).map(({ service, id }) => [service, id]));
};

describe('what is up', () => {
  it('is found with its pace and hash', async () => {
    const found = await findStack(mini.engine, system, ctx);
    expect(found).toMatchObject({
      system,
      project: system,
      gamedayProject: `${system}-gameday`,
      pace: 30,
      hash: 'a1b2c3',
    });
    expect(found?.containers.map(({ service, state }) => `${service} ${state}`).sort()).toEqual([
      'alertmanager running',
      'bare running',
      'operator running',
      'prometheus running',
      'receiver running',
      'redis running',
      'toxiproxy running',
    ]);
  });

  it('is opened by another process from the engine alone', async () => {
    const again = await openStack({ engine: mini.engine, system, held: true, ctx });
    expect(again.identity).toMatchObject({ system, held: true, gamedayProject: `${system}-gameday` });
    expect(again.services).toEqual(['redis', 'bare']);
    expect(again.edges.list()).toEqual([
      { name: 'client-redis', listenPort: 16379, upstream: 'redis:6379' },
      { name: 'other-redis', listenPort: 16380, upstream: 'redis:6379' },
      { name: 'client-bare', listenPort: 16381, upstream: 'bare:6379' },
    ]);
    await again.close();
  });

  it('is not started a second time', async () => {
    const options = { engine: mini.engine, files: miniFiles(system), compose: composeBinary(), held: false };
    await expect(startStack({ ...options, ctx, report: () => undefined })).rejects.toMatchObject({
      code: 'stack-exists',
      exitCode: 64,
    });
    expect((await mini.stack.powers.inspect('redis', ctx)).status).toBe('running');
  });
});

describe("the runbook's docker-compose", () => {
  it('has the very file from which the system was started', async () => {
    const text = composeTexts(miniFiles(system), mini.engine).system;
    expect(await terminal('cat docker-compose.yml')).toEqual({ output: text, exitCode: 0 });
    expect((await terminal('docker-compose exec -T bare printenv PRICE')).output).toBe(
      '5$ and ${NOT_A_VARIABLE}\n',
    );
    expect((await terminal('docker-compose exec -T bare cat /etc/greeting')).output).toBe('costs 5$\n');
  });

  it('shows the system and nothing of ours', async () => {
    const { output } = await terminal("docker-compose ps --format '{{.Service}} {{.State}}'");
    expect(output.trim().split('\n').sort()).toEqual(['bare running', 'redis running']);
    expect((await terminal('docker-compose logs redis')).output).toContain('Ready to accept connections');
  });

  it.each([
    'docker-compose up -d',
    'docker-compose restart bare',
    'docker-compose stop bare; docker-compose start bare',
  ])('%s keeps the containers', async (commandLine) => {
    const before = await idsOf();
    expect((await terminal(commandLine)).exitCode).toBe(0);
    expect(await idsOf()).toEqual(before);
    expect((await mini.stack.powers.inspect('bare', ctx)).status).toBe('running');
  });

  it('takes the system down and up again, labelled, on the same network, and leaves ours alone', async () => {
    const before = await idsOf();
    expect((await terminal('docker-compose down')).exitCode).toBe(0);
    await expect(mini.stack.dialer.lookup('redis')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect((await terminal('docker-compose up -d')).exitCode).toBe(0);
    const after = await idsOf();
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    expect(after['toxiproxy']).toBe(before['toxiproxy']);
    expect(after['redis']).not.toBe(before['redis']);
    expect(
      (await mini.stack.edges.enabled('client-redis', ctx)) &&
        (await terminal('redis-cli -h toxiproxy -p 16379 ping')),
    ).toEqual({
      output: 'PONG\n',
      exitCode: 0,
    });
  });
});

describe('a start that fails', () => {
  const broken = 'mini-broken';
  const start = (composeText: string) => {
    const files = { ...miniFiles(broken), composeText };
    const options = { engine: mini.engine, files, compose: composeBinary(), held: false };
    return startStack({ ...options, ctx, report: () => undefined });
  };

  it.each([
    {
      what: 'a server that ends',
      edit: (text: string) => text.replace('--bind, 0.0.0.0', '--nonsense, yes'),
      code: 'not-up',
      message: /redis: its container is exited, exit code 1\n[^]*\| .*nonsense/,
    },
    {
      what: 'an image that is not there',
      edit: (text: string) => text.replace('gameday/redis:local', 'gameday/no-such:local'),
      code: 'compose-failed',
      message: /^docker-compose up -d --no-build of mini-broken failed \(exit code 1\):[^]* redis Error /,
    },
  ])('by $what says so and leaves nothing', async ({ edit, code, message }) => {
    const composeText = edit(miniFiles(broken).composeText);
    await expect(start(composeText)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
    expect(await labelled(broken)).toEqual([]);
  });

  it("because the project is somebody else's touches nothing", async () => {
    const { docker } = mini.engine;
    const foreign = await docker.createContainer({
      name: 'somebody-elses',
      Image: 'gameday/redis:local',
      Labels: { 'com.docker.compose.project': broken },
    });
    await expect(start(miniFiles(broken).composeText)).rejects.toMatchObject({
      code: 'foreign-project',
      exitCode: 64,
    });
    await stopStack(mini.engine, broken, ctx);
    expect((await foreign.inspect()).Name).toBe('/somebody-elses');
    await foreign.remove();
  });
});

it('is taken away with volumes and networks, any number of times, and nothing else goes', async () => {
  const { docker } = mini.engine;
  const volume = await docker.createVolume({ Name: 'somebody-elses-volume' });
  await mini.stop();
  await stopStack(mini.engine, system, ctx);
  expect(await labelled(system)).toEqual([]);
  expect(await findStack(mini.engine, system, ctx)).toBeNull();
  expect(await volume.inspect()).toMatchObject({ Name: 'somebody-elses-volume' });
  await volume.remove();
});

const labelled = async (name: string): Promise<readonly string[]> => {
  const { docker } = mini.engine;
  const filters = ours(name);
  const [containers, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  return [
    ...containers.map(({ Names }) => Names.join()),
    ...networks.map(({ Name }) => Name),
    ...(volumes.Volumes ?? []).map(({ Name }) => Name),
  ];
};
