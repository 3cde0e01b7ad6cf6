// PromQL in fences, in inline code and in commands: one expression each, with its place and what is wrong with it.
import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';
import { looksLikePromql } from './expressions.ts';
import { isPlausiblePromql } from './plausible.ts';

const expressions = (text: string): readonly string[] =>
  parseRunbook(text).expressions.map(
    ({ line, column, origin, label, expression, problem }) =>
      `${line}:${column} ${origin}${label === null ? '' : ` (${label})`} ${expression}${problem === null ? '' : ` !${problem}`}`,
  );

it.each([
  [
    'a fence, split by blank lines and comments',
    '```promql\n# Rate\nrate(a[5m])\n/ rate(b[5m])\n\nup\n# Depth\n  depth\n```\n',
    ['3:1 fence (Rate) rate(a[5m])\n/ rate(b[5m])', '6:1 fence up', '8:3 fence (Depth) depth'],
  ],
  ['one expression a line', '```promql\nsum(a)\nsum(b)\n```\n', ['2:1 fence sum(a)', '3:1 fence sum(b)']],
  ['what does not parse', '```promql\nsum(a\n```\n', ['2:1 fence sum(a !it ends too early']],
  [
    'inline code',
    'When `queue_depth > 5`, not `queue_depth` or `a = b > 1`.',
    ['1:7 inline queue_depth > 5'],
  ],
  [
    'inline code that does not parse',
    '`x_seconds{p99} > 5`',
    ['1:2 inline x_seconds{p99} > 5 !unexpected "}"'],
  ],
  [
    'the value of an entry',
    '`expr: up == 0`, `query: \'sum(a_b) > 1\'`, `- expr: "rate(a_b[5m])"`',
    ['1:8 inline up == 0', '1:27 inline sum(a_b) > 1', '1:53 inline rate(a_b[5m])'],
  ],
  ['a table', '| a | b |\n|--|--|\n| `up == 0` | c |\n', ['3:4 inline up == 0']],
  [
    'commands',
    '```sh\n# Errors\ncurl "http://p/api/v1/query?query=rate(a{b=\\"c\\"}[5m])&time=1" | jq\ncurl -G p --data-urlencode \'query=sum(a) > 1\'\ncurl p?query=sum%28up%29+%2B+1\ncurl p?query=$Q\n```\n',
    ['3:35 command (Errors) rate(a{b="c"}[5m])', '4:35 command sum(a) > 1', '5:14 command sum(up) + 1'],
  ],
  ['rules', '```yaml\n- alert: A\n  expr: up == 0\n  for: 5m\n```\n', ['3:9 fence (A) up == 0']],
])('%s', (_, text, expected) => {
  expect(expressions(text)).toEqual(expected);
});

describe('what can be PromQL', () => {
  it.each([
    ['sum by (a) (rate(x_total{b=~"c"}[5m])) > 5'],
    ['a_b / on (x) group_left (y) c_d'],
    ['rate(x[5m:1m] offset -1h)'],
    ['-1 * foo_bar > bool 5'],
    ['job:a_total:rate5m > 5'],
    ['max_over_time(a_b[5m: 1m]) > 5'],
    ['absent(up{job="a"} == 1)'],
  ])('%s', (text) => {
    expect(isPlausiblePromql(text)).toBe(true);
    expect(looksLikePromql(text)).toBe(true);
  });

  it.each([['foo bar'], ['(a'], ['a ++ > 5'], ['a; b'], ['x'.repeat(6000)], ['']])('not: %s', (text) => {
    expect(isPlausiblePromql(text)).toBe(false);
  });

  it.each([
    ['http_requests_total'],
    ['SELECT count(*) FROM a_b'],
    ['max(a, b)'],
    ['a_b => c'],
    ['$X_Y > 5'],
    ['redis_up: { to: 0, after: [0ms, 5s] }'],
    ['{ redis_up: { after: [5m] } }'],
    ['- queue_depth: > 5'],
    ["a_b: 'sum(x_y) > 1'"],
  ])('no expression: %s', (text) => {
    expect(looksLikePromql(text)).toBe(false);
  });
});

it('a document full of what is none is not read to its end', () => {
  const lines = Array.from({ length: 400 }, (_, at) => `${'( '.repeat(60)}${at}\n`).join('\n');
  const problems = parseRunbook(`\`\`\`promql\n${lines}\n\`\`\`\n`).expressions.map(({ problem }) => problem);
  expect(problems).toHaveLength(400);
  expect(problems[0]).toBe('it ends too early');
  expect(problems.at(-1)).toBe('it was not read: too much before it does not parse');
});
