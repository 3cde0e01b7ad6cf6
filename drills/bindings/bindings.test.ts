// bindings.yaml: what it may say, what it is told when it is wrong, and what becomes of the commands.
import { describe, expect, it } from 'vitest';
import { checkShape } from '../../core/yaml/check-shape.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { bindCommand } from './bind-command.ts';
import { checkBindings } from './check-bindings.ts';
import { commandHash } from './command-key.ts';
import { checkTodos } from '../init/todo.ts';
import { firstBindings } from './first-bindings.ts';
import { bindingsSchema, type Bindings } from './schema.ts';
import { createValues, expectedValues, makeSecrets } from './values.ts';

const read = (text: string): Bindings => {
  const { value, problems } = checkShape(parseYaml('bindings.yaml', text), bindingsSchema);
  if (value === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return value;
};

describe('its shape', () => {
  it.each([
    [
      'placeholders: { "<ID>": 1 }',
      '1:17 placeholders.<ID>: expected the name of a placeholder, without < > or $',
    ],
    [
      'placeholders: { ID: { from: ls, capture: "(" } }',
      '1:42 placeholders.ID.capture: expected a regular expression',
    ],
    [
      'commands: [{ command: ls, class: R9 }]',
      '1:34 commands[0].class: expected R0 or R1 or W1 or W2 or X1 or X2 or X3 or X4 or U, got "R9"',
    ],
    [
      'commands: [{ command: ls, hash: abc }]',
      '1:33 commands[0].hash: expected twelve hex digits, as gameday bind prints them',
    ],
    ['commands: [{ command: ls, expect: { show: x } }]', '1:37 commands[0].expect.show: unknown key'],
    ['commands: [{ class: R0 }]', '1:12 commands[0].command: this key is missing'],
  ])('%s', (text, expected) => {
    const { problems } = checkShape(parseYaml('bindings.yaml', text), bindingsSchema);
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)[0]).toContain(
      expected,
    );
  });
});

const runbook = parseRunbook(
  [
    '## DLQ growing',
    '',
    '### Diagnosis',
    '',
    '```bash',
    'ls /app/dlq',
    'cat /app/dlq/item-<ID>.json',
    '```',
    '',
    '### Remediation',
    '',
    '```bash',
    './replay.sh <ID> $TOKEN',
    'docker compose restart api',
    'redis-cli FLUSHALL',
    '```',
    '',
  ].join('\n'),
);
const replay = './replay.sh <ID> $TOKEN';
const wipe = 'redis-cli FLUSHALL';

describe('against the runbook', () => {
  const problemsOf = (text: string): readonly string[] => {
    const yaml = parseYaml('bindings.yaml', text);
    return checkBindings(yaml, read(text), runbook).map(
      ({ line, message, hint }) => `${line} ${message}${hint === null ? '' : ` (${hint})`}`,
    );
  };

  it.each<[string, string, readonly string[]]>([
    [
      'all is well',
      `placeholders: { ID: 7, TOKEN: { secret: true } }\ncommands: [{ command: '${replay}', class: W2, hash: ${commandHash(replay)} }]`,
      [],
    ],
    [
      'white space does not matter',
      `commands: [{ command: 'ls   /app/dlq', section: Diagnosis, waive: true }]`,
      [],
    ],
    [
      'no such placeholder',
      'placeholders: { IDD: 7 }',
      ['1 placeholders.IDD: the runbook has no such placeholder (did you mean "ID"?)'],
    ],
    [
      'no such command',
      "commands: [{ command: 'ls /app/dlp' }]",
      ['1 commands[0].command: the runbook has no such command (did you mean: ls /app/dlq)'],
    ],
    [
      'only a promise, of a command that is gone',
      "commands: [{ command: 'ls /app/dlp', expect: { shows: x } }]",
      [],
    ],
    [
      'not in that section',
      "commands: [{ section: Remediation, command: 'ls /app/dlq' }]",
      ['1 commands[0].command: section "Remediation" has no such command'],
    ],
    [
      'a review without the hash',
      `commands: [{ command: '${replay}', class: W2 }]`,
      [
        `1 commands[0].class: what was reviewed needs the hash of the command (write hash: ${commandHash(replay)})`,
      ],
    ],
    [
      'the line was edited since',
      `commands: [{ command: '${replay}', class: W2, hash: '000000000000' }]`,
      [
        `1 commands[0].hash: the command has changed since it was reviewed: it has ${commandHash(replay)} now (review line 13 of the runbook again, then write hash: ${commandHash(replay)})`,
      ],
    ],
    [
      'gameday knows it',
      "commands: [{ command: 'docker compose restart api', class: R0 }]",
      [
        '1 commands[0].class: gameday knows it as W1 (only a command that it can not tell (U) is given a class: remove it)',
      ],
    ],
    [
      'an approval without the hash',
      `commands: [{ command: '${wipe}', approve: X1 }]`,
      [
        `1 commands[0].approve: what was reviewed needs the hash of the command (write hash: ${commandHash(wipe)})`,
      ],
    ],
    [
      'an approval of the line as it was',
      `commands: [{ command: '${wipe}', approve: X1, hash: '000000000000' }]`,
      ['1 commands[0].hash: the command has changed since it was reviewed'],
    ],
    [
      'an approval of a line that is gone',
      `commands: [{ command: '${wipe} ASYNC', approve: X1, hash: '000000000000', expect: { shows: OK } }]`,
      ['1 commands[0].command: the runbook has no such command'],
    ],
    [
      'an approval of too little',
      `commands: [{ command: '${wipe}', approve: W2, hash: ${commandHash(wipe)} }]`,
      ['1 commands[0].approve: it is X1, which an approval of W2 does not let through'],
    ],
    [
      'an approval of another class beside its own',
      `commands: [{ command: '${wipe}', approve: [X1, W2], hash: ${commandHash(wipe)} }]`,
      ['1 commands[0].approve: it is X1, which an approval of W2 does not let through'],
    ],
    [
      'an approval of what a value decides',
      `commands: [{ command: '${replay}', class: W2, approve: W2, hash: ${commandHash(replay)} }]`,
      ['1 commands[0].approve: what it does depends on a variable or a placeholder'],
    ],
    [
      'two entries of one command',
      `commands: [{ command: '${wipe}', expect: { shows: OK } }, { command: '${wipe}', approve: X1, hash: ${commandHash(wipe)} }]`,
      [
        '1 commands[1].command: commands[0] is about the same command, and only the first one counts (make one entry of both)',
      ],
    ],
    [
      'an approval of what needs none',
      `commands: [{ command: 'docker compose restart api', approve: W2, hash: '000000000000' }]`,
      ['1 commands[0].approve: it is W1, which runs without an approval (remove it)'],
    ],
    [
      'captured from nowhere',
      'placeholders: { ID: { from: find, capture: x } }',
      [
        '1 placeholders.ID.from: no command of the runbook has "find" (give a part of a command as the runbook writes it)',
      ],
    ],
  ])('%s', (_, text, expected) => {
    const found = problemsOf(text);
    expect(found).toHaveLength(expected.length);
    for (const [index, one] of expected.entries()) expect(found[index]).toContain(one);
  });
});

describe('a bound command', () => {
  const bindings = read(
    "placeholders: { ID: { from: 'ls /app', capture: 'item-(?<ID>\\d+)' }, HOST: db, TOKEN: { secret: true } }",
  );
  const placeholders = [
    { form: 'angle', text: '<ID>', name: 'ID' },
    { form: 'variable', text: '$TOKEN', name: 'TOKEN' },
    { form: 'angle', text: '<HOST>', name: 'HOST' },
  ] as const;
  const secrets = makeSecrets(bindings);

  it('waits for what an earlier command shows', () => {
    const values = createValues(bindings, secrets);
    expect(bindCommand('cat <ID> <ID> $TOKEN', placeholders.slice(0, 2), values).unbound).toEqual(['<ID>']);
    values.learn('ls /app/dlq', 'item-17.json\n');
    expect(bindCommand('cat <ID> <ID> $TOKEN', placeholders.slice(0, 2), values)).toEqual({
      command: 'cat 17 17 $TOKEN',
      env: { TOKEN: secrets.get('TOKEN') },
      unbound: [],
    });
  });

  it.each(['item-$(reboot)', 'nothing', 'item-'])('takes nothing that a shell would act on: %s', (output) => {
    const values = createValues(read("placeholders: { ID: { from: ls, capture: 'item-(.+)' } }"), new Map());
    values.learn('ls /app/dlq', output);
    expect(values.get('ID')).toBeNull();
  });

  it('has stand-ins for what is known only later', () => {
    const values = expectedValues(bindings);
    expect(bindCommand('<ID> <HOST> $TOKEN', placeholders, values)).toMatchObject({
      command: 'value-of-ID db $TOKEN',
      unbound: [],
    });
    expect(values.get('toString')).toBeNull();
  });

  it('makes a secret up, another one for each run', () => {
    expect(secrets.get('TOKEN')).toMatch(/^drill-[0-9a-f]{32}$/);
    expect(makeSecrets(bindings).get('TOKEN')).not.toBe(secrets.get('TOKEN'));
  });
});

describe('a first version', () => {
  it('asks what is open, and is itself valid', () => {
    const text = firstBindings(runbook, 'runbook.md');
    expect(read(text)).toEqual({ placeholders: {}, commands: [] });
    expect(text).toContain('# <ID>, line 7, 13:');
    expect(text).toContain('# TOKEN: { secret: true }');
    expect(text).toContain(`#   hash: ${commandHash(replay)}`);
    expect(text).toContain(`#   hash: ${commandHash(wipe)}\n  #   approve: X1\n`);
    expect(text).not.toContain('restart api');
  });

  it('is valid, too, when all its questions are taken as they stand', () => {
    const answered = firstBindings(runbook, 'runbook.md')
      .replace("# ID: ''", 'ID: 7')
      .replace('# TOKEN:', 'TOKEN:')
      .replace(/^ {2}# (- command|  (?:hash|class|approve|reason):)/gm, '  $1');
    const yaml = parseYaml('bindings.yaml', answered);
    expect(checkBindings(yaml, read(answered), runbook)).toEqual([]);
    expect(checkTodos(yaml).map(({ message }) => message)).toEqual([
      'commands[0].reason: still to be filled in',
      'commands[1].reason: still to be filled in',
    ]);
  });

  it('leaves out what is answered', () => {
    const known = read(
      `placeholders: { ID: 7, TOKEN: x }\ncommands: [{ command: '${replay}', class: W2, hash: ${commandHash(replay)} }]`,
    );
    const open = firstBindings(runbook, 'runbook.md', known);
    expect(open).toContain('placeholders: {}');
    expect(open).not.toContain(commandHash(replay));
    expect(open).toContain(commandHash(wipe));
  });
});
