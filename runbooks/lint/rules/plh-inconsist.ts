// One thing under two names: of two placeholders, or of what a comment announces and what its command sets.
import type { Command, Placeholder } from '../../model.ts';
import { fixedTargets } from '../looking/fixed-targets.ts';
import { hostFamilies } from '../looking/host-families.ts';
import { madeNames } from '../looking/made-names.ts';
import { runsOf } from '../looking/runs.ts';
import { variableSpellings } from '../looking/variable-spellings.ts';
import { splitName } from '../looking/words.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => [
  ...ofPlaceholders(document),
  ...ofComments(document),
  ...variableSpellings(document),
  ...fixedTargets(document),
  ...madeNames(document),
  ...hostFamilies(document),
];

const ofPlaceholders = (document: LintDocument): readonly Found[] => {
  const inCommands = document.runbook.commands
    .flatMap(({ placeholders }) => placeholders)
    .filter(({ form, name }) => form === 'angle' && !/\s.*\s|[,|/]/.test(name));
  const groups = Map.groupBy(inCommands, ({ name }) => essence(name).join(' '));
  return [...groups.values()].flatMap((group) => {
    const spellings = [...new Set(group.map(({ text }) => text))];
    const [first, ...others] = spellings.map((text) => group.find((one) => one.text === text) as Placeholder);
    if (first === undefined || others.length === 0 || areDifferentThings(spellings)) return [];
    return [
      {
        at: spanOf(first),
        message: `\`${first.text}\` and ${others.map(({ text }) => `\`${text}\``).join(', ')} are one thing under ${spellings.length === 2 ? 'two' : 'several'} names`,
        related: others.map((other) => ({ at: spanOf(other), message: `here it is \`${other.text}\`` })),
      },
    ];
  });
};

const spanOf = ({ line, endLine, column, endColumn }: Placeholder) => ({ line, endLine, column, endColumn });

const suffixes = new Set(['address', 'addr', 'name']);

/** `USER_REGISTRY_ADDRESS` is `user registry`, `podName` is `pod`. */
const essence = (name: string): readonly string[] => {
  const words = splitName(name);
  return words.length > 1 && suffixes.has(words.at(-1) ?? '') ? words.slice(0, -1) : words;
};

// `<USER_NAME>` and `<USER_ADDRESS>` may well be two things.
const areDifferentThings = (spellings: readonly string[]): boolean => {
  const endings = new Set(
    spellings.map((text) => splitName(text).at(-1) ?? '').filter((word) => suffixes.has(word)),
  );
  return endings.has('name') && (endings.has('address') || endings.has('addr'));
};

/** "Set READ_ONLY mode" over `export DEGRADED_MODE=true`. */
const ofComments = (document: LintDocument): readonly Found[] => {
  const sets = runsOf(document).flatMap(({ run, command }) =>
    [
      ...run.assignments.map(({ name }) => name),
      ...(run.program === 'export' ? run.args.map(({ value }) => value.split('=')[0] ?? '') : []),
    ].map((name) => ({ name, command })),
  );
  const known = new Set(sets.map(({ name }) => name));
  return sets.flatMap(({ name, command }) => {
    const said = announced(command);
    if (said === null || said === name || command.label?.includes(name) || !known.has(said)) return [];
    return [
      {
        at: { line: Math.max(1, command.line - 1), endLine: command.endLine },
        message: `the comment says ${said}, the command sets ${name}: ${said} is a switch of its own in this runbook`,
        related: sets
          .filter((other) => other.name === said)
          .slice(0, 1)
          .map((other) => ({
            at: { line: other.command.line, endLine: other.command.endLine },
            message: `${said} is set here`,
          })),
      },
    ];
  });
};

const announced = ({ label }: Command): string | null =>
  /\b(?:set|enable|disable|turn on|turn off|export|switch(?: to| on)?)\s+(?:the\s+)?([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/i.exec(
    label ?? '',
  )?.[1] ?? null;

export const plhInconsist: Rule = {
  id: 'PLH-INCONSIST',
  level: 'low',
  summary: 'one thing under two names',
  why: 'Whoever fills the values in looks for a second one that does not exist, or sets the switch that the comment names instead of the one that works.',
  bad: '```bash\ncast call <REGISTRY_ADDRESS> "owner()"\ncast call <REGISTRY> "paused()"\n```\n',
  good: '```bash\ncast call <REGISTRY> "owner()"\ncast call <REGISTRY> "paused()"\n```\n',
  check,
};
