// The seeded flaws without an engine: each edit is there to be made, what is refused says where, what can't be judged is known beforehand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GamedayError } from '../../../core/errors.ts';
import { allKinds } from '../../../drills/scenario/kinds.ts';
import { loadScenario } from '../../../drills/scenario/load.ts';
import { paceScenario } from '../../../drills/scenario/pace-scenario.ts';
import { planDrill } from '../../../drills/scenario/plan.ts';
import { loadAsked, selectDrills } from '../../../drills/scenario/select.ts';
import { copyScenarios } from './copy.ts';
import { refusedFlaws } from './refused.ts';
import { playedFlaws } from './table.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-flaws-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const isInFiles = ({ says }: (typeof refusedFlaws)[number]): boolean => !says.source.includes('approval');

it.each(refusedFlaws.filter(isInFiles).map((flaw) => [flaw.name, flaw] as const))(
  'refused: %s',
  (_, { asked, edit, says }) => {
    const scenarios = copyScenarios(join(folder, 'refused'), edit);
    const refusal = thrownBy(() => selectDrills(loadAsked(scenarios, [asked]), [asked]));
    expect(refusal).toBeInstanceOf(GamedayError);
    expect((refusal as GamedayError).message).toMatch(says);
    expect((refusal as GamedayError).exitCode).toBe(64);
  },
);

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it.each(playedFlaws.map((flaw) => [flaw.name, flaw] as const))(
  'can be made, and is judged beforehand or not: %s',
  (_, { drill, edit, expected }) => {
    const scenarios = copyScenarios(join(folder, 'played'), edit);
    const judgedBefore = expected.includes(' undetectable ');
    if (!judgedBefore && edit?.file !== 'scenario.yaml') return;
    const scenario = loadScenario(join(scenarios, 'flash-sale-engine'), allKinds, [drill]);
    const { undetectable } = planDrill(scenario, drill, paceScenario(scenario, scenario.spec.pace.default));
    expect(undetectable.length > 0, JSON.stringify(undetectable)).toBe(judgedBefore);
  },
);

it('no two flaws have the same name', () => {
  const names = [...playedFlaws, ...refusedFlaws].map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
