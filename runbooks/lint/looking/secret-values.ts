// Values that stand where a secret stands: which are one, and which of those are written out.
import type { ShellWord } from '../../shell/shell-model.ts';

export interface SecretWord {
  readonly word: ShellWord;
  /** The option, as messages name it. */
  readonly what: string;
  /** The secret itself stands there, not a variable. */
  readonly literal: boolean;
  /** Everybody writes it so, or it is only likely to hold a secret. */
  readonly level?: 'medium' | 'low';
}

/** A name that says what its value is: `DB_PASSWORD`, `auth.token`, `apiKey`. */
export const secretName =
  /(?:^|[_.\-[])(?:pass(?:word|wd|phrase)?|pwd|pgpassword|mysql_pwd|rediscli_auth|secret|token|api_?key|access_?key|private_?key|secret_?key|auth_?key|credentials?)$|(?:Password|Secret|Token|ApiKey|AccessKey|PrivateKey|SecretKey)$/i;

export const isSecretValue = (text: string): boolean =>
  text !== '' &&
  text !== '-' &&
  !/^-|^(?:file|fileb|env|pass|keychain|op|vault|ssm|arn|\/|\.\/|~\/|@)[:/]?(?:\/|$|:)/.test(text) &&
  !/^(?:true|false|stdin|none|null)$/i.test(text);

/** No variable, no placeholder, no dummy. */
export const isLiteral = (word: Pick<ShellWord, 'literal'>, text: string): boolean =>
  word.literal && isWrittenOut(text);

export const isWrittenOut = (text: string): boolean =>
  !/[$`<>[\]{}]|^_\w*_$|^\*+$|^x+$|\.{2,}|…/i.test(text) &&
  !/\b(?:your|my|new|old|some|example|changeme|change-me|secret|password|passwd|token|key|placeholder|redacted|dummy)\b/i.test(
    text.replaceAll('_', ' '),
  );

/** What every image and tutorial has, and nobody takes for a secret. */
export const isEverybodys = (text: string): boolean =>
  /^(?:postgres|root|admin|test\w*|guest|minioadmin|user|demo|dev\w*|local\w*|mysql|mongo|redis|rabbitmq|grafana|foo|bar|abc\d*|123\d*|pass\w*|secret\w*|change\w*|\w*example\w*|my\w*|your\w*|some\w*|a|b|x)$/i.test(
    text,
  );

/** Long and mixed enough to be one. */
export const looksReal = (text: string): boolean =>
  text.length >= 16 && /\d/.test(text) && /[a-z]/i.test(text) && !/\.\.\.|…/.test(text);
