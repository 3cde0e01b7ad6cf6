// Which arguments are secrets: by the options of the programs that take them so.
import type { Invocation, ShellWord } from '../../shell/shell-model.ts';
import { ofConnection, ofHeader, ofQuery } from './secret-addresses.ts';
import { ofWebhook } from './secret-forms.ts';
import { ofSetting } from './secret-settings.ts';
import { isLiteral, isSecretValue, type SecretWord } from './secret-values.ts';

/** `harmless`: variables that the runbook itself sets to addresses without a password. */
export const secretWords = (run: Invocation, harmless: ReadonlySet<string>): readonly SecretWord[] => {
  const words = [...run.wrappers.flatMap(({ words: own }) => own), ...run.args];
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    const secret =
      ofOption(run, word, next) ??
      ofAttached(run, word) ??
      ofPositional(run, word) ??
      ofUrl(word) ??
      ofWebhook(word) ??
      ofConnection(run, word, harmless) ??
      ofQuery(word) ??
      ofHeader(run, word, next) ??
      ofSetting(run, words, at);
    return secret === null ? [] : [secret];
  });
};

// Options whose value is the secret itself, whatever the program.
const longOptions =
  /^--(?:private-key|mnemonic|password|passwd|pass|db-password|admin-password|secret-key|secret-access-key|secret|api-key|apikey|auth-token|access-token|token|client-secret|oauth2-bearer|secret-string|requirepass)$/;
// Where such an option names a file, a number or a name.
const notSecret: Readonly<Record<string, RegExp>> = {
  curl: /^--(?!oauth2-bearer|pass$)/,
  openssl: /^--/,
  ssh: /./,
  kubectl: /^--(?!token|password)/,
  docker: /^--secret$/,
  buildah: /./,
  ssh_keygen: /./,
  ansible: /^--private-key/,
  'ansible-playbook': /^--private-key/,
  rsync: /./,
  certbot: /./,
  gh: /^--secret/,
  npm: /./,
};
const shortOptions: Readonly<Record<string, RegExp>> = {
  'redis-cli': /^(?:-a|--pass)$/,
  sshpass: /^-p$/,
  curl: /^(?:-u|--user)$/,
  mongosh: /^-p$/,
  mongo: /^-p$/,
  mongodump: /^-p$/,
  mongorestore: /^-p$/,
  rabbitmqadmin: /^-p$/,
  ldapsearch: /^-w$/,
  ldapmodify: /^-w$/,
  sqlcmd: /^-P$/,
  openssl: /^-(?:k|K|passin|passout|pass)$/,
  influx: /^(?:-t|-p)$/,
  cqlsh: /^-p$/,
  ipmitool: /^-P$/,
  snmpwalk: /^-[AX]$/,
};

const ofOption = (
  { program, args }: Invocation,
  word: ShellWord,
  next: ShellWord | undefined,
): SecretWord | null => {
  if (!word.value.startsWith('-')) return null;
  const [name = '', attached] = splitOption(word.value);
  const isLong = longOptions.test(name) && notSecret[program]?.test(name) !== true;
  const isShort =
    shortOptions[program]?.test(name) === true ||
    (/^(?:docker|podman)$/.test(program) && args[0]?.value === 'login' && name === '-p');
  if (!isLong && !isShort) return null;
  const value = attached === null ? next : word;
  const text = attached ?? next?.value ?? '';
  if (value === undefined || !isSecretValue(text)) return null;
  if (program === 'curl' && /^(?:-u|--user)$/.test(name) && !/:[^:]/.test(text)) return null;
  return { word: value, what: name, literal: isLiteral(value, text) };
};

const splitOption = (text: string): readonly [string, string | null] => {
  const at = text.indexOf('=');
  return text.startsWith('--') && at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text, null];
};

// The secret stands in one word with its option: `-psecret` of the MySQL family, which else asks for it.
const glued: Readonly<Record<string, RegExp>> = {
  sshpass: /^-p(.+)$/s,
  curl: /^-u([^:]+:.+)$/s,
  docker: /^-p(.+)$/s,
  podman: /^-p(.+)$/s,
};
const ofMysql = /^(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mysqlimport|mysqlcheck)$/;

const ofAttached = ({ program, args }: Invocation, word: ShellWord): SecretWord | null => {
  if (!/^-[pu]./.test(word.value)) return null;
  if (/^(?:docker|podman)$/.test(program) && args[0]?.value !== 'login') return null;
  const form = ofMysql.test(program) ? /^-p(.+)$/s : glued[program];
  const value = form?.exec(word.value)?.[1];
  return value === undefined || !isSecretValue(value)
    ? null
    : { word, what: word.value.slice(0, 2), literal: isLiteral(word, value) };
};

/** `htpasswd -b FILE USER PASSWORD`, `aws configure set aws_secret_access_key SECRET`. */
const ofPositional = ({ program, args }: Invocation, word: ShellWord): SecretWord | null => {
  if (args.at(-1)?.from !== word.from) return null;
  const words = args.map(({ value }) => value);
  const isSecret =
    (program === 'htpasswd' && words.some((one) => /^-[a-zA-Z]*b/.test(one)) && args.length > 2) ||
    (program === 'aws' &&
      words[0] === 'configure' &&
      words[1] === 'set' &&
      /secret|token/.test(words[2] ?? '') &&
      args.length > 3) ||
    (program === 'rabbitmqctl' && /^(?:add_user|change_password)$/.test(words[0] ?? '') && args.length > 2);
  return isSecret && isSecretValue(word.value)
    ? {
        word,
        what: program === 'aws' ? (words[2] ?? '') : 'the password',
        literal: isLiteral(word, word.value),
      }
    : null;
};

/** `postgres://user:secret@host`. */
const ofUrl = (word: ShellWord): SecretWord | null => {
  if (!word.value.includes('://')) return null;
  const value = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i.exec(word.value)?.[1];
  return value === undefined || !isSecretValue(value)
    ? null
    : { word, what: 'the password in the URL', literal: isLiteral(word, value) };
};
