// A moment that no real engine can be held in: a client has asked for its command, and the engine has not started it yet.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Docker from 'dockerode';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { composeServiceLabel } from './labels.ts';
import { endOutlived } from './outlived.ts';

let server: Server | undefined;
afterEach(() => server?.close());

interface Exec {
  readonly Running: boolean;
  readonly Pid: number;
}

/** An engine with one container and one exec in it, `sleep 9`, which is as `states` say, look by look, and stays as the last. */
const engineOf = async (states: readonly Exec[]) => {
  const looks: Exec[] = [];
  const last = { Running: false, Pid: 0 };
  server = createServer(({ url = '' }, response) => {
    const ProcessConfig = { entrypoint: 'sleep', arguments: ['9'] };
    if (url.includes('/exec/')) {
      const state = states[looks.length] ?? states.at(-1) ?? last;
      looks.push(state);
      response.end(JSON.stringify({ ...state, ProcessConfig }));
    } else if (url.includes('/containers/json')) {
      const Labels = { [composeServiceLabel]: 'redis' };
      response.end(JSON.stringify([{ Id: 'c', Names: ['/redis-1'], State: 'running', Status: '', Labels }]));
    } else response.end(JSON.stringify({ ExecIDs: ['e'] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { docker: new Docker({ protocol: 'http', host: '127.0.0.1', port }), looks };
};

const client = ['docker', 'exec', 'redis-1', 'sleep', '9'];
const over = { Running: false, Pid: 0 };

it.each([
  { what: 'nothing was started', states: [over], fewest: 2 },
  { what: 'the engine is starting it', states: [{ Running: true, Pid: 0 }, over], fewest: 3 },
  { what: 'the engine starts it a little later', states: [over, { Running: true, Pid: 0 }, over], fewest: 4 },
])('looks again where $what', async ({ states, fewest }) => {
  const { docker, looks } = await engineOf(states);
  const ctx = { clock: systemClock, signal: systemClock.deadline(5_000) };
  await endOutlived(docker, 'shop', [client], ctx);
  expect(looks.length).toBeGreaterThanOrEqual(fewest);
  expect(looks.slice(-2)).toEqual([over, over]);
});
