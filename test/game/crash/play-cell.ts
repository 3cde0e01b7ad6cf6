// One cell of the matrix: something happens to a run, it is healed, and then nothing is left, seen from outside; healing again changes nothing.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Phase } from '../../../core/verdicts.ts';
import { readJournal } from '../../../core/journal/read.ts';
import { systemClock } from '../../../core/clock.ts';
import { system } from '../up-stack.ts';
import { attack, reportNow, type Attacked } from './attacks.ts';
import type { Cell } from './cells.ts';
import type { CrashStack } from './crash-stack.ts';

export interface Played {
  readonly exit: number | string;
  readonly recordsAfter: number | null;
  readonly healedBy: Attacked['healedBy'];
  /** The last phase that the run began before it stopped, or was stopped; null where the journal tells none. */
  readonly stoppedIn: string | null;
  /** From the end of the run until nothing was left. */
  readonly secondsUntilClean: number;
  /** Of the whole cell. */
  readonly seconds: number;
}

export const playCell = async (cell: Cell, stack: CrashStack, out: string): Promise<Played> => {
  const startMs = systemClock.monotonicMs();
  const before = await stack.lookWell();
  const { exit, recordsAfter, healedBy, report } = await attack(cell, stack, out);
  const secondsUntilClean = await stack.untilAsBefore(before);
  await healAgain(stack, out);
  await stack.untilHealthy();
  const told = report === null ? null : reportNow(out);
  if (told === null) await refusesReport(stack, out);
  else expect({ verdict: told.verdict, exitCode: told.exitCode }).toEqual(report);
  const stoppedIn = told === null ? null : lastPhase(out);
  const seconds = Math.round((systemClock.monotonicMs() - startMs) / 100) / 10;
  return { exit, recordsAfter, healedBy, stoppedIn, secondsUntilClean, seconds };
};

const lastPhase = (out: string): Phase | null => {
  const { events } = readJournal(join(out, 'journal.ndjson'));
  const stop = events.findIndex(
    (event) =>
      event.type === 'drill.stopped' ||
      (event.type === 'fault.healing' && event.by !== 'run') ||
      event.type === 'run.interrupted',
  );
  const until = events.slice(0, stop === -1 ? events.length : stop);
  const last = until.findLast((event) => event.type === 'phase.started');
  return last?.type === 'phase.started' ? last.phase : null;
};

const healAgain = async (stack: CrashStack, out: string): Promise<void> => {
  const file = join(out, 'journal.ndjson');
  const look = async () => ({ seen: await stack.look(), journal: readFileSync(file, 'utf8') });
  const healed = await look();
  const { code, stderr } = await stack.gameday('heal', system);
  expect(code, stderr).toBe(0);
  expect(await look()).toEqual(healed);
};

/** A journal with a hole tells no verdict. */
const refusesReport = async (stack: CrashStack, out: string): Promise<void> => {
  if (existsSync(join(out, 'disk'))) return;
  const { code, stderr } = await stack.gameday('report', out);
  expect([code, stderr]).toEqual([
    64,
    expect.stringMatching(/journal\.ndjson:\d+:1 expected one JSON record/),
  ]);
};
