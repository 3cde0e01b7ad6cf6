// Secrets that a runbook writes out in its commands: what shows commands to people shows them masked, as steps' output is.
import { isSecretName } from '../../core/redact.ts';
import { secretWords } from '../../runbooks/lint/looking/secret-arguments.ts';
import type { Runbook } from '../../runbooks/model.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';
import type { ReadCommand } from '../../runbooks/shell/shell-model.ts';

type Commands = Pick<Runbook, 'commands' | 'waits'>;

/** Masks them wherever they stand in a text of that runbook; `reads` are its commands, where they have been read already. */
export const secretMask = (
  { commands, waits }: Commands,
  reads: readonly ReadCommand[] = commands.map(({ command }) => readCommand(command)),
): ((text: string) => string) => {
  const waited = waits.flatMap((one) => ('command' in one ? [one.command] : []));
  const all = [...reads, ...waited.map((command) => readCommand(command))];
  const texts = [...commands.map(({ command }) => command), ...waited];
  const found = [...all.flatMap(ofArguments), ...texts.flatMap(ofNames)].filter(isShown);
  return maskOf([...new Set(found)].toSorted((a, b) => b.length - a.length));
};

const maskOf = (values: readonly string[]): ((text: string) => string) => {
  if (values.length === 0) return (text) => text;
  // Whole words only, or glued to a `-p`: a short secret is not masked inside a longer word.
  const any = values.map((value) => value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
  const all = new RegExp(`(?:(?<![\\w-])|(?<=-p))(?:${any})(?![\\w-])`, 'g');
  return (text) => text.replace(all, '«redacted»');
};

const ofArguments = ({ invocations }: ReadCommand): readonly string[] =>
  invocations.flatMap((run) =>
    secretWords(run, new Set()).flatMap(({ word }) => (word.literal ? [valueOf(word.value)] : [])),
  );

/** `--token=…`, `-p…`, `user:…`, `Authorization: Bearer …`, `postgres://user:…@host`: the part that is secret. */
const valueOf = (word: string): string =>
  [
    /^[a-z][a-z0-9+.-]*:\/\/[^:/@\s]*:([^@\s]+)@/i,
    /[?&](?:api_?key|access_?token|auth_?token|token|secret|password|client_secret)=([^\s&"']+)/i,
    /^-{0,2}[\w.[\]-]+=([^]+)$/,
    /^(?:-H)?\s*[\w-]+:\s*(?:(?:bearer|basic|token|apikey|key)\s+)?(\S[^]*)$/i,
    /^-p(\S+)$/,
  ]
    .map((form) => form.exec(word)?.[1])
    .find((found) => found !== undefined) ?? word;

/** `DB_PASSWORD=… ./run`, `"token": "…"` in a body. */
const ofNames = (text: string): readonly string[] =>
  [...text.matchAll(/([A-Za-z][\w-]*)["']?\s*[=:]\s*(?:\\?["'])?([^\s"'\\,;}&]+)/g)].flatMap(
    ([, name = '', value = '']) => (isSecretName(name) ? [value] : []),
  );

/** Not what stands for a secret: a variable, a placeholder, a file, a word of a few letters. */
const isShown = (value: string): boolean =>
  value.length >= 4 && !/[$`<>[\]{}()]|^[/.~@]|^(?:true|false|null|none)$/i.test(value);
