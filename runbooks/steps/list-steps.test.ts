// Steps: numbers, nesting, conditions, inline commands, waits, and fences that should have been indented.
import { describe, expect, it } from 'vitest';
import type { Step } from '../model.ts';
import { parseRunbook } from '../parse.ts';
import { conditionOf } from './step-conditions.ts';

const lines = (steps: readonly Step[], indent = ''): readonly string[] =>
  steps.flatMap(({ number, text, commands, steps: inner }) => [
    `${indent}${number ?? '-'} ${text}${commands.map(({ command }) => ` {${command}}`).join('')}`,
    ...lines(inner, `${indent}  `),
  ]);
const stepsOf = (text: string): readonly string[] =>
  parseRunbook(text).sections.flatMap(({ title, steps }) =>
    steps.length === 0 ? [] : [title, ...lines(steps, '  ')],
  );

it.each([
  [
    'numbers, nesting and order',
    '## Fix\n1. One\n   - a\n   - b\n2. Two: `docker ps -a`\n\n   more\n\n   ```sh\n   ls\n   ```\n',
    ['Fix', '  1 One', '    - a', '    - b', '  2 Two: docker ps -a more {docker ps -a} {ls}'],
  ],
  ['numbers as readers see them', '## Fix\n3. a\n3. b\n', ['Fix', '  3 a', '  4 b']],
  ['tasks', '## Fix\n- [ ] Call *them*\n', ['Fix', '  - Call them']],
  ['each section its own', '## A\n1. a\n### B\n- b\n', ['A', '  1 a', 'B', '  - b']],
  [
    'fences between numbers',
    '## A\n1. Look\n\n```sh\nls\n```\n\n2. Act:\n\n```sh\nps\n```\n\nLater.\n\n```sh\ndf\n```\n',
    ['A', '  1 Look {ls}', '  2 Act: {ps}'],
  ],
  [
    'inline commands of bullets where the section is about doing',
    '## Diagnosis\n- Run `kubectl get pods` and see `http_errors_total` in `a.yaml`, `docker`\n## Notes\n- `kubectl get pods` lists them\n',
    [
      'Diagnosis',
      '  - Run kubectl get pods and see http_errors_total in a.yaml, docker {kubectl get pods}',
      'Notes',
      '  - kubectl get pods lists them',
    ],
  ],
])('%s', (_, text, expected) => {
  expect(stepsOf(text)).toEqual(expected);
});

it.each([
  ['If RPC provider issue: switch', 'If RPC provider issue'],
  ['If the pod is stuck, delete it', 'If the pod is stuck'],
  ['When disk is full then clean', 'When disk is full'],
  ['Restart Kafka if needed', 'if needed'],
  ['Reload the model (if needed)', 'if needed'],
  ['If Restart Fails', 'If Restart Fails'],
  ['Falls nötig: neu starten', 'Falls nötig'],
  ['Si le pod redémarre, attendre', 'Si le pod redémarre'],
  ['For staging: use the other host', 'For staging'],
  ['For each pod: restart it', null],
  ['Restart the service', null],
  ['Check whether it is up', null],
])('the condition of "%s" is %j', (text, condition) => {
  expect(conditionOf(text)).toBe(condition);
});

describe('actions of a section', () => {
  it('has commands and waits in order, those of nested sections included', () => {
    const text =
      '## Fix\n1. `docker restart x`, then wait 30 seconds\n### Verification\nWait until `curl -f x` succeeds.\n```sh\n# Wait 5 s\nls\n# wait 3s\nsleep 3\n```\n';
    const [fix] = parseRunbook(text).sections;
    expect(fix?.actions.map((one) => (one.kind === 'wait' ? one.ms : one.command))).toEqual([
      'docker restart x',
      30_000,
      'curl -f x',
      5000,
      'ls',
      'sleep 3',
    ]);
    expect(fix?.actions[0]).toMatchObject({
      origin: 'inline',
      line: 2,
      column: 5,
      endColumn: 21,
      block: null,
    });
  });

  it('keeps what an inline command should show', () => {
    const { commands } = parseRunbook('## Fix\n1. Check: `curl localhost` should return 200. Go on.\n');
    expect(commands[0]?.expected).toMatchObject([{ form: 'prose', text: 'should return 200', column: 28 }]);
  });
});
