// bindings.yaml against the runbook that it speaks of, and the drilled sections against what it leaves open.
import type { Problem } from '../../core/errors.ts';
import { nearest } from '../../core/suggest.ts';
import { runbookCommands, type RunbookCommand } from './runbook-commands.ts';
import { commandHash, hashInYaml, normalised } from './command-key.ts';
import type { Bindings, CommandBinding } from './schema.ts';
import { isFixed, reviewed } from '../policy/examine.ts';
import { free } from '../policy/gates.ts';
import type { Runbook } from '../../runbooks/model.ts';
import { worst } from '../../runbooks/classes/class-table.ts';
import { classify } from '../../runbooks/classes/classify.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import type { YamlFile } from '../../core/yaml/yaml-file.ts';

export const checkBindings = (yaml: YamlFile, bindings: Bindings, runbook: Runbook): readonly Problem[] => {
  const commands = runbookCommands(runbook);
  return [
    ...bindings.commands.flatMap((binding, index) =>
      checkCommand(binding, index, { yaml, bindings, runbook, commands }),
    ),
    ...Object.entries(bindings.placeholders).flatMap(([name, bound]) => {
      const problems = usedPlaceholder(yaml, name, runbook);
      if (typeof bound === 'string' || !('capture' in bound)) return problems;
      if (commands.some(({ command }) => command.includes(bound.from))) return problems;
      const message = `placeholders.${name}.from: no command of the runbook has "${bound.from}"`;
      return [
        ...problems,
        yaml.problemAt(
          ['placeholders', name, 'from'],
          message,
          'give a part of a command as the runbook writes it',
        ),
      ];
    }),
  ];
};

const usedPlaceholder = (yaml: YamlFile, name: string, { placeholders }: Runbook): readonly Problem[] => {
  const names = [...new Set(placeholders.map((one) => one.name))];
  if (names.includes(name)) return [];
  const near = nearest(name, names);
  const hint = near === null ? 'remove it, or see what gameday parse calls it' : `did you mean "${near}"?`;
  return [
    yaml.problemAt(
      ['placeholders', name],
      `placeholders.${name}: the runbook has no such placeholder`,
      hint,
      'key',
    ),
  ];
};

interface Checked {
  readonly yaml: YamlFile;
  readonly bindings: Bindings;
  readonly runbook: Runbook;
  /** Those of the runbook. */
  readonly commands: readonly RunbookCommand[];
}

const checkCommand = (
  binding: CommandBinding,
  index: number,
  { yaml, bindings, runbook, commands }: Checked,
): readonly Problem[] => {
  const path = ['commands', index];
  const wrong: Wrong = (key, message, hint) =>
    yaml.problemAt([...path, key], `commands[${index}].${key}: ${message}`, hint);
  const earlier = bindings.commands.findIndex((one) => isSameEntry(one, binding));
  if (earlier < index)
    return [
      wrong(
        'command',
        `commands[${earlier}] is about the same command, and only the first one counts`,
        'make one entry of both',
      ),
    ];
  const matching = commands.filter(
    ({ command, sections }) =>
      normalised(command) === normalised(binding.command) &&
      (binding.section === undefined ||
        sections.some((one) => one.toLowerCase().includes(binding.section?.toLowerCase() ?? ''))),
  );
  const [found] = matching;
  if (found === undefined && isOnlyPromise(binding)) return [];
  if (found === undefined) {
    const near = nearest(
      normalised(binding.command),
      commands.map(({ command }) => normalised(command)),
    );
    const elsewhere = commands.find(({ command }) => normalised(command) === normalised(binding.command));
    const where = binding.section === undefined ? 'the runbook' : `section "${binding.section}"`;
    return [
      wrong(
        'command',
        `${where} has no such command`,
        elsewhere !== undefined
          ? `it stands in ${elsewhere.sections.at(-1) ?? 'no section'} (line ${elsewhere.line})`
          : near === null
            ? 'copy it from the runbook'
            : `did you mean: ${near}`,
      ),
    ];
  }
  return checkReview(binding, found, runbook, wrong);
};

type Wrong = (key: string, message: string, hint: string) => Problem;

/** A class that is given and an approval are of the line as it was read, and of no other. */
const checkReview = (
  binding: CommandBinding,
  inRunbook: RunbookCommand,
  runbook: Runbook,
  wrong: Wrong,
): readonly Problem[] => {
  const { class: given, approve } = binding;
  const { command, line } = inRunbook;
  if (given === undefined && approve === undefined) return [];
  const { commandClass, classes: found } = classify(readCommand(command));
  const hash = commandHash(command);
  if (given !== undefined && commandClass !== 'U')
    return [
      wrong(
        'class',
        `gameday knows it as ${commandClass}`,
        'only a command that it can not tell (U) is given a class: remove it',
      ),
    ];
  const classes = reviewed(found, given);
  const effective = worst(classes);
  if (approve !== undefined && free.has(effective))
    return [wrong('approve', `it is ${effective}, which runs without an approval`, 'remove it')];
  const idle = (approve ?? []).filter((one) => !classes.includes(one));
  if (idle.length > 0 && effective !== 'U')
    return [
      wrong(
        'approve',
        `it is ${classes.join(' and ')}, which an approval of ${idle.join(' and ')} does not let through`,
        `read line ${line} of the runbook again`,
      ),
    ];
  if (approve !== undefined && !isFixed(inRunbook, runbook))
    return [
      wrong(
        'approve',
        'what it does depends on a variable or a placeholder, which a review of the line does not know',
        `--approve ${approve.join(',')} approves it for one run`,
      ),
    ];
  if (binding.hash === undefined)
    return [
      wrong(
        given === undefined ? 'approve' : 'class',
        'what was reviewed needs the hash of the command',
        `write hash: ${hashInYaml(command)}`,
      ),
    ];
  if (binding.hash === hash) return [];
  return [
    wrong(
      'hash',
      `the command has changed since it was reviewed: it has ${hash} now`,
      `review line ${line} of the runbook again, then write hash: ${hashInYaml(command)}`,
    ),
  ];
};

/** Where an entry names no section, it speaks for all of them. */
const isSameEntry = (one: CommandBinding, other: CommandBinding): boolean =>
  normalised(one.command) === normalised(other.command) &&
  (one.section === undefined || one.section.toLowerCase() === other.section?.toLowerCase());

/** A promise about a command that the runbook has lost waits for its return; a review or a waiver of nothing is a mistake. */
const isOnlyPromise = (binding: CommandBinding): boolean =>
  binding.expect !== undefined &&
  [binding.class, binding.hash, binding.approve, binding.waive, binding.changes].every(
    (one) => one === undefined,
  );

/** Those promises, as the file writes them: nothing checks them. */
export const idlePromises = ({ commands: bound }: Bindings, runbook: Runbook): readonly string[] => {
  const known = new Set(runbookCommands(runbook).map(({ command }) => normalised(command)));
  return bound
    .filter(isOnlyPromise)
    .flatMap(({ command }) => (known.has(normalised(command)) ? [] : [command]));
};
