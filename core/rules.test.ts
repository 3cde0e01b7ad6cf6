import { expect, it } from 'vitest';
import { createPacer, defaultFloors } from './pace.ts';
import { alertRules, paceRules, readRules, rulesText, type Timings } from './rules.ts';
import { parseYaml } from './yaml/yaml-file.ts';

const text = `groups:
  - name: g
    interval: 30s
    rules:
      - alert: Failing
        expr: rate(failed_total[5m]) > 3600
        for: 1m
        keep_firing_for: 5m
        labels: { severity: critical, tier: 1 }
        annotations: { summary: 'for [5m]: {{ $value }}' }
      - record: job:x
        expr: 1
`;

it('paces every duration, writes it back as rules, and says what became of each', () => {
  const { value } = readRules(parseYaml('alerts.yaml', text));
  const timings: Timings = {};
  const paced = paceRules(value ?? { groups: [] }, createPacer(30, defaultFloors), timings);
  const written = readRules(parseYaml('paced.yaml', rulesText(paced))).value ?? { groups: [] };
  expect(written).toEqual(paced);
  expect(alertRules(written)).toMatchObject([
    {
      name: 'Failing',
      expr: 'rate(failed_total[10s]) > 3600',
      forMs: 2000,
      keepFiringForMs: 10_000,
      intervalMs: 1000,
    },
  ]);
  expect(written.groups[0]?.rules[0]?.annotations).toEqual({ summary: 'for [5m]: {{ $value }}' });
  expect(Object.entries(timings).map(([name, { nominalMs, pacedMs }]) => [name, nominalMs, pacedMs])).toEqual(
    [
      ['group g interval', 30_000, 1000],
      ['Failing range', 300_000, 10_000],
      ['Failing for', 60_000, 2000],
      ['Failing keep_firing_for', 300_000, 10_000],
    ],
  );
});
