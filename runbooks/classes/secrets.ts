// Secrets that a command line shows: in its words, where every process of the machine can read them, or on the terminal.
import { setVariables } from '../shell/set-variables.ts';
import type { Invocation, ShellWord } from '../shell/shell-model.ts';
import { verdict, type Verdict } from './class-table.ts';

const secretWords =
  'KEY|APIKEY|SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|CREDENTIALS?|MNEMONIC|SEED|AUTH|JWT|COOKIE';
const secretName = new RegExp(`(^|[_-])(${secretWords})S?\\d*$|PRIVATE_?KEY|^PGPASSWORD$|^MYSQL_PWD$`, 'i');
const harmlessName =
  /^(OLD)?PWD$|PUBLIC_?KEY|(PARTITION|CACHE|REDIS|PRIMARY|FOREIGN|SORT|ROUTING|IDEMPOTENCY|MESSAGE)_?KEYS?$|^KEYS?$/i;

/** A variable whose name says that its value is a secret. */
export const isSecretName = (name: string): boolean => secretName.test(name) && !harmlessName.test(name);

/** `grep -i secret`: what it is after is a secret. */
export const isSecretFilter = (words: string): boolean =>
  /secret|passw|token|private|credential|api_?key|(^|\W|_)key(\W|$)|mnemonic/i.test(words) &&
  !/-\w*v/.test(words);

/** Variables that a word expands; `${#X}` and `${X:+set}` don't show their value. */
export const shownVariables = (word: ShellWord): readonly string[] =>
  word.literal
    ? []
    : [...word.raw.matchAll(/\$(?:(\w+)|\{!?(\w+)(?!\w*:?\+)[^}]*\})/g)].map(
        ([, plain, braced]) => plain ?? braced ?? '',
      );

export const showsSecret = (word: ShellWord): string | null =>
  shownVariables(word).find(isSecretName) ?? null;

const secretOption =
  /^--?(private-key|password|pass|passwd|passphrase|secret|secret-key|secret-string|token|api-key|apikey|access-token|auth-token|mnemonic|mnemonic-passphrase|oauth2-bearer|client-secret|master-password|jwt-secret|etherscan-api-key|access-key-secret|proxy-user|http-password)(=|$)/;
// Header names whose value is a credential.
const secretHeader =
  /^(proxy-)?authorization\s*:|^cookie\s*:|^x-[\w-]*(key|token|secret|auth|signature)[\w-]*\s*:|^(api-?key|private-token|job-token|dd-api-key|pd-authorization)\s*:/i;
const credentialsInUrl = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i;

/** `export API_TOKEN=k3yForAll99`, `PGPASSWORD=hunter22 psql …`: from then on everything that prints variables shows it. */
export const secretsSet = (invocation: Invocation): readonly Verdict[] =>
  setVariables(invocation)
    .filter(({ name, value }) => isSecretName(name) && isSpelledOut(value))
    .slice(0, 1)
    .map(({ name }) => verdict('X4', `${name} is set to a secret in plain text`));

/** No variable, no placeholder, no file, and longer than what only shows the form. */
const isSpelledOut = (text: string): boolean =>
  text.length >= 6 && !/[$`<>{}[\]]|\.\.\.|^_.*_$|^[xX*.]+$|^(?:\/|\.\/|~|file:)|^(?:your|my)[-_]/.test(text);

/** What every process can read in the list of processes. */
export const secretsInArgs = ({ program, args }: Invocation): readonly Verdict[] => {
  const found: string[] = [];
  args.forEach(({ value }, index) => {
    if (secretOption.test(value) && (value.includes('=') || args[index + 1] !== undefined))
      found.push(value.split('=')[0] ?? value);
    else if (credentialsInUrl.test(value)) found.push('a URL with a password');
    else if (secretHeader.test(value)) found.push(`the header ${value.split(':')[0] ?? ''}`);
    else if (secretHeader.test(value.replace(/^-H|^--header=/, '')) && /^-H|^--header=/.test(value))
      found.push('a header');
    else if (
      /^-{0,2}[\w-]*=/.test(value) &&
      isSecretName((value.split('=')[0] ?? '').replace(/^-+/, '')) &&
      value.split('=')[1] !== '' &&
      program !== 'export'
    )
      found.push(value.split('=')[0] ?? value);
  });
  return found.slice(0, 1).map((what) => verdict('X4', `${what} is a secret in the list of processes`));
};
