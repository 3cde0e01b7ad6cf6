// One run per stack: who holds its lock, who takes it over from the dead and the suspended, and what Ctrl-C does.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { readJournal } from '../../core/journal/read.ts';
import { reportOf, root } from '../cli.ts';
import { innerOf, killLink, untilLine } from './killed-run.ts';
import { ownProcesses } from './outside.ts';
import { gatePassed, system, upStack, type UpStack } from './up-stack.ts';

const full = process.env['GAMEDAY_FULL'] !== undefined;
const folder = join(root, 'reports', 'test', 'locks');
let stack: UpStack;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  stack = await upStack();
});
afterAll(() => stack.down());

it("a live run's lock is 64; a dead one's faults are healed by the next run, which goes on", async () => {
  const before = await stack.outside.look();
  const first = join(folder, 'first');
  const run = stack.start('run', `${system}/broker-frozen`, '--no-watchdog', '--out', first);
  await untilLine(run, 'detect');
  const second = await stack.gameday('run', `${system}/placebo`, '--out', join(folder, 'second'));
  expect(second.code).toBe(64);
  expect(second.stderr).toMatch(/the stack is in use: run \S+ \(pid \d+\) holds its lock/);
  expect(second.stderr).toContain('hint: wait until it ends, or stop it (kill -INT ');
  const down = await stack.gameday('down', system);
  expect([down.code, down.stderr]).toEqual([64, expect.stringContaining('the stack is in use: run ')]);

  killLink('both', run.pid, stack.cache.folders);
  await run.ended;
  expect(await stack.exitByReport(first)).toBe(5);
  const third = await stack.gameday('run', `${system}/placebo`, '--out', join(folder, 'third'));
  expect(third.stderr).toMatch(/healing first: run \S+ ended without healing/);
  expect(gatePassed(join(folder, 'third')), third.stderr).toBe(true);
  expect([0, 1]).toContain(third.code);
  expect(await stack.exitByReport(first)).toBe(3);
  await stack.untilClean(before, 'redpanda');
});

const interruptions = [
  // npm forwards it beside the terminal's own.
  { name: 'Ctrl-C twice at once', signals: ['SIGINT', 'SIGINT'], sample: true },
  { name: 'Ctrl-C', signals: ['SIGINT'], sample: false },
] as const;

it.each(interruptions.filter(({ sample }) => full || sample))(
  '$name ends the run healed, with 3',
  async ({ name, signals }) => {
    const before = await stack.outside.look();
    const out = join(folder, name.replaceAll(/\W+/g, '-'));
    const run = stack.start('run', `${system}/broker-black-holed`, '--no-watchdog', '--out', out);
    await untilLine(run, 'detect');
    for (const signal of signals) {
      process.kill(run.pid, signal);
      await systemClock.sleep(50);
    }
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(3);
    const { drills, stopped } = reportOf(out);
    expect(drills.map(({ verdict, reasonCode, cleanup }) => ({ verdict, reasonCode, cleanup }))).toEqual([
      { verdict: 'aborted', reasonCode: 'interrupted', cleanup: 'clean' },
    ]);
    expect(stopped?.phase ?? null).not.toBe('verify');
    await stack.untilClean(before, '');
  },
);

it.runIf(full).each(['warm-up', 'detect'])(
  'suspended in %s past its lease: the watchdog heals, and who wakes up aborts and injects nothing',
  async (moment) => {
    const before = await stack.outside.look();
    const out = join(folder, `suspended-${moment}`);
    const run = stack.start('run', `${system}/broker-black-holed`, '--out', out);
    await untilLine(run, moment);
    const inner = innerOf(run.pid, stack.cache.folders);
    process.kill(inner, 'SIGSTOP');
    const asleep = (): boolean =>
      ownProcesses(stack.cache.folders).some(({ command }) => /watchdog|heal/.test(command));
    const deadline = systemClock.deadline(60_000);
    while (asleep()) await systemClock.sleep(200, deadline);
    expect((await stack.outside.look()).proxies.filter((proxy) => !proxy.endsWith(' true []'))).toEqual([]);
    const healed = readJournal(join(out, 'journal.ndjson')).events.length;

    process.kill(inner, 'SIGCONT');
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(3);
    const later = readJournal(join(out, 'journal.ndjson')).events.slice(healed);
    const effects = later.filter(({ type }) =>
      /^(fault\.(prepared|injecting|healing)|step\.started)$/.test(type),
    );
    expect(effects).toEqual([]);
    expect(reportOf(out).drills[0]).toMatchObject({
      verdict: 'aborted',
      reasonCode: 'lease-lost',
      cleanup: 'clean',
    });
    await stack.untilClean(before, '');
  },
);
