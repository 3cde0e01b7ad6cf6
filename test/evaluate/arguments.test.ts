// The command line of the evaluation.
import { expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

it('reads flags', () => {
  const read = readArguments([
    ...['--labels', 'l.tsv', '--runbooks', 'a', '--runbooks', 'b', '--seed', 'Q=q=1.md'],
    ...['--compose', 'Q=c.yml', '--min-recall', '0.85', '--max-wrong', '0.05'],
  ]);
  expect(read).toMatchObject({
    labels: 'l.tsv',
    runbooks: ['a', 'b'],
    seeds: new Map([['Q', 'q=1.md']]),
    context: { compose: ['Q=c.yml'], rules: [], metrics: [] },
    minRecall: 0.85,
    minContextRecall: null,
    maxWrong: 0.05,
  });
});

it.each([
  [['--label', 'l'], "'--label'"],
  [['--runbooks', 'a'], '--labels: expected a file'],
  [['--labels', 'l', '--seed', 'Q'], '--seed: expected NAME=FILE, got "Q"'],
  [['--labels', 'l', '--min-recall', '85'], '--min-recall: expected a share from 0 to 1, got "85"'],
  [['--labels', 'l', '--max-wrong', ''], '--max-wrong: expected a share'],
])('refuses %j', (argv, message) => {
  expect(() => readArguments(argv)).toThrow(message);
});
