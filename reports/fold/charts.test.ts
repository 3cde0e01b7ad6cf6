// What a drill's figure takes of its records.
import { describe, expect, it } from 'vitest';
import { edge, incident, journalOf, more, placebo, stopped } from '../fixtures/mini-journal.ts';
import { createAxis } from '../html/axis.ts';
import { reporters } from '../reporters.ts';
import { foldCharts } from './charts.ts';
import { foldGameDay } from './game-day.ts';
import { sortRecords } from './records.ts';

const charts = (rows: Parameters<typeof journalOf>[0]) => {
  const [drill] = sortRecords({ events: journalOf(rows), torn: false }).drills;
  if (drill === undefined) throw new Error('no drill');
  return foldCharts(drill);
};
const lanes = (rows: Parameters<typeof journalOf>[0]): readonly string[] =>
  charts(rows).alerts.map(({ name }) => name);

// The gate passes at 800.
const warmUp = [
  [300, edge('Down', 'pending', 300)],
  [400, edge('Down', 'firing', 400)],
  [700, edge('Down', 'resolved', 700)],
] as const;

describe('an alert that nobody promised', () => {
  it.each([
    ['that came and went before the gate is left out', more(placebo(), ...warmUp), []],
    ['that fires later is shown', more(placebo(), ...warmUp, [5000, edge('Down', 'firing', 5000)]), ['Down']],
    ['is shown where no gate passed', stopped(more(incident(), ...warmUp), 750, 'gate'), ['Open', 'Down']],
  ])('%s', (_, rows, names) => {
    expect(lanes(rows)).toEqual(names);
  });
});

it('a span at the very end stays inside the chart', () => {
  const { toT, ...rest } = charts(placebo());
  const axis = createAxis({ toT, ...rest });
  const [, left = '', width = ''] = /left:([\d.]+)%;width:([\d.]+)%/.exec(axis.place(toT, toT)) ?? [];
  expect(Number(left) + Number(width)).toBeLessThanOrEqual(100);
  expect(Number(width)).toBeGreaterThan(0);
});

it('a step of which nothing was promised has run, and is no pass', () => {
  const gameDay = foldGameDay({ events: journalOf(incident()), torn: false });
  expect(gameDay.report.drills[0]?.steps[0]).toMatchObject({ verdict: 'pass', colour: 'ran' });
  expect(reporters.markdown.render(gameDay)).toContain('| diagnose | ran | 0 |');
  expect(reporters.html.render(gameDay)).toMatch(/<\/span> ran<\/span\s*> <code>diagnose<\/code>/);
});
