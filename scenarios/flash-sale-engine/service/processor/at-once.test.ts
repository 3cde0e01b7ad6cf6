// Several records at once: no more than the limit, each key in its order, and never more told as done than is.
import { expect, it } from 'vitest';
import { workAtOnce } from './at-once.ts';

interface Scene {
  readonly begun: string[];
  readonly told: string[];
  /** What each record that ended would have been told to Redis. */
  readonly upTo: Map<string, string>;
  readonly end: (offset: string) => Promise<void>;
  readonly fail: (offset: string) => Promise<void>;
  readonly stop: () => void;
  readonly result: Promise<string | null>;
}

/** `keys`: one record for each letter, with the offsets 10, 11, 12 … */
const play = async (keys: string, limit: number): Promise<Scene> => {
  const begun: string[] = [];
  const told: string[] = [];
  const upTo = new Map<string, string>();
  const ends = new Map<string, PromiseWithResolvers<void>>();
  let goesOn = true;
  const result = workAtOnce(
    [...keys].map((key, index) => ({ key, offset: String(10 + index) })),
    {
      limit,
      goesOn: () => goesOn,
      work: async ({ offset }, doneUpTo) => {
        begun.push(offset);
        const end = Promise.withResolvers<void>();
        ends.set(offset, end);
        await end.promise;
        upTo.set(offset, doneUpTo());
      },
      onProgress: async (offset) => void told.push(offset),
    },
  );
  result.catch(() => {}); // each test looks at it itself
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  await settled();
  return {
    ...{ begun, told, upTo, result },
    end: async (offset) => {
      ends.get(offset)?.resolve();
      await settled();
    },
    fail: async (offset) => {
      ends.get(offset)?.reject(new Error(`no ${offset}`));
      await settled();
    },
    stop: () => {
      goesOn = false;
    },
  };
};

it('works on one after the other, at a limit of one', async () => {
  const { begun, told, upTo, end, result } = await play('abc', 1);
  expect(begun).toEqual(['10']);
  await end('10');
  expect(begun).toEqual(['10', '11']);
  expect(told).toEqual(['10']);
  await end('11');
  await end('12');
  expect(await result).toBe('12');
  expect([...upTo.values()]).toEqual(['10', '11', '12']);
});

it('works on as many as the limit lets it, and tells only what has nothing left before it', async () => {
  const { begun, told, upTo, end, result } = await play('abcd', 3);
  expect(begun).toEqual(['10', '11', '12']);
  await end('11');
  expect(begun).toEqual(['10', '11', '12', '13']);
  await end('12');
  expect(told).toEqual([]);
  await end('10');
  await end('13');
  expect(await result).toBe('13');
  expect(Object.fromEntries(upTo)).toEqual({ '10': '12', '11': '9', '12': '9', '13': '13' });
});

it('keeps the order of a key', async () => {
  const { begun, end, result } = await play('aab', 3);
  expect(begun).toEqual(['10', '12']);
  await end('10');
  expect(begun).toEqual(['10', '12', '11']);
  await end('11');
  await end('12');
  expect(await result).toBe('12');
});

it('begins nothing after a failure, ends what it had begun, and tells what is done', async () => {
  const { begun, told, end, fail, result } = await play('abbcde', 3);
  await fail('11');
  await end('10');
  expect(begun).toEqual(['10', '11']);
  await expect(result).rejects.toThrow('no 11');
  expect(told).toEqual(['10']);
});

it('leaves the rest when it is told to stop', async () => {
  const { begun, end, stop, result } = await play('abcd', 2);
  stop();
  await end('10');
  await end('11');
  expect(await result).toBe('11');
  expect(begun).toEqual(['10', '11']);
});

it('tells nothing while the first one is left, and gives null where there is none', async () => {
  const { told, end, fail, result } = await play('ab', 2);
  await end('11');
  await fail('10');
  await expect(result).rejects.toThrow('no 10');
  expect(told).toEqual([]);
  const { result: none } = await play('', 1);
  expect(await none).toBe(null);
});
