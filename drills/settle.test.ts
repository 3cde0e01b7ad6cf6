// Waiting for the engine's pending stops and starts, on a held clock.
import { expect, it } from 'vitest';
import { instantOf } from '../core/clock.ts';
import { fakeClock } from '../core/fake-clock.ts';
import type { EngineEvent } from '../stack/stack.ts';
import { settle } from './settle.ts';

const started = 1_800_000_000_000;

/** Runs it while the engine says these things, at these seconds, and gives when it ended. */
const secondsOf = async (says: readonly (readonly [second: number, action: EngineEvent['action']])[]) => {
  const clock = fakeClock(started);
  const events = says.map(([second, action]) => ({ second, action }));
  const stack = {
    services: ['broker'],
    events: () =>
      Promise.resolve(
        events
          .filter(({ second }) => second * 1000 <= clock.now().getTime() - started)
          .map(({ second, action }) => ({
            ...{ service: 'broker', action, exitCode: null },
            at: instantOf(started + second * 1000),
          })),
      ),
    powers: { inspect: () => Promise.resolve({ stopGraceSeconds: 10 }) } as never,
  };
  let ended: { readonly waited: boolean; readonly second: number } | null = null;
  const ctx = { clock, signal: new AbortController().signal };
  void settle(stack, ctx).then((waited) => {
    ended = { waited, second: Math.round((clock.now().getTime() - started) / 1000) };
  });
  await clock.settle();
  for (let step = 0; ended === null && step < 200; step += 1) await clock.advance(200);
  return ended;
};

it.each([
  { name: 'nothing happened', says: [], waited: false, second: 0 },
  {
    name: 'its last word was a start',
    says: [
      [-9, 'kill'],
      [-8, 'die'],
      [-7, 'start'],
    ],
    waited: false,
    second: 0,
  },
  {
    name: 'a restart is on its way',
    says: [
      [-2, 'kill'],
      [3, 'die'],
      [4, 'start'],
    ],
    waited: true,
    second: 4,
  },
  {
    name: 'it is stopped for good',
    says: [
      [-2, 'kill'],
      [3, 'die'],
      [3, 'stop'],
    ],
    waited: true,
    second: 6,
  },
  { name: 'a signal that ends nothing', says: [[-2, 'kill']], waited: true, second: 10 },
  { name: 'it died long ago', says: [[-30, 'die']], waited: false, second: 0 },
] as const)('$name: until second $second', async ({ says, waited, second }) => {
  expect(await secondsOf(says)).toEqual({ waited, second });
});
