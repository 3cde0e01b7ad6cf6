// Where a command needs a variable: as a word of its own, as the value of an option, as a part of a name, an address or a setting.
import type { ShellWord } from '../../shell/shell-model.ts';
import { readArgs } from '../../tools/read-args.ts';
import { quotingOf } from './quotes.ts';
import type { Run } from './runs.ts';

export interface UnsetUse {
  readonly name: string;
  readonly range: { readonly from: number; readonly to: number };
  /** What comes of it, to follow "empty, ". */
  readonly then: string;
}

/** Those that this shell fills in and that no default and no demand stands behind. */
export const neededVariables = (one: Run): readonly UnsetUse[] =>
  says.test(one.run.program) || !one.read.text.includes('$')
    ? []
    : [...ofSettings(one), ...ofWords(one), ...ofRedirections(one)];

/** They print, test or set it themselves. */
const says =
  /^(echo|printf|export|declare|local|readonly|typeset|unset|test|\[|\[\[|read|set|let|return|exit|:)$/;

const ofSettings = ({ run, read }: Run): readonly UnsetUse[] =>
  run.assignments.flatMap(({ name, value }): readonly UnsetUse[] => {
    const [, other] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(value) ?? [];
    const from = read.text.indexOf(`${name}=`);
    return other === undefined || other === name || from < 0
      ? []
      : [{ name: other, range: { from, to: run.to }, then: `\`${name}\` becomes empty too` }];
  });

const ofWords = (one: Run): readonly UnsetUse[] => {
  const words = wordsOf(one);
  return words.flatMap((word, at): readonly UnsetUse[] => {
    const found = variablesIn(word.raw);
    return found.length === 0
      ? []
      : found.map((name) => ({ name, range: word, then: effectOf(one, words, at, name) }));
  });
};

const ofRedirections = ({ run, read }: Run): readonly UnsetUse[] =>
  run.redirections.flatMap(({ operator, target }): readonly UnsetUse[] => {
    if (target === null || operator.startsWith('<<') || !isTyped(read.text, target)) return [];
    const [, name] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(target.raw) ?? [];
    return name === undefined
      ? []
      : [{ name, range: target, then: `there is no file behind \`${operator}\`, and nothing runs` }];
  });

/** All that was typed behind the program, wrappers and all, each once; a nested script counts as the one word that it is. */
const wordsOf = ({ run, read }: Run): readonly ShellWord[] => {
  const [outer] = run.wrappers;
  // `$(…)` and a loop have commands of their own.
  const all = [...(outer?.words ?? []), ...(run.name === null ? [] : [run.name]), ...run.args];
  const seen = new Set<number>();
  return all.flatMap((word): readonly ShellWord[] => {
    if (seen.has(word.from)) return [];
    seen.add(word.from);
    if (isTyped(read.text, word)) return [word];
    const raw = read.text.slice(word.from, word.to);
    return raw.startsWith('"') ? [{ ...word, raw, value: raw.slice(1, -1) }] : [];
  });
};

/** False for a word of a script that stands in quotes: another shell reads it. */
export const isTyped = (text: string, { from, to, raw }: ShellWord): boolean => text.slice(from, to) === raw;

const variablesIn = (raw: string): readonly string[] => {
  if (!raw.includes('$')) return [];
  const states = quotingOf(raw);
  const found = [...raw.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)].flatMap(
    ({ index, 1: long, 2: short }) =>
      states[index] === 'single' ||
      /[\\$]/.test(raw[index - 1] ?? '') ||
      isInSubstitution(raw, index) ||
      // `"foo$"` of a pattern, `{{ $labels.x }}` of a template.
      /\{\{[^}]*$/.test(raw.slice(0, index))
        ? []
        : [long ?? short ?? ''],
  );
  return [...new Set(found)];
};

/** What stands in `$(…)` is a command of its own. */
const isInSubstitution = (raw: string, index: number): boolean => {
  const before = raw.slice(0, index);
  const open = before.lastIndexOf('$(');
  return open >= 0
    ? (before.slice(open).match(/\(/g)?.length ?? 0) > (before.slice(open).match(/\)/g)?.length ?? 0)
    : (before.match(/`/g)?.length ?? 0) % 2 === 1;
};

const effectOf = (one: Run, words: readonly ShellWord[], at: number, name: string): string => {
  const word = words[at];
  const next = words[at + 1];
  const before = words[at - 1];
  if (word === undefined) return 'it is not there';
  const sole = /^\$\{?\w+\}?$/.test(word.raw);
  const option = before !== undefined && takesValue(one, before) ? before.value : null;
  if (sole && option !== null)
    return next === undefined
      ? `\`${option}\` has no value`
      : `\`${option}\` takes ${shown(next)} for its value`;
  if (sole && one.run.wrappers[0]?.kind === 'ssh' && isHost(one, word))
    return `\`ssh\` takes ${next === undefined ? 'nothing' : shown(next)} for the host`;
  if (sole)
    return next === undefined || next.value.startsWith('-')
      ? `\`${programOf(one)}\` is left without it`
      : `${shown(next)} takes its place`;
  if (option !== null && /^"\$\{?\w+\}?"$/.test(word.raw)) return `\`${option}\` gets an empty value`;
  const bare = word.value.replace(/\$(?:\{\w+\}|\w+)/g, '');
  const setting = /^(--?[\w-]+=)?["']?([\w.\][-]+)[=:]["']?$/.exec(bare)?.[2];
  if (setting !== undefined || /[=:]\s*["']?$/.test(bare))
    return `\`${setting ?? `$${name}`}\` is set to nothing`;
  return /:\/\/[^/]*$|:\/\/(?:[/:?]|$)/.test(bare)
    ? 'the address has no host'
    : `\`${shorten(bare)}\` is what is left`;
};

const isHost = ({ run }: Run, word: ShellWord): boolean =>
  run.wrappers[0]?.words.at(-1)?.from === word.from || run.name?.from === word.from;

/** By what is known of the tool; a letter that nobody knows is taken for one that does. */
const takesValue = ({ run }: Run, { value }: ShellWord): boolean => {
  if (!/^--?[A-Za-z][\w-]*$/.test(value)) return false;
  const args = readArgs(run.program, run.args);
  const use =
    args === null ? undefined : [...args.options.values()].flat().find(({ word }) => word.value === value);
  if (use !== undefined && use.known) return use.value !== null;
  return valued.test(value);
};

const valued =
  /^(--?(uri|url|db|dbname|database|host|hostname|port|user|username|password|context|kubeconfig|cluster|profile|region|target|bucket|name|group|project|zone|selector|filter|topic|queue|namespace|bootstrap-server|broker|service|instance-ids?|table|index|image|tag|revision|node|vhost|id|resource-group|endpoint-url|cluster-name|stack-name|log-group-name|[a-z-]+-(id|ids|name|identifier|arn|url|uri))|-[nhdUpugtl])$/;

const programOf = ({ run }: Run): string => run.program || (run.name?.raw ?? 'the command');

const shown = ({ raw }: ShellWord): string => `\`${shorten(raw)}\``;

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};
