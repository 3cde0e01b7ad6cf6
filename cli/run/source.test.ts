// What tells the sources of two shards apart.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scenario } from '../../drills/scenario/scenario.ts';
import { sourceOf } from './source.ts';

let scenarios = '';
beforeAll(() => {
  scenarios = mkdtempSync(join(tmpdir(), 'gameday-source-'));
  mkdirSync(join(scenarios, 'shop'));
});
afterAll(() => rmSync(scenarios, { recursive: true, force: true }));

const hashWith = (gameDays: string): string => {
  writeFileSync(join(scenarios, 'gamedays.yaml'), gameDays);
  const scenario = {
    folder: join(scenarios, 'shop'),
    texts: { 'scenario.yaml': 'drills: {}' },
    spec: { load: { workload: 'workload.ts' } },
  } as unknown as Scenario;
  return sourceOf(scenario, { name: 'runbook.md', text: '', foreign: false }).scenario;
};

it('another list of drills is another source, also where nobody knows the commit', () => {
  expect(hashWith('full: [shop/a, shop/b]')).toBe(hashWith('full: [shop/a, shop/b]'));
  expect(hashWith('full: [shop/a, shop/b]')).not.toBe(hashWith('full: [shop/b]'));
});
