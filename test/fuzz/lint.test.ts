// A few strange inputs each time, always the same; 10,000 new ones with npm run test:full. Not run in parallel with anything by itself.
import { expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { fuzzLint } from './lint.ts';

const full = process.env['GAMEDAY_FULL'] !== undefined;

it('lints whatever it is given', async () => {
  expect((await fuzzLint(4, 0, 150)).problem).toBeNull();
});

it.runIf(full)(
  'lints 10,000 inputs that nobody has seen before',
  async () => {
    const seed = systemClock.now().getTime() % 1_000_000;
    process.stdout.write(`seed ${seed}\n`);
    expect((await fuzzLint(seed, 0, 10_000)).problem).toBeNull();
  },
  1_200_000,
);
