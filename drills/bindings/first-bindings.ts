// A first bindings.yaml for a runbook: every open question as a commented line, to be answered by somebody who knows the system.
import { isSecretName } from '../../core/redact.ts';
import { classify } from '../../runbooks/classes/classify.ts';
import { pathText } from '../../runbooks/find-section.ts';
import type { Command, Placeholder, Runbook } from '../../runbooks/model.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import { bindingFor } from '../policy/examine.ts';
import { commandHash, normalised } from './command-key.ts';
import { noBindings, type Bindings } from './schema.ts';

/** What `known` answers already is left out. `file`: the runbook, as people see it. */
export const firstBindings = (runbook: Runbook, file: string, known: Bindings = noBindings): string =>
  [
    `# What ${file} leaves open, filled in for drills: take the # away from what you have answered.`,
    '# Shape: docs/bindings.schema.json. A command is known by its text; a class also needs its hash, so that an edit voids the review.',
    '',
    ...placeholderLines(runbook, known),
    '',
    ...commandLines(runbook, known),
    '',
  ].join('\n');

const placeholderLines = ({ placeholders }: Runbook, known: Bindings): readonly string[] => {
  const inCommands = placeholders.filter(({ command }) => command !== null);
  const open = [...Map.groupBy(inCommands, ({ name }) => name)].filter(
    ([name]) => !Object.hasOwn(known.placeholders, name),
  );
  if (open.length === 0) return ['placeholders: {}'];
  return ['placeholders:', ...open.flatMap(([name, uses]) => placeholderEntry(name, uses))];
};

const placeholderEntry = (name: string, uses: readonly Placeholder[]): readonly string[] => {
  const texts = [...new Set(uses.map(({ text }) => text))].join(', ');
  const lines = [...new Set(uses.map(({ line }) => line))].join(', ');
  const value = isSecretName(name) ? '{ secret: true }' : "''";
  const hint = isSecretName(name) ? ' a made-up value for each run, never shown' : '';
  return [`  # ${texts}, line ${lines}:${hint}`, `  # ${yamlText(name)}: ${value}`];
};

const commandLines = (runbook: Runbook, known: Bindings): readonly string[] => {
  const open = runbook.commands.flatMap((command) => commandEntry(runbook, command, known));
  return open.length === 0 ? ['commands: []'] : ['commands:', ...open];
};

const commandEntry = (runbook: Runbook, command: Command, known: Bindings): readonly string[] => {
  const section = command.section === null ? undefined : runbook.sections[command.section];
  if (section !== undefined && bindingFor(known, command.command, section) !== null) return [];
  const { commandClass, reasons } = classify(readCommand(command.command));
  const [expected] = command.expected;
  if (commandClass !== 'U' && expected === undefined) return [];
  return [
    `  # line ${command.line}${section === undefined ? '' : `, ${pathText(section)}`}`,
    ...(commandClass === 'U'
      ? unknownLines(command, reasons)
      : [`  # - command: ${yamlText(normalised(command.command))}`]),
    ...(expected === undefined ? [] : [`  #   expect: { shows: ${yamlText(firstLine(expected.text))} }`]),
  ];
};

const unknownLines = ({ command }: Command, reasons: readonly string[]): readonly string[] => [
  `  # nobody can tell what it does (${reasons[0] ?? 'an unknown program'}): read it, then choose R0 … X4`,
  `  # - command: ${yamlText(normalised(command))}`,
  `  #   hash: ${commandHash(command)}`,
  '  #   class: W2',
  '  #   reason: ',
];

const firstLine = (text: string): string => text.split('\n')[0]?.trim() ?? '';

/** Plain where YAML takes it as it is; otherwise quoted as JSON is, which YAML reads too. */
const yamlText = (text: string): string => (/^[A-Za-z_][\w./-]*$/.test(text) ? text : JSON.stringify(text));
