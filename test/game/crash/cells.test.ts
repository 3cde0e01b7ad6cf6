// The crash matrix leaves nothing out: every kind of fault, every record of an effect, every phase.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rmSync } from 'node:fs';
import { effectTypes } from '../../../core/journal/events.ts';
import { phases } from '../../../core/verdicts.ts';
import { faultKinds } from '../../../drills/faults/kinds.ts';
import type { DrillSpec } from '../../../drills/scenario/drill-schema.ts';
import { root } from '../../cli.ts';
import { planCells, sampleOf, signals } from './cells.ts';
import { crashDrills, sizesOf, writeCrashScenario } from './crash-scenario.ts';

const folder = join(root, 'reports', 'test', 'crash-cells');
let drills: Readonly<Record<string, DrillSpec>>;
beforeAll(() => {
  drills = crashDrills(writeCrashScenario(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('every kind of fault is injected by one of its drills', () => {
  const kinds = Object.values(drills).flatMap(({ faults }) => faults.map(({ kind }) => kind));
  expect(kinds.toSorted()).toEqual(Object.keys(faultKinds).toSorted());
});

it('every record of an effect is a moment of kill -9, for each fault and command that it is written for', () => {
  const cells = planCells(sizesOf(drills), 1);
  for (const [name, { faults }] of Object.entries(drills))
    for (const type of effectTypes) {
      const moments = cells.filter(
        (cell) => cell.attack === 'kill -9' && cell.drill === name && cell.at.type === type,
      );
      const wanted = type.startsWith('fault.') ? faults.length : type === 'step.started' ? 3 : 1;
      expect([name, type, moments.length]).toEqual([name, type, wanted]);
    }
});

it('every signal comes once in each phase, and no two cells have one name', () => {
  const cells = planCells(sizesOf(drills), 1);
  const sent = cells.flatMap((cell) => (cell.attack === 'signal' ? [`${cell.phase} ${cell.how}`] : []));
  expect(sent).toEqual(phases.flatMap((phase) => signals.map((how) => `${phase} ${how}`)));
  expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
});

it('a seed gives the same cells and the same sample again, another one others', () => {
  const [one, again, other] = [1, 1, 2].map((seed) => {
    const cells = planCells(sizesOf(drills), seed);
    return { cells, sample: sampleOf(cells, seed).map(({ attack, id }) => `${attack} ${id}`) };
  });
  expect(one).toEqual(again);
  expect(one?.sample).not.toEqual(other?.sample);
  expect(one?.sample).toHaveLength(4);
});
