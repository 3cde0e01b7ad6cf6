// Several faults in a drill's plan: names, moments at a pace, which effects predict which signal, and how long it may take.
import { mkdtempSync, cpSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { longestMs } from '../select/longest.ts';
import { loadScenario } from './load.ts';
import { paceScenario } from './pace-scenario.ts';
import { planDrill } from './plan.ts';

const drill = `
  several:
    title: One after the other
    faults:
      - cut: { edge: web-db }
        for: 2m
      - kill: { service: web }
        after: 30m
        effects:
          up{job="web"}: { to: 0, after: [0ms, 1s] }
      - kill: { service: web }
        during: { stage: remediate, after: 1 }
    effects:
      orders_failed_total: { to: 20/s }
      orders_total: { was: 20/s, to: 20/s }
    detect:
      - { alert: OrdersFailing, within: 5m }
      - { alert: WebDown, within: 3m, fault: kill-web }
    runbook: { remediate: Web Down > Resolution }
    endedBy: steps
    recover: { within: 31m }
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gameday-faults-'));
  cpSync(join(import.meta.dirname, '../../test/fixtures/scenarios/shop'), folder, { recursive: true });
  const file = join(folder, 'scenario.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}${drill}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const planned = (pace: number, text: (yaml: string) => string = (yaml) => yaml) => {
  const file = join(folder, 'scenario.yaml');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, text(before));
  const paced = paceScenario(loadScenario(folder), pace);
  writeFileSync(file, before);
  return { paced, ...planDrill(paced.scenario, 'several', paced) };
};

it('each has a name of its own, and its moment at the pace', () => {
  const { plan } = planned(30);
  expect(plan.faults.map(({ id, comes, stays }) => ({ id, comes, stays }))).toEqual([
    { id: 'cut-web-db', comes: undefined, stays: { nominalMs: 120_000, pacedMs: 4000, limitedBy: null } },
    {
      id: 'kill-web',
      comes: { kind: 'later', after: { nominalMs: 1_800_000, pacedMs: 60_000, limitedBy: null } },
      stays: undefined,
    },
    { id: 'kill-web-2', comes: { kind: 'step', side: 'after', step: 1 }, stays: undefined },
  ]);
  expect(plan.timings).toMatchObject({
    'cut-web-db for': { pacedMs: 4000 },
    'kill-web after': { pacedMs: 60_000 },
  });
});

it('each signal is predicted by its own fault', () => {
  const { plan, undetectable } = planned(30);
  expect(undetectable).toEqual([]);
  // Half an hour after the first, and within three minutes of its own.
  expect(plan.signals[1]).toMatchObject({ name: 'WebDown', fault: 'kill-web' });
  expect(plan.signals[1]?.predictedMs?.[1]).toBeLessThan(10_000);
});

it('a later fault does not have the effects of the first', () => {
  const without = (yaml: string): string => yaml.replace(/\n {8}effects:\n.*\n/, '\n');
  const { undetectable } = planned(30, without);
  expect(undetectable).toEqual([{ signal: 'WebDown', reason: expect.any(String) }]);
});

it('the longest that it takes counts from the first to the end of the last', () => {
  const both = planned(30);
  const onlyNow = planned(30, (yaml) => yaml.replace('after: 30m', 'after: 1m'));
  expect(longestMs(both, both.paced)).toBeGreaterThan(60_000 + 10_000);
  expect(longestMs(both, both.paced)).toBeGreaterThan(longestMs(onlyNow, onlyNow.paced));
});
