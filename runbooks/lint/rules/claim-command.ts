// What a comment or a title promises, and its command does not do.
import type { Command } from '../../model.ts';
import { labelOf, promisesOf } from '../looking/promises.ts';
import { quoted } from '../looking/listing.ts';
import { brokenWord, claims } from '../looking/words-and-deeds.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';
import { createsByDestroying } from '../looking/promises-of-titles.ts';

const check = (document: LintDocument): readonly Found[] => [
  ...document.runbook.commands.flatMap((command) => ofCommand(document, command)),
  ...createsByDestroying(document),
];

const ofCommand = (document: LintDocument, command: Command): readonly Found[] => {
  const label = labelOf(command);
  const broken =
    label === '' ? null : (promisesOf(document, command, label) ?? brokenWord(document, command, claims));
  if (broken === null) return [];
  return [
    {
      at: { line: command.line, endLine: command.endLine },
      message: `"${quoted(label)}": ${broken}`,
    },
  ];
};

export const claimCommand: Rule = {
  id: 'CLAIM-COMMAND',
  level: 'medium',
  summary: 'a command that does not do what its comment says',
  why: 'Everybody reads the comment and nobody the options: the fix is ticked off, and the old image, or the dead process, is still there.',
  bad: '## Security update\n\n```bash\n# Rebuild and restart\ndocker compose up -d\n```\n',
  good: '## Security update\n\n```bash\n# Rebuild and restart\ndocker compose up -d --build\n```\n',
  check,
};
