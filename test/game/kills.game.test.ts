// kill -9 of the running game day at random moments: whoever heals, the stack is as it was, seen from outside gameday.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { reportOf, root } from '../cli.ts';
import { chooseSeed, writePage, type KillRow } from './kill-evidence.ts';
import { planKills } from './kill-plan.ts';
import { playKilled } from './killed-run.ts';
import { addRow, readRows } from './rows.ts';
import { gatePassed, system, upStack, type UpStack } from './up-stack.ts';

const full = process.env['GAMEDAY_FULL'] !== undefined;
const count = full ? 20 : 2;
const folder = join(root, 'reports', 'test', 'kills');
const evidence = full ? join(root, 'docs', 'evidence') : folder;
const file = join(evidence, 'kills.jsonl');
const kept = full ? readRows<KillRow>(file) : [];
const seed = chooseSeed(kept, process.env['GAMEDAY_SEED'], count);
const done = new Set(kept.filter((row) => row.seed === seed).map(({ number }) => number));
const kills = planKills(seed, count)
  .filter(({ number }) => !done.has(number))
  .map((kill) => ({ ...kill, name: nameOf(kill) }));

function nameOf({ number, drill, link, delayMs, moment, healedBy }: ReturnType<typeof planKills>[number]) {
  return `seed ${seed}, kill ${number}: ${drill}, ${link} process, ${delayMs} ms after ${moment}, by ${healedBy}`;
}

/** Who may have been restarted: the fault's victim, or the service that the runbook restarts. */
const victims: Readonly<Record<string, string>> = { 'gateway-out-of-memory': 'gateway' };

let stack: UpStack;

beforeAll(async () => {
  process.stdout.write(`kills: GAMEDAY_SEED=${seed}, ${kills.length} of ${count} to go\n`);
  mkdirSync(folder, { recursive: true });
  if (kills.length > 0) stack = await upStack();
});
afterAll(async () => {
  const rows = readRows<KillRow>(file);
  if (full && rows.length > 0) writePage(join(evidence, 'kills.md'), rows);
  if (kills.length > 0) await stack.down();
});

const each = kills.length === 0 ? it.skip : it;

each.each(kills.map((kill) => [kill.name, kill] as const))('%s', async (_, { name: _name, ...kill }) => {
  const out = join(folder, `${seed}-${kill.number}`);
  const before = await stack.outside.look();
  const watchdog = kill.healedBy === 'watchdog' ? [] : ['--no-watchdog'];
  await playKilled(kill, stack, ['--out', out, ...watchdog]);
  const killedMs = systemClock.monotonicMs();

  let exitBefore: number | null = null;
  if (kill.healedBy === 'heal') {
    exitBefore = await stack.exitByReport(out);
    expect([3, 5]).toContain(exitBefore);
    const heal = await stack.gameday('heal', system);
    expect(heal.code, heal.stderr).toBe(0);
  }
  await stack.untilClean(before, victims[kill.drill] ?? 'redpanda');
  const secondsUntilClean = Math.round((systemClock.monotonicMs() - killedMs) / 100) / 10;

  const after = await stack.outside.look();
  const again = await stack.gameday('heal', system);
  expect(again.code, again.stderr).toBe(0);
  expect(await stack.outside.look()).toEqual(after);
  await stack.untilHealthy();

  const exitAfter = await stack.exitByReport(out);
  const { verdict, stopped } = reportOf(out);
  expect({ verdict, exitAfter }).toEqual({ verdict: 'aborted', exitAfter: 3 });
  expect(stopped?.lastRecord).toBeTruthy();
  const at = systemClock.now().toISOString();
  const phase = stopped?.phase ?? null;
  addRow<KillRow>(file, { seed, ...kill, at, phase, exitBefore, verdict, exitAfter, secondsUntilClean });
});

it.runIf(full && kills.length > 0)('after all of that the gate passes on the same stack', async () => {
  const out = join(folder, `${seed}-placebo`);
  const { stderr } = await stack.gameday('run', `${system}/placebo`, '--out', out);
  expect(gatePassed(out), stderr).toBe(true);
});
