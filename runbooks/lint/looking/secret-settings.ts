// Secrets in `NAME=value` arguments, in subcommands that set one, and in SQL that a client gets as an argument.
import { setVariables } from '../../shell/set-variables.ts';
import type { Invocation, ShellWord } from '../../shell/shell-model.ts';
import { hasSecretForm } from './secret-forms.ts';
import {
  isEverybodys,
  isLiteral,
  isSecretValue,
  isWrittenOut,
  secretName,
  type SecretWord,
} from './secret-values.ts';

/** `docker run -e DB_PASSWORD=…`, `kubectl create secret … --from-literal=…`, `helm --set db.password=…`, `vault kv put … token=…`. */
export const ofSetting = (run: Invocation, words: readonly ShellWord[], at: number): SecretWord | null => {
  const word = words[at];
  if (word === undefined) return null;
  const before = words[at - 1]?.value ?? '';
  return (
    ofPair(run, word, before) ??
    ofSubcommand(run, word, at - (words.length - run.args.length)) ??
    ofSql(run, word)
  );
};

const ofPair = (run: Invocation, word: ShellWord, before: string): SecretWord | null => {
  if (!word.value.includes('=')) return null;
  const glued = /^(?:--(?:env|from-literal|set|set-string)=|-e(?==?\w+=))(.+)$/.exec(word.value)?.[1];
  const isPair =
    glued !== undefined ||
    (/^(?:-e|--env)$/.test(before) && isContainerTool(run)) ||
    before === '--from-literal' ||
    (/^--set(?:-string)?$/.test(before) && run.program === 'helm') ||
    (run.program === 'vault' && /^(?:kv|write)$/.test(run.args[0]?.value ?? ''));
  if (!isPair) return null;
  const [, name = '', value = ''] = /^([\w.\-[\]]+)=(.+)$/s.exec(glued ?? word.value) ?? [];
  const isSecret = secretName.test(name) || /--from-literal/.test(`${before} ${word.value}`);
  if (!isSecret || !isSecretValue(value) || isEverybodys(value)) return null;
  return { word, what: name, literal: isLiteral(word, value), level: 'medium' };
};

const isContainerTool = ({ program, wrappers }: Invocation): boolean =>
  /^(?:docker|podman|docker-compose|nerdctl)$/.test(program) ||
  wrappers.some(({ kind }) => /^(?:docker|podman|compose|nerdctl)/.test(kind));

/** The place of the secret among the arguments, by what stands before it; options are left out of the count. */
const subcommands: readonly (readonly [program: string, words: RegExp, position: number])[] = [
  ['rabbitmqctl', /^(?:add_user|change_password)$/, 2],
  ['vault', /^login$/, 1],
  ['redis-cli', /^auth$/i, 1],
];

/** The programs that this is about: for others nobody looks at all that stands before each word. */
const takers: ReadonlySet<string> = new Set([...subcommands.map(([program]) => program), 'aws', 'az', 'gh']);

const ofSubcommand = (run: Invocation, word: ShellWord, at: number): SecretWord | null => {
  if (at < 0 || !takers.has(run.program) || word.value.startsWith('-') || word.value.includes('='))
    return null;
  if (!isSecretValue(word.value)) return null;
  const before = run.args.slice(0, at).map(({ value }) => value);
  const plain = before.filter((one) => !one.startsWith('-'));
  const isNamed = subcommands.some(
    ([program, first, position]) => run.program === program && first.test(plain.at(-position) ?? ''),
  );
  return isNamed || isOptionValue(run, before)
    ? { word, what: plain[0] ?? 'an argument', literal: isLiteral(word, word.value) }
    : null;
};

const isOptionValue = ({ program, args }: Invocation, before: readonly string[]): boolean => {
  const last = before.at(-1) ?? '';
  if (program === 'aws') return last === '--value' && args.some(({ value }) => value === 'SecureString');
  if (program === 'az') return last === '--value' && before.includes('keyvault');
  if (program === 'gh') return /^(?:--body|-b)$/.test(last) && before[0] === 'secret';
  return program === 'redis-cli' && /^(?:requirepass|masterauth)$/i.test(last);
};

/** `psql -c "ALTER USER shop PASSWORD '…'"` */
const ofSql = ({ program }: Invocation, word: ShellWord): SecretWord | null => {
  if (
    !word.value.includes("'") ||
    !/^(?:psql|mysql|mariadb|cqlsh|cockroach|usql|sqlcmd|clickhouse-client)$/.test(program)
  )
    return null;
  const value = /\b(?:identified\s+by|password)\s+\\?'([^']+)\\?'/i.exec(word.value)?.[1];
  return value === undefined
    ? null
    : {
        word,
        what: 'the password in the statement',
        literal: isLiteral(word, value) && !isEverybodys(value),
        level: 'medium',
      };
};

/** `PGPASSWORD=hunter2 psql …`, `export API_TOKEN=…`: no argument, and all the same in the document and the history. */
export const writtenOut = (run: Invocation): readonly string[] =>
  setVariables(run)
    .filter(
      ({ name, value }) =>
        secretName.test(name) &&
        isSecretValue(value) &&
        isWrittenOut(value) &&
        (looksChosen(value) || hasSecretForm(value)),
    )
    .map(({ name }) => name);

/** Somebody made it up to be one: not a word of the language, not what every image has. */
const looksChosen = (text: string): boolean =>
  text.length >= 6 &&
  !isEverybodys(text) &&
  !text.includes('EXAMPLE') &&
  /[a-z]/i.test(text) &&
  /[\d!@#%^&*]|[a-z][A-Z]/.test(text) &&
  !/[/:.]/.test(text);
