// A process is known by its number and its start, so that a number given again is not mistaken for it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { identify, liveness, ownIdentity, readStat } from './processes.ts';

it('knows itself as alive', () => {
  expect(ownIdentity().pid).toBe(process.pid);
  expect(liveness(ownIdentity())).toBe('alive');
  expect(readStat(process.pid)?.parentPid).toBe(process.ppid);
});

it.each([
  ['another start', { startTicks: 1 }, 'dead'],
  ['another boot', { bootId: 'before' }, 'dead'],
  ['another PID namespace', { pidNamespace: 'pid:[1]' }, 'elsewhere'],
] as const)('with %s it is %s', (_, other, expected) => {
  expect(liveness({ ...ownIdentity(), ...other })).toBe(expected);
});

it('sees a process die', async () => {
  const child = spawn('sleep', ['60']);
  const identity = identify(child.pid ?? 0);
  expect(identity).not.toBe(null);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(identity === null ? null : liveness(identity)).toBe('dead');
  expect(identify(child.pid ?? 0)).toBe(null);
});
