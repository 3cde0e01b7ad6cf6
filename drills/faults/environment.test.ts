// What the kernel says of a service's variables; where it says nothing, nothing is claimed.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { redactor } from '../../core/redact.ts';
import type { Variables } from '../../stack/power.ts';
import type { Stack } from '../../stack/stack.ts';
import { environment as environmentFault, lookAt, noneLeft } from './environment.ts';
import { formerVariable } from './environment-former.ts';
import { environmentOf, type Environment } from './process-environment.ts';

const environment = (text: string): Environment =>
  new Map(text.split(' ').map((one): [string, string] => [one.split('=')[0] ?? '', one.split('=')[1] ?? '']));
const former = environment('PATH=/bin LIMIT=9 DEBUG=1');
const gone: Environment = new Map();

interface Case {
  readonly variables: Variables;
  readonly on: Environment;
}
/** `former`, with the fault in. */
const withFault = (variables: Variables): Case => {
  const changed = { ...present(former), ...variables, ...formerVariable('m1', variables, present(former)) };
  const kept = Object.entries(changed).filter((one): one is [string, string] => one[1] !== null);
  return { variables, on: new Map(kept) };
};
const present = (one: Environment): Record<string, string> => Object.fromEntries(one);
const limit = withFault({ LIMIT: '1' });
const debug = withFault({ DEBUG: null });

it.each<[string, Case, readonly (Environment | null)[], string, string]>([
  ['set, and on', limit, [limit.on], 'pass', 'fail'],
  ['set, and taken back', limit, [former], 'fail', 'pass'],
  ['set, in one of two', limit, [former, limit.on], 'pass', 'fail'],
  ['set, one has gone', limit, [gone, former], 'fail', 'pass'],
  ['set, nobody may look', limit, [null], 'unknown', 'unknown'],
  ['set, nobody may look at one', limit, [former, null], 'unknown', 'unknown'],
  ['set, seen beside one that nobody may look at', limit, [null, limit.on], 'pass', 'fail'],
  ['set, all have gone', limit, [gone], 'fail', 'unknown'],
  ['set, and corrected', limit, [new Map([...limit.on, ['LIMIT', '7']])], 'fail', 'pass'],
  ['set to what it was', withFault({ LIMIT: '9' }), [former], 'pass', 'pass'],
  ['unset, and on', debug, [debug.on], 'pass', 'fail'],
  ['unset, and taken back', debug, [former], 'fail', 'pass'],
  ['unset, one has gone', debug, [gone, former], 'fail', 'pass'],
  ['unset, nobody may look', debug, [null], 'unknown', 'unknown'],
])('a variable that is %s', (_, { variables }, environments, bites, isGone) => {
  expect(lookAt(variables, environments, 'it', 'no process').verdict).toBe(bites);
  expect(noneLeft('m1', environments, 'it').verdict).toBe(isGone);
});

describe('from the journal alone', () => {
  const some = { PATH: '/bin', DATABASE_URL: 'postgres://app:hunter22@db/shop', DEBUG: '1' };
  const set = { DATABASE_URL: 'postgres://app:hunter22@nowhere/shop' };
  /** A service's container, whose undo goes through a journal in which `secrets` are masked. */
  const inject = async (secrets: readonly string[], before: Record<string, string> = some) => {
    let now = before;
    const powers = {
      environment: () => Promise.resolve(now),
      recreate: (_: string, change: Variables) => {
        const next = Object.entries({ ...now, ...change });
        now = Object.fromEntries(next.filter((one): one is [string, string] => one[1] !== null));
        return Promise.resolve();
      },
      settleRecreation: () => Promise.resolve(),
      inspect: () => Promise.resolve({ id: 'c1', status: 'running' }),
    };
    // A process without an environment of ours: only the container can tell.
    const processes = () => Promise.resolve([{ pid: process.pid, command: 'node', state: 'S' }]);
    const kernel = { processes, frozen: () => Promise.resolve(false) };
    const dialer = { lookup: () => Promise.resolve('127.0.0.1') };
    const edges = { list: () => [] };
    const stack = { powers, kernel, dialer, edges } as unknown as Stack;
    const ctx = { clock: systemClock, signal: AbortSignal.timeout(5000) };
    const config = environmentFault.schema.parse({ service: 'api', set, unset: ['DEBUG'] });
    const fault = environmentFault.create(config);
    const prepared = await fault.prepare(stack, ctx);
    const undo = JSON.parse(redactor(secrets)(JSON.stringify(prepared))) as typeof prepared;
    await fault.inject(prepared, stack, ctx);
    return {
      text: JSON.stringify(prepared),
      heal: () => environmentFault.heal(undo, stack, ctx),
      gone: async () => (await environmentFault.gone(undo, stack, ctx)).verdict,
      edit: (change: Variables) => powers.recreate('api', change),
      now: () => now,
    };
  };

  it.each<[string, readonly string[], Record<string, string>]>([
    ['no secret', [], some],
    ['a secret in both values', ['hunter22'], some],
    ['a container that had none', ['hunter22'], {}],
  ])('heals with %s', async (_, secrets, before) => {
    const drill = await inject(secrets, before);
    expect(drill.text).not.toContain('hunter22');
    expect(await drill.gone()).toBe('fail');
    await drill.heal();
    expect([await drill.gone(), drill.now()]).toEqual(['pass', before]);
    await drill.heal();
    expect([await drill.gone(), drill.now()]).toEqual(['pass', before]);
  });

  it('leaves alone what somebody has set since', async () => {
    const drill = await inject(['hunter22']);
    await drill.edit({ DATABASE_URL: 'postgres://app:hunter22@other/shop' });
    await drill.heal();
    expect([await drill.gone(), drill.now()['DATABASE_URL'], drill.now()['DEBUG']]).toEqual([
      'pass',
      'postgres://app:hunter22@other/shop',
      '1',
    ]);
  });
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
