// A real Redis before and after commands that destroy, and whose containers a command would hit.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import { startMiniStack, unhurried, within, type MiniStack } from '../../test/mini-stack.ts';
import { checkTargets } from '../policy/targets.ts';
import { redis } from './redis.ts';
import { watchStores } from './watch-stores.ts';

const system = 'mini-stores';
let mini: MiniStack;
beforeAll(async () => {
  mini = await startMiniStack(system);
});
afterAll(() => mini?.stop());

const cli = async (...words: readonly string[]): Promise<void> => {
  const { exitCode, output } = await mini.stack.powers.exec('redis', ['redis-cli', ...words], within(10_000));
  expect(exitCode, output).toBe(0);
};

it.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['a key that is overwritten', ['SET', 'plan', 'b'], [], ['redis: plan changed: the key has another value']],
  ['one that traffic moves', ['SET', 'stock:1', '8'], [], []],
  ['one that may be', ['SET', 'plan', 'b'], ['plan'], []],
  ['a new one', ['SET', 'new', '1'], [], []],
  [
    'all of them',
    ['FLUSHALL'],
    [],
    ['redis: plan lost: the key is gone', 'redis: stock:1 lost: the key is gone'],
  ],
])('%s', async (_, command, allowed, expected) => {
  await cli('FLUSHALL');
  await cli('MSET', 'plan', 'a', 'stock:1', '9');
  await cli('SET', 'session', 'x', 'EX', '1000');
  const config = redis.schema.parse({ address: 'redis:6379', moving: ['stock:*'] });
  const store = redis.create(config, { dialer: mini.stack.dialer });
  const compare = await watchStores([{ name: 'redis', store }], allowed, within(20_000));
  await cli(...command);
  const found = await compare(within(20_000));
  expect(found.map(({ what, actual }) => `${what} ${actual}`).sort()).toEqual(expected);
});

it.each([
  [`docker restart ${system}-redis-1`, null],
  ['docker restart somebody-elses-1', 'somebody-elses-1'],
  ['docker compose restart redis', null],
  ['docker compose restart db', 'service db'],
])('%s hits the stack: %s', async (command, astray) => {
  const found = await checkTargets(readCommand(command), mini.stack, unhurried);
  if (astray === null) expect(found).toBeNull();
  else expect(found).toContain(astray);
});
