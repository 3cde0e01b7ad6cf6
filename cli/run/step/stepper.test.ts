// Somebody at the terminal: what they are told, which keys count, and when.
import { PassThrough } from 'node:stream';
import { setImmediate as settled } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { incident } from '../../../drills/engine/fixtures/drills.ts';
import { Interruption } from '../../../drills/engine/stop.ts';
import { readKeys } from './keys.ts';
import { createStepper, demandPerson } from './stepper.ts';

const scene = () => {
  const input = new PassThrough() as unknown as NodeJS.ReadStream & PassThrough;
  const shown: (readonly string[] | null)[] = [];
  const keys = readKeys(input);
  const stop = new AbortController();
  const ask = createStepper({ ask: (question) => shown.push(question) }, keys, (phase) => [`next: ${phase}`]);
  const type = async (text: string): Promise<void> => {
    input.write(text);
    await settled();
  };
  const begin = () => {
    const outcome = ask('inject', incident, stop.signal).then(
      () => 'goes on',
      (error: unknown) => (error as Error).message,
    );
    return { outcome, isOpen: async () => (await Promise.race([outcome, settled('open')])) === 'open' };
  };
  return { input, shown, keys, stop, type, begin };
};

it.each([
  ['Enter', '\r', 'goes on'],
  ['Enter, where lines are read', '\n', 'goes on'],
  ['q', 'q', 'interrupted by q at the terminal'],
  ['Q and Enter', 'Q\n', 'interrupted by q at the terminal'],
])('%s', async (_, typed, expected) => {
  const { type, begin, shown } = scene();
  const { outcome } = begin();
  await type(typed);
  expect(await outcome).toBe(expected);
  expect(shown).toEqual([['next: inject', 'Enter goes on, q ends this drill, Ctrl-C the run'], null]);
});

it('other keys say nothing, and what was typed before the question is no answer to it', async () => {
  const { type, begin } = scene();
  await type('\r\r\rq');
  const { outcome, isOpen } = begin();
  expect(await isOpen()).toBe(true);
  await type('x');
  await type('\x1b[A');
  expect(await isOpen()).toBe(true);
  await type('\r\r');
  expect(await outcome).toBe('goes on');
  expect(await begin().isOpen()).toBe(true);
});

it('a run that is asked to end does not wait, and the question is taken away', async () => {
  const { stop, begin, shown } = scene();
  const { outcome } = begin();
  stop.abort(new Interruption('SIGINT'));
  expect(await outcome).toBe('interrupted by SIGINT');
  expect(await begin().outcome).toBe('interrupted by SIGINT');
  expect(shown.at(-1)).toBe(null);
});

it('where nobody can type any more the drill ends', async () => {
  const { input, begin } = scene();
  const { outcome } = begin();
  input.end();
  expect(await outcome).toBe('interrupted by the end of its terminal');
  expect(await begin().outcome).toBe('interrupted by the end of its terminal');
});

it.each([
  [true, false, '--step: expected a terminal, at which somebody says go before each phase; found none'],
  [true, true, null],
  [false, false, null],
])('--step %s, terminal %s', (step, isTerminal, message) => {
  const demand = (): void => demandPerson(step, isTerminal);
  if (message === null) expect(demand).not.toThrow();
  else expect(demand).toThrow(expect.objectContaining({ code: 'usage', exitCode: 64, message }));
});
