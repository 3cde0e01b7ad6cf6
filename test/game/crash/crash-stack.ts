// The stack of the crash matrix, and how it is told from outside that nothing of a fault is left.
import { expect } from 'vitest';
import { systemClock } from '../../../core/clock.ts';
import type { SeenStack } from '../outside.ts';
import { changes, leftProcesses, system, untilEmpty, upStack, type UpStack } from '../up-stack.ts';
import { crashDrills, sizesOf, writeCrashScenario } from './crash-scenario.ts';
import type { DrillSize } from './cells.ts';
import { readFacts, type Facts } from './facts.ts';

export interface CrashSeen {
  readonly stack: SeenStack;
  readonly facts: Facts;
}

export interface CrashStack extends UpStack {
  readonly scenarios: string;
  look(): Promise<CrashSeen>;
  /** Once everything answers: what a busy machine does not tell would be taken for what it was. */
  lookWell(): Promise<CrashSeen>;
  /** Until nothing differs but victims that were started again, and no process of a run is left. Gives the seconds. */
  untilAsBefore(before: CrashSeen): Promise<number>;
}

const cleanWithinMs = 120_000;

/** Harmed by the drills or restarted by their commands: these alone may be others than they were. */
const isVictim = (name: string): boolean =>
  new RegExp(`^${system}-(victim-\\w+|keeper|store|quiet)-1$`).test(name);

/** `folder` is this process' own. */
export const planOf = (
  folder: string,
): { readonly scenarios: string; readonly sizes: readonly DrillSize[] } => {
  const scenarios = writeCrashScenario(folder);
  return { scenarios, sizes: sizesOf(crashDrills(scenarios)) };
};

export const crashStack = async (scenarios: string): Promise<CrashStack> => {
  const up = await upStack('--scenarios', scenarios);
  await fill(up);
  const look = async (): Promise<CrashSeen> => ({
    stack: await up.outside.look(),
    facts: await readFacts(up.outside),
  });
  const lookWell = async (): Promise<CrashSeen> => {
    let seen = await look();
    const missing = async (): Promise<readonly string[]> => {
      const left = unanswered(seen.facts);
      if (left.length > 0) seen = await look();
      return left;
    };
    await untilEmpty(missing, cleanWithinMs);
    return seen;
  };
  const left = async (before: CrashSeen): Promise<readonly string[]> => {
    // While somebody still heals there is no need to look closer.
    const processes = leftProcesses(up.cache.folders);
    if (processes.length > 0) return processes;
    const now = await look();
    return [...changes(before.stack, now.stack, isVictim), ...factChanges(before.facts, now.facts)];
  };
  return {
    ...up,
    scenarios,
    look,
    lookWell,
    async untilAsBefore(before) {
      const startMs = systemClock.monotonicMs();
      await untilEmpty(() => left(before), cleanWithinMs);
      return Math.round((systemClock.monotonicMs() - startMs) / 100) / 10;
    },
  };
};

/** What the drills take away, tamper with, and have to give back. */
const fill = async ({ outside }: UpStack): Promise<void> => {
  const redis = (service: string, ...words: readonly string[]) =>
    outside.exec(`${system}-${service}-1`, 'redis-cli', ...words);
  const said = [
    await redis('keeper', 'SET', 'kept', 'yes'),
    await redis('keeper', 'SAVE'),
    await redis('redis', 'SET', 'crash:number', '1000'),
    await redis('redis', 'SET', 'crash:text', 'as it was'),
    await redis('store', 'SET', 'something', 'to hold'),
  ];
  expect(said.map((text) => text.trim())).toEqual(said.map(() => 'OK'));
};

/** Of a healthy stack every service that is asked answers. */
const unanswered = (facts: Facts): readonly string[] =>
  Object.entries(facts).flatMap(([fact, told]) =>
    isAsked(fact) && /^$|^no answer$|could not connect|error/i.test(told) ? [`${fact}: no answer`] : [],
  );

const isAsked = (fact: string): boolean => /^(keeper|store|quiet|redis crash|front door)/.test(fact);

const factChanges = (before: Facts, now: Facts): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((fact) => before[fact] !== now[fact])
    .map((fact) => `${fact}: ${before[fact] ?? 'none'} → ${now[fact] ?? 'none'}`);
