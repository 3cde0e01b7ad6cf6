// What GitHub Actions is told of a run: level, place, title, text.
import { expect, it } from 'vitest';
import type { DrillPlan } from '../../core/journal/events.ts';
import {
  changed,
  incident,
  journalOf,
  placebo,
  stopped,
  withoutAlert,
  type Row,
} from '../fixtures/mini-journal.ts';
import { foldGameDay } from '../fold/game-day.ts';
import { annotations, type Places } from './annotations.ts';

const places: Places = {
  drill: () => ({ file: 'scenarios/shop/scenario.yaml', line: 12 }),
  runbook: (line) => ({ file: 'scenarios/shop/runbook.md', line }),
};
const told = (rows: readonly Row[]): readonly string[] =>
  annotations(foldGameDay({ events: journalOf(rows), torn: false }).report, places);
const ok = incident();
const silent = (plan: Partial<DrillPlan> = {}) => withoutAlert(incident(plan), 'firing', 'delivered');
const known: Partial<DrillPlan> = {
  expectedFailure: { reasonCode: 'detect', owner: 'orders team', until: '2026-03-31', reason: 'slow rule' },
};
const at = 'file=scenarios/shop/scenario.yaml,line=12,title=shop/broker-killed%3A';
const why = 'detect: alert Open: pending after 1.0 s, never firing, promised within 6.0 s';

// prettier-ignore
it.each([
  ['a pass', ok, ['::notice title=Game day test%3A pass (exit 0)::1 drill passed: every promise was kept%0Arun r1']],
  ['a failure', silent(), [`::error title=Game day test%3A fail (exit 1)::shop/broker-killed: ${why.replace('detect: ', '')}%0Arun r1`, `::error ${at} fail::${why}`]],
  ['doubt', stopped(ok, 850, 'gate'), ['::error title=Game day test%3A inconclusive (exit 4)::shop/broker-killed: because of gate%0Arun r1', `::error ${at} inconclusive::gate: because of gate`]],
  ['a known failure', silent(known), ['::notice title=Game day test%3A pass (exit 0)::shop/broker-killed failed as expected%0Arun r1', `::notice ${at} fail%2C as expected::${why}%0Aexpected to fail (detect) until 2026-03-31: slow rule; owner orders team`]],
  ['one that passes', incident(known), [`::warning ${at} pass::was expected to fail (detect) until 2026-03-31, and passed: take it out of expectedFailures in gamedays.yaml; owner orders team`, '::notice title=Game day test%3A pass (exit 0)::1 drill passed: every promise was kept%0Arun r1']],
])('%s', (_name, rows, expected) => expect(told(rows)).toEqual(expected));

it('a step that failed is shown at its line in the runbook', () => {
  const rows = changed(ok, 'step.finished', { verdict: 'fail' }, { step: 'remediate-1' });
  expect(told(rows)[1]).toMatch(
    /^::error file=scenarios\/shop\/runbook\.md,line=1,title=shop\/broker-killed%3A fail::remediate: /,
  );
});

it('text from outside makes no command of its own', () => {
  const rows = [
    ...placebo(),
    ...incident({ title: 'x' }),
    ...stopped(incident({}, 'shop/b'), 850, 'gate'),
  ].map(([t, drill, body]): Row => [
    t,
    drill,
    body.type === 'drill.stopped' ? { ...body, message: 'a\n::error::b\r\u001b[31m100%' } : body,
  ]);
  const lines = told(rows);
  expect(lines.every((line) => /^::(error|warning|notice) [^\n\r\u001b]*$/.test(line))).toBe(true);
  expect(lines[1]).toContain('a%0A::error::b␍␛[31m100%25');
});

it('of more than GitHub shows, the run and the worst are among the first ten', () => {
  const doubts = Array.from({ length: 10 }, (_, index) =>
    stopped(incident({}, `shop/doubt-${index}`), 850, 'gate'),
  );
  const lines = told([...doubts.flat(), ...silent({ id: 'shop/z' })]);
  expect(lines.slice(0, 2)).toEqual([
    expect.stringContaining('title=Game day test%3A fail'),
    expect.stringMatching(/title=shop\/z%3A fail/),
  ]);
  expect(lines.length).toBe(12);
});
