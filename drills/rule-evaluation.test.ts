import { expect, it } from 'vitest';
import type { RuleHealth } from '../stack/stack.ts';
import { followEvaluation } from './rule-evaluation.ts';

const evaluationMs = 200;

const rule = (name: string, health: RuleHealth['health'] = 'ok', lastError = ''): RuleHealth => ({
  rule: name,
  health,
  lastError,
  evaluatedAtMs: 1000,
});

it.each<[string, readonly RuleHealth[], string | null]>([
  ['all are there and well', [rule('A'), rule('B'), rule('Other')], null],
  [
    'one can not be evaluated',
    [rule('A', 'err', 'many-to-many'), rule('B')],
    "the rule A can't be evaluated",
  ],
  ['one was never loaded', [rule('A')], 'Prometheus has not loaded B:'],
  ['none was loaded', [], 'Prometheus has not loaded A, B:'],
])('rules: %s', (_, rules, expected) => {
  const error = followEvaluation(evaluationMs, ['A', 'B'], () => 1000).take(rules);
  if (expected === null) expect(error).toBeNull();
  else expect(error).toContain(expected);
});

it.each<[string, number, readonly number[], string | null]>([
  ['at each look', 1200, [], null],
  ['after a pause as long as may be', 4000, [], null],
  ['after a longer one', 4001, [], 'for 3.0 s no rule was evaluated'],
  ['after a longer one, in which we only did not look', 7000, [6900, 1100, 3900], null],
  [
    'after a longer one, in which it was gone for a while',
    7000,
    [1100, 4200, 6900],
    'for 3.1 s no rule was evaluated',
  ],
  [
    'after a longer one, and scrapes of another time',
    7000,
    [500, 900, 7100],
    'for 6.0 s no rule was evaluated',
  ],
])('rules are evaluated again %s', (_, evaluatedAtMs, scrapes, expected) => {
  const evaluation = followEvaluation(evaluationMs, ['A'], () => evaluatedAtMs);
  evaluation.take([rule('A')]);
  evaluation.take([{ ...rule('A'), evaluatedAtMs }], scrapes);
  expect(evaluation.gapSince(1000)).toBe(expected);
});

it('does not forget that a rule could not be evaluated when it can be again', () => {
  let nowMs = 0;
  const evaluation = followEvaluation(evaluationMs, ['A'], () => nowMs);
  const take = (atMs: number, health: RuleHealth['health']) => {
    nowMs = atMs;
    return evaluation.take([{ ...rule('A', health, 'many-to-many'), evaluatedAtMs: atMs }]);
  };
  for (let atMs = 1000; atMs <= 9000; atMs += 200) take(atMs, atMs > 2000 && atMs < 6000 ? 'err' : 'ok');
  expect(take(9200, 'ok')).toBeNull();
  expect(evaluation.gapSince(1500)).toBe("for 3.8 s the rule A can't be evaluated: many-to-many");
  // Most of it was before: what is left is a pause as any other.
  expect(evaluation.gapSince(5000)).toBeNull();
});
