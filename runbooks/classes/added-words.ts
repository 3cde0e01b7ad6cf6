// Words that a program gets from a pipe or a file, by xargs and parallel.
import { wrappers } from '../shell/wrappers.ts';
import type { Invocation, Wrapper } from '../shell/shell-model.ts';
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

/** Whether an option may be among them. What another program prints is taken for names; what somebody has written may be anything. */
export const getsOptions = (invocation: Invocation, stdin: Stdin): boolean => {
  const wrapper = invocation.wrappers.at(-1);
  if (wrapper === undefined || !getsWords(invocation)) return false;
  if (stdin.kind === 'text') return /(^|\s)["']?-/.test(stdin.text);
  const written = (stdin.kind === 'unread' && stdin.from === 'file') || readsFile(wrapper);
  return written && !harmless.has(invocation.program) && standAlone(wrapper, invocation);
};

const readsFile = ({ words }: Wrapper): boolean =>
  words.some(({ value }) => /^(-a|--arg-file|::::)/.test(value));

/** With `-I{}` only where the mark is a whole word, or the beginning of one. */
const standAlone = ({ words }: Wrapper, { args }: Invocation): boolean => {
  const at = words.findIndex(({ value }) => /^(-[Ii]|--replace)/.test(value));
  if (at < 0) return true;
  const glued = words[at]?.value.replace(/^(-[Ii]|--replace=?)/, '') ?? '';
  const mark = glued === '' ? (words[at]?.value === '-I' ? (words[at + 1]?.value ?? '{}') : '{}') : glued;
  return args.some(({ value }) => value.startsWith(mark));
};

/** Whatever words they get, they only read. */
const harmless: ReadonlySet<string> = new Set(
  'cat head tail wc ls stat file grep egrep fgrep zgrep echo printf basename dirname readlink realpath du cut tr nl tac rev od base64 md5sum sha1sum sha256sum diff cmp comm test true ps dig host nslookup ping which id'.split(
    ' ',
  ),
);
