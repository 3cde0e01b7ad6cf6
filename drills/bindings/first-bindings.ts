// A first bindings.yaml for a runbook: every open question as a commented line, to be answered by somebody who knows the system.
import { foldedLine } from '../../core/visible.ts';
import { isSecretName } from '../../core/redact.ts';
import { yamlText } from '../../core/yaml/write.ts';
import { classify } from '../../runbooks/classes/classify.ts';
import { pathText } from '../../runbooks/find-section.ts';
import type { Command, CommandClass, Placeholder, Runbook } from '../../runbooks/model.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import { bindingFor, isFixed } from '../policy/examine.ts';
import { gatesOf } from '../policy/gates.ts';
import { hashInYaml, normalised } from './command-key.ts';
import { promisedText } from './promised-text.ts';
import { noBindings, type Bindings } from './schema.ts';

/** What `known` answers already is left out. `file`: the runbook, as people see it. */
export const firstBindings = (runbook: Runbook, file: string, known: Bindings = noBindings): string =>
  [
    `# What ${file} leaves open, filled in for drills: take the # away from what you have answered.`,
    '# Shape: docs/bindings.schema.json. A command is known by its text; a class and an approval also need its hash, so that an edit voids the review.',
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
  return [`  # ${foldedLine(texts)}, line ${lines}:${hint}`, `  # ${yamlText(name)}: ${value}`];
};

/** A command that stands several times is one entry: bindings.yaml knows it by its text. */
const commandLines = (runbook: Runbook, known: Bindings): readonly string[] => {
  const groups = [...Map.groupBy(runbook.commands, ({ command }) => normalised(command)).values()];
  const open = groups.flatMap((commands) => commandEntry(runbook, commands, known));
  return open.length === 0 ? ['commands: []'] : ['commands:', ...open];
};

const commandEntry = (runbook: Runbook, commands: readonly Command[], known: Bindings): readonly string[] => {
  const left = commands.filter(({ command, section }) => !isKnown(runbook, command, section, known));
  const [first] = left;
  if (first === undefined) return [];
  const { classes, reasons } = classify(readCommand(first.command));
  const expected = promiseOf(left);
  const review = reviewLines(first, runbook, classes, reasons[0] ?? 'an unknown program');
  if (review === null && expected === undefined) return [];
  return [
    ...placeLines(runbook, left),
    ...(review ?? [`  # - command: ${yamlText(normalised(first.command))}`]),
    ...(expected === undefined ? [] : [`  #   expect: { shows: ${yamlText(expected)} }`]),
  ];
};

const isKnown = (runbook: Runbook, command: string, index: number | null, known: Bindings): boolean => {
  const section = index === null ? undefined : runbook.sections[index];
  return section !== undefined && bindingFor(known, command, section) !== null;
};

const placeLines = ({ sections }: Runbook, commands: readonly Command[]): readonly string[] => {
  const [first] = commands;
  const section = first?.section === null || first === undefined ? undefined : sections[first.section];
  const lines = commands.map(({ line }) => line).join(', ');
  return [`  # line ${lines}${section === undefined ? '' : `, ${foldedLine(pathText(section))}`}`];
};

/** Null: it runs without anybody's review. */
const reviewLines = (
  first: Command,
  runbook: Runbook,
  classes: readonly CommandClass[],
  reason: string,
): readonly string[] | null => {
  const { command } = first;
  const isUnknown = classes.includes('U');
  const gates = gatesOf(classes);
  if (!isUnknown && gates.length === 0) return null;
  if (!isUnknown && (gates.includes('X4') || !isFixed(first, runbook)))
    return unreviewable(first, gates, reason);
  const [question, answer, todo] = isUnknown
    ? [
        `nobody can tell what it does (${foldedLine(reason)}): read it, then choose R0 … X4`,
        'class: W2',
        'what it does, and why this class',
      ]
    : [
        `${gates.join(' and ')} (${foldedLine(reason)}): runs with --approve ${gates.join(',')}, or when this line is approved`,
        `approve: ${gates.length > 1 ? `[${gates.join(', ')}]` : gates.join()}`,
        'why it may run in a drill',
      ];
  return [
    `  # ${question}`,
    `  # - command: ${yamlText(normalised(command))}`,
    `  #   hash: ${hashInYaml(command)}`,
    `  #   ${answer}`,
    `  #   reason: 'TODO: ${todo}'`,
  ];
};

/** A run holds it, and no review of the line is enough: the hash says which line it is; a secret is not written down a second time. */
const unreviewable = ({ command }: Command, gates: readonly string[], reason: string): readonly string[] => {
  const why = gates.includes('X4')
    ? 'it has to do with a secret'
    : 'what it does depends on a variable or a placeholder, which a review of the line does not know';
  return [
    `  # ${gates.join(' and ')} (${foldedLine(reason)}): runs with --approve ${gates.join(',')} only, since ${why}`,
    ...(gates.includes('X4')
      ? []
      : [`  # - command: ${yamlText(normalised(command))}`, `  #   hash: ${hashInYaml(command)}`]),
  ];
};

/** What it shows where the runbook gives it, else what the runbook says of it, to be filled in. */
const promiseOf = (commands: readonly Command[]): string | undefined => {
  const all = commands.flatMap(({ expected }) => expected);
  const promised = all.map(promisedText).find((text) => text !== null);
  const [described] = all;
  if (promised !== undefined || described === undefined) return promised ?? undefined;
  return `TODO: a text that it prints; the runbook says "${foldedLine(described.text).slice(0, 120)}"`;
};
