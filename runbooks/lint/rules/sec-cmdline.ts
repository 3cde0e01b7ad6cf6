// Secrets as arguments: every process list shows them, and the shell's history keeps them.
import { grouped, type Case } from '../looking/group.ts';
import { runsOf, spanIn, spanOfRun, type Run } from '../looking/runs.ts';
import { secretWords } from '../looking/secret-arguments.ts';
import { writtenOut } from '../looking/secret-settings.ts';
import { printedSecrets, type PrintedSecret } from '../looking/secret-texts.ts';
import type { SecretWord } from '../looking/secret-values.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] => {
  const harmless = withoutPassword(document);
  return grouped([
    ...runsOf(document).flatMap((one) => [
      ...secretWords(one.run, harmless).map((secret) => caseOf(document, one, secret)),
      ...writtenOut(one.run).map((name) => settingOf(document, one, name)),
    ]),
    ...printedSecrets(document).map((printed) => printedOf(document, printed)),
  ]);
};

/** `MONGO_URL=mongodb://localhost/x`: what the runbook sets so has nobody's password in it. */
const withoutPassword = (document: LintDocument): ReadonlySet<string> =>
  new Set(
    [...document.text.matchAll(/\b([A-Za-z_]\w*)=["']?[a-z][a-z0-9+]*:\/\/([^\s"'/]*)/g)].flatMap(
      ([, name = '', authority = '']) => (/:[^@]*@|\$|<|\{/.test(authority) ? [] : [name]),
    ),
  );

const caseOf = (
  document: LintDocument,
  { command, run }: Run,
  { word, what, literal, level }: SecretWord,
): Case => ({
  key: `${run.program} ${what} ${String(literal)}`,
  at: spanIn(document, command, word),
  also: `${what} again`,
  found: {
    ...(level === undefined ? {} : { level }),
    message: literal
      ? `${what} of ${run.program === '' ? 'this program' : run.program} is a secret in plain text: it stands in this document, in the process list and in the shell's history`
      : `${what} puts a secret into the arguments of ${run.program === '' ? 'a program' : run.program}, where the process list shows it`,
  },
});

const settingOf = (document: LintDocument, one: Run, name: string): Case => ({
  key: `= ${name}`,
  at: spanOfRun(document, one),
  also: `${name} again`,
  found: {
    message: `${name} is set to a secret in plain text: it stands in this document, and in the history of every shell that it is typed into`,
  },
});

const printedOf = (document: LintDocument, { one, secret }: PrintedSecret): Case => ({
  key: `| ${secret.what}`,
  at: spanIn(document, one.command, secret.word),
  also: `${secret.what} again`,
  found: {
    message: `${secret.what} is a secret in plain text: it stands in this document, and in the history of every shell that it is typed into`,
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
