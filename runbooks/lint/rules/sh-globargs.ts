// SH-GLOBARGS: a pattern where the program takes exactly one file.
import type { Invocation, ShellWord } from '../../shell/shell-model.ts';
import { commandsByFence } from '../looking/fences.ts';
import { lookUp } from '../looking/look-up.ts';
import { runsOf, spanIn } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const shGlobargs: Rule = {
  id: 'SH-GLOBARGS',
  level: 'high',
  summary: 'a glob where exactly one file is expected',
  why: 'It works while one file fits. From the second backup on the program gets one word too many and refuses, or takes the second file for something else.',
  bad: '```bash\naws s3 cp backup-*.sql s3://shop-backups/\n```\n',
  good: "```bash\naws s3 cp . s3://shop-backups/ --recursive --exclude '*' --include 'backup-*.sql'\nscp backup-*.sql backup:/srv/\n```\n",
  *check(document) {
    for (const { command, run } of runsOf(document)) {
      const found = oneFile(run);
      if (found !== null) yield { at: spanIn(document, command, found.word), ...messageOf(found, run) };
    }
    yield* everyDay(document);
  },
};

/** One dated file is made, and a pattern sends it away with those of all days before. */
const everyDay = function* (document: LintDocument): Generator<Found> {
  for (const commands of commandsByFence(document).values()) {
    const made: string[] = [];
    for (const command of commands) {
      const read = document.commands[command.index];
      if (command.command.includes('$(date'))
        for (const [, prefix = ''] of command.command.matchAll(/(?:^|[\s=>/"'])([\w.-]{3,}[-_.])\$\(date\b/g))
          made.push(prefix);
      for (const { program, args } of read?.invocations ?? []) {
        if (!/^(scp|rsync|rclone|gsutil|sftp)$/.test(program)) continue;
        const word = args.find(
          (one) =>
            isGlob(one) && made.some((prefix) => one.value.replace(/^.*\//, '').startsWith(`${prefix}*`)),
        );
        if (word === undefined) continue;
        yield {
          at: spanIn(document, command, word),
          level: 'low',
          message: `\`${word.raw}\` fits every file of earlier days too: \`${program}\` sends all of them again, not the one that was just made.`,
        };
      }
    }
  }
};

interface OneFile {
  readonly word: ShellWord;
  readonly then: string;
}

const messageOf = ({ word, then }: OneFile, { program }: Invocation): Pick<Found, 'message'> => ({
  message: `\`${word.raw}\` becomes one word for each file that fits, and \`${program}\` takes one here: with two, ${then}.`,
});

const isGlob = (word: ShellWord | undefined): word is ShellWord =>
  word !== undefined && word.unquotedGlob && /[*?]|\[[^\]]+\]/.test(word.raw);

const oneFile = (run: Invocation): OneFile | null => {
  const input = run.redirections.find(
    ({ operator, target }) => operator === '<' && target !== null && isGlob(target),
  );
  if (input?.target) return { word: input.target, then: 'bash says "ambiguous redirect" and reads none' };
  return lookUp(finders, run.program)?.(run) ?? null;
};

const plainWords = ({ args }: Invocation): readonly ShellWord[] =>
  args.filter(({ value }) => !value.startsWith('-'));

/** The value behind one of these options. */
const valueOf = ({ args }: Invocation, option: RegExp): ShellWord | undefined => {
  const word = args.find((_, at) => option.test(args[at - 1]?.value ?? ''));
  return isGlob(word) ? word : undefined;
};

const behind =
  (option: RegExp, then: string) =>
  (run: Invocation): OneFile | null => {
    const word = valueOf(run, option);
    return word === undefined ? null : { word, then };
  };

const aws = (run: Invocation): OneFile | null => {
  const [service, verb, ...paths] = plainWords(run);
  const word =
    service?.value === 's3' && /^(cp|mv)$/.test(verb?.value ?? '') ? paths.find(isGlob) : undefined;
  // A pattern in `s3://…` is taken literally: no file fits it.
  if (word === undefined || word.value.startsWith('s3://')) return null;
  return { word, then: 'it says "Unknown options" and copies nothing' };
};

const docker = (run: Invocation): OneFile | null => {
  const words = plainWords(run);
  const at = words[0]?.value === 'compose' ? 1 : 0;
  const word =
    words[at]?.value === 'cp'
      ? words.slice(at + 1).find((one) => isGlob(one) && !/^[\w-]+:/.test(one.value))
      : undefined;
  if (word !== undefined) return { word, then: 'it refuses, since `docker cp` has one source' };
  return behind(/^(-i|--input)$/, 'it refuses')(words[0]?.value === 'load' ? run : { ...run, args: [] });
};

const kubectl = (run: Invocation): OneFile | null => {
  const [verb, ...rest] = plainWords(run);
  const source =
    verb?.value === 'cp' ? rest.find((one) => isGlob(one) && !one.value.includes(':')) : undefined;
  if (source !== undefined) return { word: source, then: 'it refuses' };
  return behind(/^(-f|--filename)$/, 'it says "Unexpected args" and applies nothing')(run);
};

const tar = (run: Invocation): OneFile | null => {
  const [flags] = run.args;
  const extracts =
    /^-?[a-zA-Z]*[xt][a-zA-Z]*f$/.test(flags?.value ?? '') ||
    run.args.some(({ value }) => /^--(extract|list)$/.test(value));
  const word = run.args[1];
  return extracts && isGlob(word)
    ? { word, then: 'the others are taken for members to extract, and it says "Not found in archive"' }
    : null;
};

const unzip = (run: Invocation): OneFile | null => {
  const word = plainWords(run)[0];
  return isGlob(word) ? { word, then: 'it looks for the others inside the first one' } : null;
};

/** `mv *.log old.log`: a target that looks like a file. */
const mv = (run: Invocation): OneFile | null => {
  const words = plainWords(run);
  const target = words.at(-1)?.value ?? '';
  const word = words.slice(0, -1).find(isGlob);
  const isFile = words.length === 2 && /\.[a-z0-9]{2,4}$/i.test(target) && !/\.d$/.test(target);
  return word !== undefined && isFile && !/[*?$]/.test(target)
    ? { word, then: `it refuses, since \`${target}\` is not a folder` }
    : null;
};

const second = (run: Invocation): OneFile | null => {
  const word = plainWords(run).find(isGlob);
  return word === undefined ? null : { word, then: 'it takes the second for something else' };
};

const finders: Readonly<Record<string, (run: Invocation) => OneFile | null>> = {
  aws,
  docker,
  podman: docker,
  kubectl,
  oc: kubectl,
  tar,
  unzip,
  mv,
  cp: mv,
  psql: behind(/^(-f|--file)$/, 'it takes the second for a database or a user'),
  pg_restore: second,
  source: second,
  cd: (run) => {
    const word = plainWords(run)[0];
    return isGlob(word) ? { word, then: 'it says "too many arguments" and stays' } : null;
  },
};
