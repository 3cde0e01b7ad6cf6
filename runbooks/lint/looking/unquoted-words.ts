// Unquoted patterns that a program should get as they are: redis-cli KEYS *, find -name *.log, jq .[0], curl -d {"a":1}.
import type { Invocation, ReadCommand, ShellWord } from '../../shell/shell-model.ts';
import type { Level } from '../rule.ts';
import { lookUp } from './look-up.ts';
import type { Eaten } from './unquoted.ts';

export const eatenWords = ({ invocations, text }: ReadCommand): readonly Eaten[] =>
  invocations.flatMap((run): readonly Eaten[] => {
    const found = lookUp(finders, run.program)?.(run);
    // A word of a nested script has no place of its own; what quotes it is outside.
    if (
      found === undefined ||
      found === null ||
      text.slice(found.word.from, found.word.to) !== found.word.raw
    )
      return [];
    const { word, says, level } = found;
    return [
      {
        cause: run.program,
        from: word.from,
        to: word.to,
        level,
        message: `the unquoted \`${word.raw}\` ${says}.`,
      },
    ];
  });

interface EatenWord {
  readonly word: ShellWord;
  readonly says: string;
  readonly level: Level;
}

const isPattern = (word: ShellWord | undefined): word is ShellWord =>
  word !== undefined && /[*?[]/.test(word.raw.replace(/\\./g, '')) && !/['"]/.test(word.raw);

const replaced = 'becomes the names of files here, where there are some that fit';

const redis = ({ args }: Invocation): EatenWord | null => {
  const word = args.find(
    (one, at) => isPattern(one) && /^(keys|--pattern|match)$/i.test(args[at - 1]?.value ?? ''),
  );
  if (word === undefined) return null;
  return word.raw === '*'
    ? { word, says: 'becomes the names of the files in the current folder', level: 'medium' }
    : { word, says: `${replaced}, and zsh stops with "no matches found"`, level: 'low' };
};

const find = ({ args }: Invocation): EatenWord | null => {
  const word = args.find(
    (one, at) => isPattern(one) && /^-i?(name|path|wholename)$/.test(args[at - 1]?.value ?? ''),
  );
  return word === undefined
    ? null
    : { word, says: `${replaced}: find then looks for those names only`, level: 'medium' };
};

const jq = ({ args }: Invocation): EatenWord | null => {
  const word = args.find(({ value }) => !value.startsWith('-'));
  return isPattern(word) && word.raw.startsWith('.')
    ? { word, says: 'is a pattern to the shell: zsh stops with "no matches found"', level: 'low' }
    : null;
};

const kubectl = ({ args }: Invocation): EatenWord | null => {
  const word = args.find((one) => isPattern(one) && /jsonpath(-as-json)?=\{/.test(one.raw));
  return word === undefined
    ? null
    : { word, says: 'is a pattern to the shell: zsh stops with "no matches found"', level: 'low' };
};

const curl = ({ args }: Invocation): EatenWord | null => {
  const word = args.find(
    (one, at) =>
      /^(-d|--data(-raw|-binary|-urlencode)?|--json)$/.test(args[at - 1]?.value ?? '') &&
      /^[{[].*"/s.test(one.raw),
  );
  return word === undefined
    ? null
    : { word, says: 'loses its double quotes to the shell: what is sent is no JSON', level: 'high' };
};

const finders: Readonly<Record<string, (run: Invocation) => EatenWord | null>> = {
  'redis-cli': redis,
  'valkey-cli': redis,
  find,
  jq,
  kubectl,
  oc: kubectl,
  curl,
};
