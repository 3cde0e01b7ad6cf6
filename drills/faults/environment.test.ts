// What the kernel says of a service's variables; where it says nothing, nothing is claimed.
import { expect, it } from 'vitest';
import { lookAt, noneLeft } from './environment.ts';
import { environmentOf, type Environment } from './process-environment.ts';

const environment = (text: string): Environment =>
  new Map(text.split(' ').map((one): [string, string] => [one.split('=')[0] ?? '', one.split('=')[1] ?? '']));
const ours = environment('PATH=/bin LIMIT=1');
const former = environment('PATH=/bin LIMIT=9 DEBUG=1');
const gone: Environment = new Map();
const limit = { variables: { LIMIT: '1' }, former: { LIMIT: '9' } };
const debug = { variables: { DEBUG: null }, former: { DEBUG: '1' } };

it.each<[string, typeof limit | typeof debug, readonly (Environment | null)[], string, string]>([
  ['set, and on', limit, [ours], 'pass', 'fail'],
  ['set, and taken back', limit, [former], 'fail', 'pass'],
  ['set, in one of two', limit, [former, ours], 'pass', 'fail'],
  ['set, one has gone', limit, [gone, former], 'fail', 'pass'],
  ['set, nobody may look', limit, [null], 'unknown', 'unknown'],
  ['set, nobody may look at one', limit, [former, null], 'unknown', 'unknown'],
  ['set, seen beside one that nobody may look at', limit, [null, ours], 'pass', 'fail'],
  ['set, all have gone', limit, [gone], 'fail', 'unknown'],
  ['unset, and on', debug, [ours], 'pass', 'fail'],
  ['unset, and taken back', debug, [former], 'fail', 'pass'],
  ['unset, one has gone', debug, [gone, former], 'fail', 'pass'],
  ['unset, nobody may look', debug, [null], 'unknown', 'unknown'],
])('a variable that is %s', (_, undo, environments, bites, isGone) => {
  expect(lookAt(undo.variables, environments, 'it', 'no process').verdict).toBe(bites);
  expect(noneLeft(undo, environments, 'it').verdict).toBe(isGone);
});

const refused = (code: string) => (): Promise<string> =>
  Promise.reject(Object.assign(new Error(`${code}: /proc/1/environ`), { code }));

it.each<[string, () => Promise<string>, readonly (readonly [string, string])[] | null]>([
  [
    'shows them',
    () => Promise.resolve('A=1\0B=x=y\0'),
    [
      ['A', '1'],
      ['B', 'x=y'],
    ],
  ],
  ['has gone', refused('ENOENT'), []],
  ['has just gone', refused('ESRCH'), []],
  ["is another user's", refused('EACCES'), null],
  ['may not be traced', refused('EPERM'), null],
])('a process that %s', async (_, read, expected) => {
  const seen = await environmentOf(1, read);
  expect(seen === null ? null : [...seen]).toEqual(expected);
});

it('shows the variables of a real process', async () => {
  expect((await environmentOf(process.pid))?.has('PATH')).toBe(true);
});
