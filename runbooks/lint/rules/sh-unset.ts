// SH-UNSET: acts on a variable that a new shell doesn't have.
import { gather, gatherBy, type Hit } from '../looking/gather.ts';
import { holesIn } from '../looking/holes.ts';
import { lookUp } from '../looking/look-up.ts';
import { runsOf, spanIn, type Run } from '../looking/runs.ts';
import { isAmbient, isToolVariable } from '../looking/tool-variables.ts';
import { isTyped, neededVariables } from '../looking/unset-uses.ts';
import { isExplained, longGapBetween, settingsOf, type Settings } from '../looking/variables.ts';
import type { Level, LintDocument, Rule } from '../rule.ts';

export const shUnset: Rule = {
  id: 'SH-UNSET',
  level: 'medium',
  summary: 'acts on a variable that may be unset',
  why: 'A runbook is read in a new shell. An unset variable is an empty text: `rm -rf $DIR/*` then empties the root, a secret becomes empty, a client connects to its default server and says that all is well.',
  bad: '```bash\nrm -rf $CACHE_DIR/*\n```\n',
  good: '```bash\nrm -rf "${CACHE_DIR:?}"/*\n```\n',
  check: (document) => {
    const settings = settingsOf(document);
    const runs = runsOf(document);
    const known = runs.flatMap((one): readonly UnsetHit[] => hitsOf(document, one, settings));
    const holes = runs.flatMap((one): readonly Hit[] => withHoles(document, one, settings));
    const told = new Set([...known, ...holes].map(({ at }) => at.line));
    return [
      ...gatherBy(known, ({ kind, name }) => `${kind} ${name}`),
      ...gather(holes),
      ...gather(
        runs.flatMap((one) => needed(document, one, settings)).filter(({ at }) => !told.has(at.line)),
      ),
    ];
  },
};

/** Names that nothing in the document sets or explains, in commands that remove something. */
const withHoles = (document: LintDocument, one: Run, settings: Settings): readonly Hit[] => {
  if (settings.unknown || one.command.origin === 'inline') return [];
  const holes = holesIn(one).filter(
    ({ name }) =>
      settings.where(name, one.command) === null &&
      !isStandard(name) &&
      !isToolVariable(name) &&
      !settings.isKnownElsewhere(name) &&
      !isExplained(document, name),
  );
  const [first] = holes;
  if (first === undefined) return [];
  const names = [...new Set(holes.map(({ name }) => `\`$${name}\``))];
  const message = `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} set nowhere in this runbook; empty, ${first.then}.`;
  return [
    {
      at: spanIn(document, one.command, first.word),
      message,
      level: first.isGrave || names.length > 1 ? 'high' : 'medium',
    },
  ];
};

/** Names that nothing in the document sets or explains, in any other command: the host of ssh, a key, a namespace. */
const needed = (document: LintDocument, one: Run, settings: Settings): readonly Hit[] => {
  if (settings.unknown || one.command.origin === 'inline') return [];
  const [first] = neededVariables(one).filter(
    ({ name }) =>
      settings.where(name, one.command) === null &&
      !isStandard(name) &&
      !isAmbient(name) &&
      !settings.isKnownElsewhere(name) &&
      !isExplained(document, name),
  );
  if (first === undefined) return [];
  return [
    {
      at: spanIn(document, one.command, first.range),
      message: `\`$${first.name}\` is set nowhere in this runbook; empty, ${first.then}.`,
      level: /^(W|X)/.test(one.command.commandClass) ? 'high' : 'medium',
    },
  ];
};

type UnsetHit = Hit & { readonly kind: string; readonly name: string };

const hitsOf = (document: LintDocument, one: Run, settings: Settings): readonly UnsetHit[] =>
  [copied(one), removed(one), connected(one)].flatMap((use): readonly UnsetHit[] => {
    if (use === null) return [];
    const { name, range, kind, then, level } = use;
    const set = settings.where(name, one.command);
    const gap = set === null ? null : longGapBetween(document, set, one.command);
    if (set !== null && gap === null && kind !== 'removed') return [];
    // In the same fence it was set by whoever pastes the whole of it.
    if (kind === 'removed' && set !== null && set.block === one.command.block) return [];
    if (set === null && (settings.unknown || (kind === 'copied' && settings.isKnownElsewhere(name))))
      return [];
    const why =
      gap === null
        ? set === null
          ? `\`$${name}\` is set nowhere in this runbook`
          : `\`$${name}\` is only set by another step (line ${set.line})`
        : `\`$${name}\` was set at line ${set?.line ?? 0}, ${gap} before: this shell is a new one`;
    return [
      {
        kind,
        name,
        at: spanIn(document, one.command, range),
        message: `${why}; empty, ${then}.`,
        level: gap === null ? level : 'high',
      },
    ];
  });

interface Use {
  readonly kind: 'copied' | 'removed' | 'connected';
  readonly name: string;
  readonly range: { readonly from: number; readonly to: number };
  readonly then: string;
  readonly level: Level;
}

/** `export X=$Y`. */
const copied = ({ run }: Run): Use | null => {
  if (run.program !== 'export') return null;
  for (const { value, from, to } of run.args) {
    const found = /^(\w+)=["']?\$\{?([A-Za-z_]\w*)\}?["']?$/.exec(value);
    const [, target = '', name] = found ?? [];
    if (name !== undefined && name !== target && !isStandard(name)) {
      return {
        kind: 'copied',
        name,
        range: { from, to },
        then: `\`${target}\` becomes empty too`,
        level: 'medium',
      };
    }
  }
  return null;
};

/** `rm -rf $DIR/…`, `rm -rf $DIR*`: with nothing in front. */
const removed = ({ run }: Run): Use | null => {
  if (run.program !== 'rm' || !run.args.some(({ value }) => /^-[a-zA-Z]*[rR]|^--recursive/.test(value)))
    return null;
  for (const word of run.args) {
    const [, name, rest = ''] = /^"?\$\{?([A-Za-z_]\w*)\}?"?(\/.*)$/.exec(word.raw) ?? [];
    if (name === undefined || isStandard(name)) continue;
    const path = rest.replace(/["']/g, '');
    return { kind: 'removed', name, range: word, then: `\`rm\` removes \`${path}\``, level: 'high' };
  }
  return null;
};

/** `mongosh $MONGO_URL --eval …`: without the word it takes its default. */
const connected = ({ run, read }: Run): Use | null => {
  const standard = lookUp(defaults, run.program);
  const [word] = run.args;
  const [, name] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(word?.raw ?? '') ?? [];
  // In a script between quotes it is the variable of another shell.
  if (standard === undefined || word === undefined || name === undefined || !isTyped(read.text, word))
    return null;
  return {
    kind: 'connected',
    name,
    range: word,
    then: `\`${run.program}\` connects to ${standard}`,
    level: 'medium',
  };
};

const defaults: Readonly<Record<string, string>> = {
  psql: 'the local default database',
  pg_dump: 'the local default database',
  mongosh: 'mongodb://127.0.0.1:27017/test',
  mongo: 'mongodb://127.0.0.1:27017/test',
};

const isStandard = (name: string): boolean =>
  /^(HOME|PATH|PWD|OLDPWD|USER|LOGNAME|SHELL|HOSTNAME|TMPDIR|LANG|EDITOR|UID|EUID|RANDOM|SECONDS|PPID|XDG_\w+|BASH\w*|PIPESTATUS|LINENO|FUNCNAME|COLUMNS|LINES|IFS|OPTARG|OPTIND|REPLY|SUDO_USER|DISPLAY|OSTYPE|PGDATA|\w+_HOME)$/.test(
    name,
  );
