// Secrets that a command writes to a file, in the clear.
import { grouped, type Case } from '../looking/group.ts';
import { quoted } from '../looking/listing.ts';
import { pipeOf, runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  grouped(runsOf(document, makers).flatMap((one) => casesOf(document, one)));

const casesOf = (document: LintDocument, one: Run): readonly Case[] => {
  const secret = secretOf(one);
  const file = secret === null ? null : fileWritten(one);
  if (file === null || secret === null || isRemoved(document, file) || isProtected(document, one)) return [];
  return [
    {
      key: file,
      at: spanOfRun(document, one),
      also: `here ${file} is written again`,
      found: {
        message: `${secret} is written to ${quoted(file)} in the clear, readable as umask says, and nothing removes it`,
      },
    },
  ];
};

/** The file behind `>` or `tee`, of this program or of the end of its pipeline. */
const fileWritten = (one: Run): string | null => {
  const last = pipeOf(one).find(({ stage, stages }) => stage === stages - 1) ?? one.run;
  for (const { operator, fd, target } of last.redirections) {
    if (/^(?:>|>>|>\||&>)$/.test(operator) && (fd ?? 1) === 1 && target !== null)
      return isFile(target.value) ? target.value : null;
  }
  const tee =
    last.program === 'tee' ? last.args.find(({ value }) => !value.startsWith('-'))?.value : undefined;
  return tee !== undefined && isFile(tee) ? tee : null;
};

const isFile = (name: string): boolean =>
  !/^\/dev\/(?!shm)|^&|^\/run\/|^\/proc\//.test(name) && !/\.(?:pub|crt|cer)$/.test(name);

const secretVariable = /\$\{?\w*(?:SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL)\w*\}?/i;

/** Those that are known below: one that is missing here is never asked about. */
const makers = /^(?:openssl|pwgen|wg|aws|vault|gcloud|kubectl|sops|printenv|echo|printf)$/;

/** What comes out of it is a secret: made, read from a store, or told to echo. */
const secretOf = ({ run }: Run): string | null => {
  const words = run.args.map(({ value }) => value);
  const [first, second, third] = words;
  const { program } = run;
  if (program === 'openssl' && first === 'rand') return 'a new secret';
  if (program === 'pwgen') return 'a new password';
  if (program === 'wg' && (first === 'genkey' || first === 'genpsk')) return 'a private key';
  if (program === 'aws' && first === 'secretsmanager' && second === 'get-secret-value')
    return 'a secret of the secrets manager';
  if (program === 'aws' && first === 'ssm' && words.includes('--with-decryption'))
    return 'a decrypted parameter';
  if (program === 'vault' && (first === 'read' || (first === 'kv' && second === 'get')))
    return 'a secret of the vault';
  if (program === 'gcloud' && first === 'secrets' && third === 'access')
    return 'a secret of the secret manager';
  if (
    program === 'kubectl' &&
    first === 'get' &&
    /^secrets?(?:\/|$)/.test(second ?? '') &&
    words.some((word) => /^(?:-o|--output)/.test(word))
  )
    return 'a Kubernetes secret';
  if (program === 'sops' && words.some((word) => word === '-d' || word === '--decrypt'))
    return 'what was encrypted';
  if (program === 'printenv' && words.length === 0) return 'the whole environment';
  if (program === 'echo' || program === 'printf') {
    const told = run.args
      .map(({ raw }) => raw)
      .find((raw) => !raw.startsWith("'") && secretVariable.test(raw));
    return told === undefined ? null : quoted(secretVariable.exec(told)?.[0] ?? told);
  }
  return null;
};

const isRemoved = (document: LintDocument, file: string): boolean =>
  runsOf(document, /^(?:shred|rm)$/).some(({ run }) => run.args.some(({ value }) => value === file));

/** `umask 077` before it or `chmod 600` after it, in the same fence. */
const isProtected = ({ runbook }: LintDocument, { command }: Run): boolean =>
  command.block !== null &&
  runbook.commands.some(
    ({ block, command: text }) =>
      block === command.block && /\bumask\s+0?[0-7]?77\b|\bchmod\s+(?:-\w+\s+)?0?[64]00\b/.test(text),
  );

export const secAtrest: Rule = {
  id: 'SEC-ATREST',
  level: 'medium',
  summary: 'a secret written to a file in the clear',
  why: 'The file stays in the folder of whoever was on call, goes into backups and sometimes into the repository, and nobody rotates it because nobody knows.',
  bad: '```bash\nopenssl rand -hex 32 > new-secret.txt\n```\n',
  good: '```bash\nNEW_SECRET=$(openssl rand -hex 32)\n```\n',
  check,
};
