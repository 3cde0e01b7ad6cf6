// What an unset variable leaves behind in a command that removes or replaces something: a name with a hole, a swallowed option.
import type { ShellWord } from '../../shell/shell-model.ts';
import { quotingOf } from './quotes.ts';
import type { Run } from './runs.ts';

export interface Hole {
  readonly name: string;
  readonly word: ShellWord;
  readonly then: string;
  /** More goes than was meant, and nothing stops it; else the command is likely refused. */
  readonly isGrave: boolean;
}

export const holesIn = (one: Run): readonly Hole[] => {
  const { run } = one;
  if (!staysHere(one) || !removes(one)) return [];
  return run.args.flatMap((word, at): readonly Hole[] => {
    const [first] = variablesIn(word);
    if (first === undefined) return [];
    const swallowed = swallow(run.args[at - 1], word, run.args[at + 1]);
    const then = swallowed ?? partly(run, word);
    const isGrave = then !== null && !then.startsWith('the name');
    return then === null ? [] : variablesIn(word).map((name) => ({ name, word, then, isGrave }));
  });
};

/** In a container or in a string that another shell reads, the variables are that one's. */
const staysHere = ({ run }: Run): boolean =>
  run.wrappers.every(({ kind }) => /^(sudo|timeout|nohup|nice|time|env|command)$/.test(kind));

const verbs =
  /^(delete|destroy|remove|rm|rmi|drop|dropdb|purge|terminate\S*|uninstall|wipe|prune|evict|drain|reset|flushall|flushdb|decommission|truncate|delete-\S+|remove-\S+|deregister-\S+)$/i;
const options =
  /^(--yes|-y|--drop|--force|--auto-approve|-auto-approve|--delete|--purge|--clean|--no-input|--assume-yes)$/;

const removes = ({ run, read }: Run): boolean => {
  if (/^(echo|printf|export|grep|cat|ls|test|\[)$/.test(run.program)) return false;
  const words = run.args.map(({ value }) => value);
  return (
    read.commandClass === 'X1' ||
    read.commandClass === 'X2' ||
    verbs.test(run.program) ||
    words.some((word) => verbs.test(word) || options.test(word))
  );
};

/** Those that this shell expands, without a default or a demand (`${X:?}`). */
const variablesIn = ({ raw }: ShellWord): readonly string[] => {
  if (!raw.includes('$')) return [];
  const states = quotingOf(raw);
  return [...raw.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)].flatMap(
    ({ index, 1: long, 2: short }) =>
      states[index] === 'single' || raw[index - 1] === '\\' ? [] : [long ?? short ?? ''],
  );
};

const valued =
  /^(--?(uri|url|db|dbname|database|host|hostname|port|user|username|password|collection|context|kubeconfig|cluster|profile|region|target|bucket|name|group|project|zone|selector|filter|topic|queue|namespace)|-[nhdUpul])$/;

/** `--db $NAME --drop`: unquoted and empty, the word is not there at all. */
const swallow = (
  before: ShellWord | undefined,
  word: ShellWord,
  after: ShellWord | undefined,
): string | null =>
  /^\$\{?\w+\}?$/.test(word.raw) && before !== undefined && after !== undefined && valued.test(before.value)
    ? `\`${before.value}\` takes \`${after.raw.slice(0, 40)}\` for its value`
    : null;

/** A path that ends one folder too early, a name with nothing between its parts. */
const partly = ({ program, args }: Run['run'], { raw, value }: ShellWord): string | null => {
  const bare = raw.replace(/^["']|["']$/g, '');
  if (
    /^(\$\{?\w+\}?)+$/.test(bare) ||
    /^-|=|[\s;|&(){}[\]`]/.test(withoutVariables(value).replace(/\{\d+\.\.\d+\}/g, ''))
  )
    return null;
  const left = withoutVariables(value);
  // Refused as it stands: no host, no bucket, no port.
  if (/:\/\/(\/|:|\?|$)|:$|^[/@:.-]?$/.test(left) || /^\w+@$/.test(left)) return null;
  const folders =
    /^(rm|rmdir)$/.test(program) ||
    (/^(aws|gsutil|gcloud|mc|rclone|hdfs)$/.test(program) &&
      args.some(({ value: word }) => /^-?(rm|delete|purge)$/.test(word)));
  if (left.endsWith('/'))
    return folders && !/^\/?tmp\/$/.test(left) ? `it is \`${left}\` that is removed` : null;
  if (/^\/|\//.test(left) && !folders) return null;
  return /[-._]{2}|[-._]$|^[-._]/.test(left) ? `the name becomes \`${left}\`` : null;
};

const withoutVariables = (value: string): string => value.replace(/\$(\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)/g, '');
