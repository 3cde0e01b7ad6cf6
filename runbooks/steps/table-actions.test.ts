// Commands in tables: steps, branches and sentences; what only lists commands has none.
import { expect, it } from 'vitest';
import { parseRunbook } from '../parse.ts';

const table = (header: string, ...rows: readonly string[]): string =>
  [header, header.replace(/[^|]+/g, '--'), ...rows, ''].join('\n');

const commandsOf = (text: string): readonly string[] =>
  parseRunbook(text).commands.map(({ command, label, expected }) =>
    [command, label ?? '-', ...expected.map(({ text: shown }) => `shows ${shown}`)].join(' | '),
  );
const stepsOf = (text: string): readonly string[] =>
  parseRunbook(`## X\n\n${text}`).sections.flatMap(({ steps }) =>
    steps.map(({ line, number, condition, text: words, commands }) =>
      [`${line}`, number ?? '-', condition ?? '-', words, commands.length].join(' | '),
    ),
  );

it.each([
  [
    'steps, with what they should show',
    table(
      '| Step | Command | Expected |',
      '| 1 | `docker ps` | `Up 2 minutes` |',
      '| Restart it | `own-ctl up` | |',
    ),
    ['docker ps | - | shows Up 2 minutes', 'own-ctl up | Restart it'],
  ],
  [
    'a column of commands without marks',
    table('| # | Command |', '| 1 | docker ps \\| wc -l |', '| 2 | look at it |'),
    ['docker ps | wc -l | -'],
  ],
  [
    'symptoms and fixes',
    table(
      '| Symptom | Fix |',
      '| Redis full | `redis-cli FLUSHALL` |',
      '| Slow | Restart: `docker restart api`. |',
    ),
    ['redis-cli FLUSHALL | Redis full', 'docker restart api | Restart: docker restart api.'],
  ],
  [
    'a sentence in any cell',
    table(
      '| A | B |',
      '| Redis full | Run `redis-cli FLUSHALL` |',
      '| `docker ps -a` | it says `docker ps` |',
    ),
    ['redis-cli FLUSHALL | Run redis-cli FLUSHALL'],
  ],
  [
    'commands where something is done',
    `## Diagnosis\n\n${table('| Command | Meaning |', '| `docker ps -a` | what runs |')}`,
    ['docker ps -a | what runs'],
  ],
  [
    'no commands of a list of what there is',
    table('| Command | Description |', '| `docker ps -a` | what runs |', '| `own` | ours |'),
    [],
  ],
  [
    'nothing that is not to be done',
    table('| Step | Action |', '| 1 | Do not run `docker restart api` |', '| 2 | See `up` |'),
    [],
  ],
])('finds %s', (_, text, expected) => {
  expect(commandsOf(text)).toEqual(expected);
});

it.each([
  ...['Do', 'Do this', 'Response', 'Resolution', 'Mitigation', 'How', 'Steps', 'Solution', 'Next step'],
  ...['Immediate action', 'On-call action', 'Suggested fix', 'Quick fix', 'Recovery', 'Workaround', 'Try'],
  ...['How to recover', 'How to check', 'What we do', 'What helps', 'First response', 'Restart command'],
  ...['Procedure', 'To do', 'Was tun', 'Maßnahme', 'Que faire', 'Acción', 'What to do?'],
])('reads a column "%s" beside the symptoms', (title) => {
  expect(commandsOf(table(`| Symptom | ${title} |`, '| Redis full | `redis-cli FLUSHALL` |'))).toEqual([
    'redis-cli FLUSHALL | Redis full',
  ]);
});

it.each([
  ...["Don't", 'Do not', 'Cause', 'Log line', 'Seen in', 'Actions taken', 'Failing command', 'Previous fix'],
  ...['How to reproduce', 'How often', 'Automatic action', 'User action', 'Owner', 'Component', 'Donor'],
])('reads no column "%s"', (title) => {
  expect(commandsOf(table(`| Symptom | ${title} |`, '| Redis full | `redis-cli FLUSHALL` |'))).toEqual([]);
});

it.each(['Alert', 'Alarm', 'Problem', 'What you see', 'You see', 'Observation', 'Case'])(
  'takes "%s" for the case of a row',
  (title) => {
    expect(stepsOf(table(`| ${title} | Do |`, '| Redis full | `redis-cli FLUSHALL` |'))).toEqual([
      '5 | - | Redis full | If Redis full: redis-cli FLUSHALL | 1',
    ]);
  },
);

it('reads looks and fixes of the same row', () => {
  expect(
    commandsOf(table('| Symptom | How to check | Fix |', '| Slow | `docker stats` | `docker restart api` |')),
  ).toEqual(['docker stats | Slow', 'docker restart api | Slow']);
});

it('takes rows with commands for steps, those of a symptom for branches', () => {
  expect(
    stepsOf(
      table('| Step | Command |', '| 1 | `docker ps -a` |', '| Think | |', '| Go | `docker restart a` |'),
    ),
  ).toEqual(['5 | 1 | - | docker ps -a | 1', '7 | 3 | - | Go: docker restart a | 1']);
  expect(
    stepsOf(`${table('| Problem | Solution |', '| Redis full | Run `docker restart r` |')}\n1. Look\n`),
  ).toEqual(['5 | - | Redis full | If Redis full: Run docker restart r | 1', '7 | 1 | - | Look | 0']);
});

it('keeps places behind escaped bars', () => {
  const { commands, placeholders } = parseRunbook(
    table('| Step | Command |', '| 1 | `docker logs x \\| grep <ID>` |'),
  );
  expect(commands[0]).toMatchObject({ line: 3, column: 8, endColumn: 34 });
  expect(placeholders).toMatchObject([{ text: '<ID>', command: 0, column: 30, endColumn: 34 }]);
});
