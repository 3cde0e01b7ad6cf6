// Gone is gone from the fault's own side too: on the network again, also where nothing listens that could be asked.
import { expect, it } from 'vitest';
import type { ContainerState, Stack } from '../../stack/stack.ts';
import { disconnect } from './disconnect.ts';
import { within } from './fixtures/loopback-stack.ts';

const undo = { service: 'worker', id: 'c1', contact: null, network: 'shop_default', aliases: ['worker'] };
const stackOf = (networks: readonly string[], state: string): Stack =>
  ({
    powers: {
      inspect: () =>
        Promise.resolve({
          id: 'c1',
          networks: Object.fromEntries(networks.map((name) => [name, { aliases: [] }])),
        } as unknown as ContainerState),
    },
    kernel: {
      processes: () => Promise.resolve([{ pid: 1, command: 'worker', state }]),
      frozen: () => Promise.resolve(null),
    },
  }) as unknown as Stack;

it.each<[string, readonly string[], string, string]>([
  ['back on its network', ['shop_default'], 'S', 'pass'],
  ['on none', [], 'S', 'fail'],
  ['on another', ['bridge'], 'S', 'fail'],
  ['back, and stopped', ['shop_default'], 'T', 'fail'],
])('a service that listens nowhere, %s', async (_, networks, state, verdict) => {
  expect((await disconnect.gone(undo, stackOf(networks, state), within(1000))).verdict).toBe(verdict);
});
