// The workflows in docs/ci.md are copied as they are: what they promise has to hold.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const text = readFileSync(new URL('../docs/ci.md', import.meta.url), 'utf8');
const workflows = [...text.matchAll(/^```yaml\n(name: [^]*?)^```$/gm)].map(
  ([, yaml = '']) => parse(yaml) as Workflow,
);

it('there are two, and both play drills', () => {
  expect(workflows.map(({ name }) => name)).toEqual(['game day', 'release gate']);
  for (const { jobs } of workflows)
    expect(
      Object.values(jobs)
        .flatMap(({ steps }) => steps.map(({ run = '' }) => run))
        .join(),
    ).toContain('npx gameday run full');
});

it('the release gate learns from runs that failed, and from those of main', () => {
  const gate = workflows.find(({ name }) => name === 'release gate');
  const steps = gate?.jobs['gate']?.steps ?? [];
  const runs = steps.filter((step) => step.with?.['path'] === 'reports/runs');
  expect(runs.map(({ uses }) => uses?.split('@')[0])).toEqual([
    'actions/cache/restore',
    'actions/cache/save',
  ]);
  expect(runs[1]?.if).toMatch(/^always\(\)/);
  expect(runs[1]?.with?.['key']).toBe(runs[0]?.with?.['key']);
  expect(steps.findIndex(({ run }) => run?.includes('gameday run') ?? false)).toBeLessThan(
    steps.indexOf(runs[1] ?? {}),
  );
  expect(gate?.on).toHaveProperty('push');
});
