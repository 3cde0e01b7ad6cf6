// Secrets as arguments: every process list shows them, and the shell's history keeps them.
import { grouped, type Case } from '../looking/group.ts';
import { secretWords, type SecretWord } from '../looking/secret-arguments.ts';
import { runsOf, spanIn, type Run } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  grouped(
    runsOf(document).flatMap((one) => secretWords(one.run).map((secret) => caseOf(document, one, secret))),
  );

const caseOf = (
  document: LintDocument,
  { command, run }: Run,
  { word, what, literal }: SecretWord,
): Case => ({
  key: `${run.program} ${what} ${String(literal)}`,
  at: spanIn(document, command, word),
  also: `${what} again`,
  found: {
    message: literal
      ? `${what} of ${run.program} is a secret in plain text: it stands in this document, in the process list and in the shell's history`
      : `${what} puts a secret into the arguments of ${run.program}, where the process list shows it`,
  },
});

export const secCmdline: Rule = {
  id: 'SEC-CMDLINE',
  level: 'high',
  summary: 'a secret as an argument of a command',
  why: 'Arguments are public on a machine: ps shows them to every user, audit logs and histories keep them. Programs read secrets from files, variables or a prompt.',
  bad: '```bash\ncast send 0x1 "pause()" --private-key $ADMIN_KEY\n```\n',
  good: '```bash\ncast send 0x1 "pause()" --account admin\n```\n',
  check,
};
