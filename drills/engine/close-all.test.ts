import { expect, it } from 'vitest';
import { fakeClock } from '../../core/fake-clock.ts';
import { closeAll } from './close-all.ts';

it('closes the rest when one hangs and one fails, and tells the first failure', async () => {
  const clock = fakeClock();
  const closed: string[] = [];
  const closing = closeAll(
    [
      { what: 'the broker client', close: () => new Promise<void>(() => undefined) },
      { what: 'the store', close: () => Promise.reject(new Error('no answer')) },
      { what: 'the load', close: () => Promise.resolve(void closed.push('load')) },
    ],
    clock,
  );
  const ended = expect(closing).rejects.toThrow('the broker client did not close within 5000 ms');
  await clock.advance(5000);
  await ended;
  expect(closed).toEqual(['load']);
  expect(clock.waiting()).toBe(0);
});
