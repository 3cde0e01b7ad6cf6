// Which arguments are secrets: by the options of the programs that take them so.
import type { Invocation, ShellWord } from '../../shell/shell-model.ts';

export interface SecretWord {
  readonly word: ShellWord;
  /** The option, as messages name it. */
  readonly what: string;
  /** The secret itself stands there, not a variable. */
  readonly literal: boolean;
}

export const secretWords = (run: Invocation): readonly SecretWord[] => {
  const found: SecretWord[] = [];
  for (const [at, word] of run.args.entries()) {
    const next = run.args[at + 1];
    const secret =
      ofOption(run, word, next) ?? ofAttached(run.program, word) ?? ofUrl(word) ?? ofHeader(run, word, next);
    if (secret !== null) found.push(secret);
  }
  return found;
};

// Options whose value is the secret itself, whatever the program.
const longOptions =
  /^--(?:private-key|mnemonic|password|passwd|pass|db-password|admin-password|secret-key|secret-access-key|secret|api-key|apikey|auth-token|access-token|token|client-secret|oauth2-bearer|secret-string|requirepass)$/;
// Where such an option names a file, a number or a name.
const notSecret: Readonly<Record<string, RegExp>> = {
  curl: /^--(?!oauth2-bearer|pass$)/,
  openssl: /./,
  ssh: /./,
  kubectl: /^--(?!token|password)/,
  docker: /^--secret$/,
  buildah: /./,
  ssh_keygen: /./,
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
};

const ofOption = (
  { program, args }: Invocation,
  word: ShellWord,
  next: ShellWord | undefined,
): SecretWord | null => {
  const [name = '', attached] = splitOption(word.value);
  const isLong = longOptions.test(name) && notSecret[program]?.test(name) !== true;
  const isShort =
    shortOptions[program]?.test(name) === true ||
    (program === 'docker' && args[0]?.value === 'login' && name === '-p');
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

/** `-p$PASS`, `-psecret` of the MySQL family: attached, else it asks. */
const ofAttached = (program: string, word: ShellWord): SecretWord | null => {
  if (!/^(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mysqlimport|mysqlcheck)$/.test(program))
    return null;
  const value = /^-p(.+)$/.exec(word.value)?.[1];
  return value === undefined || !isSecretValue(value)
    ? null
    : { word, what: '-p', literal: isLiteral(word, value) };
};

/** `postgres://user:secret@host`. */
const ofUrl = (word: ShellWord): SecretWord | null => {
  const value = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i.exec(word.value)?.[1];
  return value === undefined || !isSecretValue(value)
    ? null
    : { word, what: 'the password in the URL', literal: isLiteral(word, value) };
};

/** A literal token in a header; a variable there is how everybody does it. */
const ofHeader = (
  { program }: Invocation,
  word: ShellWord,
  next: ShellWord | undefined,
): SecretWord | null => {
  if (program !== 'curl' || !/^(?:-H|--header)$/.test(word.value) || next === undefined) return null;
  const value =
    /^\s*(?:authorization\s*:\s*(?:bearer|basic|token|apikey)\s+|x-[\w-]*(?:api-?key|token|secret)\s*:\s*)(.+)$/i.exec(
      next.value,
    )?.[1];
  if (value === undefined || !next.literal || !isLiteral(next, value) || !looksReal(value)) return null;
  return { word: next, what: 'the header', literal: true };
};

const isSecretValue = (text: string): boolean =>
  text !== '' &&
  text !== '-' &&
  !/^-|^(?:file|fileb|env|pass|keychain|op|vault|ssm|arn|\/|\.\/|~\/|@)[:/]?(?:\/|$|:)/.test(text) &&
  !/^(?:true|false|stdin|none|null)$/i.test(text);

/** No variable, no placeholder, no dummy. */
const isLiteral = (word: ShellWord, text: string): boolean =>
  word.literal &&
  !/[$`<>[\]{}]|^_\w*_$|^\*+$|^x+$|^\.{2,}/i.test(text) &&
  !/\b(?:your|my|some|example|changeme|change-me|secret|password|token|key|placeholder|redacted|dummy)\b/i.test(
    text,
  );

/** Long and mixed enough to be one. */
const looksReal = (text: string): boolean =>
  text.length >= 16 && /\d/.test(text) && /[a-z]/i.test(text) && !/\.\.\.|…/.test(text);
