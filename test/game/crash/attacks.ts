// What is done to a run, one function for each attack. Each returns when the run has ended, with what it says of itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { systemClock } from '../../../core/clock.ts';
import { readJournal } from '../../../core/journal/read.ts';
import { foldGameDay } from '../../../reports/fold/game-day.ts';
import type { Report } from '../../../reports/schema.ts';
import { reportOf } from '../../cli.ts';
import { ownProcesses } from '../outside.ts';
import { system } from '../up-stack.ts';
import type { Cell, DamageCell, KillCell, SignalCell, SuspendCell } from './cells.ts';
import { actAt, endedCode, recordsAfter, startRun, type Links } from './crash-run.ts';
import type { CrashStack } from './crash-stack.ts';
import { fillDisk } from './disk-full.ts';
import { nth, type IsIt } from './follow-journal.ts';
import { startAtTerminal } from './terminal.ts';

/** What a run left: how it ended, how many records it wrote after its moment, and who has healed. */
export interface Attacked {
  readonly exit: number | string;
  readonly recordsAfter: number | null;
  readonly healedBy: 'watchdog' | 'heal' | 'run';
  /** What `gameday report` has to say of it now: its own exit code, and the run's; null where it refuses the journal. */
  readonly report: { readonly verdict: string; readonly exitCode: number } | null;
}

export const attack = (cell: Cell, stack: CrashStack, out: string): Promise<Attacked> => {
  switch (cell.attack) {
    case 'kill -9':
      return kill(cell, stack, out);
    case 'signal':
      return signal(cell, stack, out);
    case 'suspended':
      return suspend(cell, stack, out);
    case 'disk full':
      return fillDisk(cell, stack, out);
    case 'damaged journal':
      return damage(cell, stack, out);
    default:
      return cell satisfies never;
  }
};

/** As `gameday report` would draw it now. */
export const reportNow = (out: string): Report =>
  foldGameDay(readJournal(join(out, 'journal.ndjson'))).report;

const inPhase =
  (phase: string): IsIt =>
  (event) =>
    event.type === 'phase.started' && event.phase === phase;

const aborted = { verdict: 'aborted', exitCode: 3 } as const;

const killLinks = (link: KillCell['link'], { inner, outer }: Links): void => {
  // The one that writes first: it is its record that counts.
  if (link !== 'outer') process.kill(inner, 'SIGKILL');
  if (link !== 'inner') process.kill(outer, 'SIGKILL');
};

const kill = async (cell: KillCell, stack: CrashStack, out: string): Promise<Attacked> => {
  const watchdog = cell.healedBy === 'watchdog' ? [] : ['--no-watchdog'];
  const run = startRun(stack, cell.drill, out, ...watchdog);
  await actAt(run, stack, nth(cell.at), (links) => killLinks(cell.link, links));
  const exit = endedCode(await run.ended);
  const after = recordsAfter(run, nth(cell.at));
  if (cell.healedBy === 'heal') {
    // Nothing at all is left only where nothing was injected, or all is proved gone already.
    expect([3, 5]).toContain(reportNow(out).exitCode);
    await heals(stack);
  }
  return { exit, recordsAfter: after, healedBy: cell.healedBy, report: aborted };
};

const heals = async (stack: CrashStack, wanted = 0): Promise<string> => {
  const { code, stderr } = await stack.gameday('heal', system);
  expect(code, stderr).toBe(wanted);
  return stderr;
};

const signal = async (cell: SignalCell, stack: CrashStack, out: string): Promise<Attacked> => {
  const exit = await (cell.how === 'closed terminal' ? closeTerminal : sendSignal)(cell, stack, out);
  // Node can't put a terminal back that is no more, and ends by SIGABRT (134) when all is done.
  expect(cell.how === 'closed terminal' ? [3, 134] : [3]).toContain(exit);
  // Written by the run itself, before anybody draws it again.
  const { verdict, drills } = reportOf(out);
  const [drill] = drills;
  expect([verdict, drill?.cleanup]).toEqual(['aborted', 'clean']);
  // In its last phase a drill may be whole before the signal is heard: what is aborted is the run.
  expect(cell.phase === 'verify' ? ['interrupted', 'ok'] : ['interrupted']).toContain(drill?.reasonCode);
  return { exit, recordsAfter: null, healedBy: 'run', report: aborted };
};

const closeTerminal = async ({ drill, phase }: SignalCell, stack: CrashStack, out: string) => {
  const run = startAtTerminal(stack, drill, out);
  await actAt(run, stack, inPhase(phase), () => run.closeWindow());
  return await run.code();
};

const betweenMs = 50;

const sendSignal = async ({ drill, phase, how }: SignalCell, stack: CrashStack, out: string) => {
  const [name] = how.split(' ') as [NodeJS.Signals];
  const run = startRun(stack, drill, out);
  await actAt(run, stack, inPhase(phase), ({ outer }) => void process.kill(outer, name));
  if (how === 'SIGINT twice') {
    await systemClock.sleep(betweenMs);
    sendIfThere(run.pid, name);
  }
  return endedCode(await run.ended);
};

/** A run that has injected nothing may have ended already. */
const sendIfThere = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const suspend = async (cell: SuspendCell, stack: CrashStack, out: string): Promise<Attacked> => {
  const { exit, effectsAfter } = await (cell.how === 'Ctrl-Z' ? ctrlZ : sigstop)(cell, stack, out);
  expect(effectsAfter).toEqual([]);
  expect(exit).toBe(3);
  expect(reportOf(out).drills[0]).toMatchObject({ reasonCode: 'lease-lost', cleanup: 'clean' });
  return { exit, recordsAfter: null, healedBy: 'watchdog', report: aborted };
};

const sigstop = async ({ drill, phase }: SuspendCell, stack: CrashStack, out: string) => {
  const run = startRun(stack, drill, out);
  let links: Links | null = null;
  await actAt(run, stack, inPhase(phase), (found) => {
    links = found;
    for (const pid of [found.inner, found.outer]) process.kill(pid, 'SIGSTOP');
  });
  const effectsAfter = await wakeHealed(stack, out, () => {
    const { inner, outer } = links as unknown as Links;
    for (const pid of [outer, inner]) process.kill(pid, 'SIGCONT');
    return run.ended;
  });
  return { exit: endedCode(await run.ended), effectsAfter };
};

const ctrlZ = async ({ drill, phase }: SuspendCell, stack: CrashStack, out: string) => {
  const run = startAtTerminal(stack, drill, out);
  let links: Links | null = null;
  await actAt(run, stack, inPhase(phase), (found) => {
    links = found;
    run.type('\x1a');
  });
  const { inner, outer } = links as unknown as Links;
  const limit = systemClock.deadline(5_000);
  while (![inner, outer].every(isStopped)) {
    if (limit.aborted) throw new Error(`Ctrl-Z did not suspend it:\n${run.stderr()}`);
    await systemClock.sleep(20);
  }
  const effectsAfter = await wakeHealed(stack, out, () => {
    process.kill(outer, 'SIGCONT');
    return run.code();
  });
  return { exit: await run.code(), effectsAfter };
};

const isStopped = (pid: number): boolean => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

/** Wakes it when the watchdog is done; gives the effects that it went on with. */
const wakeHealed = async (
  stack: CrashStack,
  out: string,
  wake: () => Promise<unknown>,
): Promise<readonly string[]> => {
  const limit = systemClock.deadline(120_000);
  const isAtWork = (): boolean =>
    ownProcesses(stack.cache.folders).some(({ command }) => /main\.ts (watchdog|heal)/.test(command));
  while (isAtWork()) await systemClock.sleep(200, limit);
  const file = join(out, 'journal.ndjson');
  const healed = readJournal(file).events.length;
  await wake();
  return readJournal(file)
    .events.slice(healed)
    .map(({ type }) => type)
    .filter((type) => /^(fault\.(prepared|injecting|healing)|step\.started)$/.test(type));
};

const damage = async (cell: DamageCell, stack: CrashStack, out: string): Promise<Attacked> => {
  const run = startRun(stack, cell.drill, out, '--no-watchdog');
  await actAt(run, stack, nth(cell.at), (links) => killLinks('both', links));
  const exit = endedCode(await run.ended);
  const file = join(out, 'journal.ndjson');
  const whole = readFileSync(file, 'utf8');
  const lines = whole.split('\n');
  const half = (line: string): string => line.slice(0, line.length / 2);
  const breakLine = (text: string): void => {
    const index = lines.findIndex((line) => line.includes(text));
    expect(index, text).not.toBe(-1);
    writeFileSync(file, lines.with(index, half(lines[index] ?? '')).join('\n'));
  };
  const done = { exit, recordsAfter: null, healedBy: 'heal' } as const;
  switch (cell.how) {
    case 'torn last line':
      writeFileSync(file, whole.slice(0, -1 - Math.floor((lines.at(-2) ?? '').length / 2)));
      await heals(stack);
      return { ...done, report: aborted };
    case 'broken line':
      breakLine('"type":"gate.judged"');
      await heals(stack);
      return { ...done, report: null };
    case 'broken undo':
      breakLine('"type":"fault.prepared"');
      expect(await heals(stack, 5)).toMatch(/a broken line, in which an undo may have stood/);
      // Whoever finds the line again gets rid of this fault as well.
      writeFileSync(file, whole);
      await heals(stack);
      return { ...done, report: aborted };
    default:
      return cell.how satisfies never;
  }
};
