// Words that a program gets from a pipe or a file, by xargs and parallel.
import { wrappers } from '../shell/wrappers.ts';
import type { Invocation, ShellWord, Wrapper } from '../shell/shell-model.ts';
import type { ReadArgs } from '../tools/read-args.ts';
import { tools } from '../tools/tools.ts';
import type { Stdin } from './class-table.ts';

export const getsWords = ({ wrappers: around }: Invocation): boolean =>
  /^(xargs|parallel)$/.test(around.at(-1)?.kind ?? '');

/** `xargs env`, `xargs docker`: what they get decides what runs. */
export const takesMoreWords = (invocation: Invocation, args: ReadArgs): boolean => {
  if (!getsWords(invocation)) return false;
  return tools.get(invocation.program)?.hasVerbs === true
    ? args.verbs.length === 0
    : wrappers.has(invocation.program) && invocation.program !== 'find';
};

/** Whether an option that does more than read may be among them. What another program prints is taken for names; what somebody has written may be anything. */
export const getsOptions = (invocation: Invocation, args: ReadArgs, stdin: Stdin): boolean => {
  const wrapper = invocation.wrappers.at(-1);
  if (wrapper === undefined || !getsWords(invocation)) return false;
  if (stdin.kind === 'text') return /(^|\s)["']?-/.test(stdin.text);
  const written = (stdin.kind === 'unread' && stdin.from === 'file') || readsFile(wrapper);
  if (!written || harmless.has(invocation.program)) return false;
  const mark = markOf(wrapper);
  return readingVerbs.get(invocation.program)?.has(args.subcommand) === true
    ? inFront(invocation, args).some(({ value }) => value.includes(mark ?? '{'))
    : mark === null || invocation.args.some(({ value }) => value.startsWith(mark));
};

const readsFile = ({ words }: Wrapper): boolean =>
  words.some(({ value }) => /^(-a|--arg-file|::::)/.test(value));

/** `{}` of `-I{}`, with which they stand only where it stands; null where they stand behind the others. */
const markOf = ({ words }: Wrapper): string | null => {
  const at = words.findIndex(({ value }) => /^(-[Ii]|--replace)/.test(value));
  if (at < 0) return null;
  const glued = words[at]?.value.replace(/^(-[Ii]|--replace=?)/, '') ?? '';
  return glued === '' ? (words[at]?.value === '-I' ? (words[at + 1]?.value ?? '{}') : '{}') : glued;
};

/** Words in front of the sub-command, where all options of the tool may stand. */
const inFront = ({ args: words }: Invocation, { verbs }: ReadArgs): readonly ShellWord[] =>
  words.slice(0, Math.max(...verbs.map((verb) => words.indexOf(verb))));

/** Whatever words they get, they only read. */
const harmless: ReadonlySet<string> = new Set(
  'cat head tail wc ls stat file grep egrep fgrep zgrep echo printf basename dirname readlink realpath du cut tr nl tac rev od base64 md5sum sha1sum sha256sum diff cmp comm test true ps dig host nslookup ping which id'.split(
    ' ',
  ),
);

const composeReads = 'ps logs top port images events version';

/** Sub-commands none of whose options runs a program or writes a file. Those of podman, nerdctl and kubectl take the options of the whole tool as well: `--kubeconfig`. */
const readingVerbs: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'docker',
    new Set([
      ...'ps logs inspect images stats top port diff history version info events wait'.split(' '),
      ...['volume ls', 'volume inspect', 'network ls', 'network inspect', 'system df'],
      ...`${composeReads} ls stats`.split(' ').map((verb) => `compose ${verb}`),
    ]),
  ],
  ['docker-compose', new Set(composeReads.split(' '))],
  ['systemctl', new Set(['status', 'show', 'is-active', 'is-enabled', 'is-failed'])],
]);
