// Calls by program: which ones are found, and in which order.
import { expect, it } from 'vitest';
import { readDocument } from '../document.ts';
import { bash } from '../testing/find.ts';
import { callsOf } from './calls.ts';
import { runsOf } from './runs.ts';

const document = readDocument(
  'runbook.md',
  bash('curl a | jq .a', 'redis-cli PING', 'docker exec c curl b', 'sudo jq .b', 'constructor', '$X'),
);

it.each([
  { asked: undefined, found: 'curl a, jq .a, redis-cli PING, curl b, jq .b, constructor, ' },
  { asked: ['curl'], found: 'curl a, curl b' },
  { asked: /^(?:curl|jq)$/, found: 'curl a, jq .a, curl b, jq .b' },
  { asked: ['jq', 'redis-cli', 'curl'], found: 'curl a, jq .a, redis-cli PING, curl b, jq .b' },
  { asked: /^docker$/, found: '' },
  { asked: ['toString'], found: '' },
  { asked: ['constructor'], found: 'constructor' },
])('$asked', ({ asked, found }) => {
  const runs = runsOf(document, asked).map(({ run }) => [run.program, ...run.args.map(({ value }) => value)]);
  const calls = callsOf(document, asked).map(({ program, words }) => [program, ...words]);
  const texts = [runs, calls].map((all) => all.map((words) => words.join(' ')).join(', '));
  expect(texts).toEqual([found, found]);
});

it('is asked of each document by itself', () => {
  const other = readDocument('other.md', bash('jq .c'));
  expect(runsOf(other, ['curl', 'jq']).map(({ command }) => command.command)).toEqual(['jq .c']);
});
