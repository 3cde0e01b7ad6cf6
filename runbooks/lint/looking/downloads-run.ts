// Downloads that a shell or an interpreter runs at once: by a pipe, a substitution, or a process substitution.
import type { Command, Place } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, callsOf, pipedWith, placeOf, type Call } from './calls.ts';
import { hostOfUrl, isLocalHost } from './http-requests.ts';

export interface DownloadRun {
  readonly at: Place;
  readonly command: Command;
  /** The program that runs it. */
  readonly runner: string;
  readonly url: string;
  readonly isRoot: boolean;
}

export const downloadsRun = (document: LintDocument): readonly DownloadRun[] =>
  callsOf(document).flatMap((call) => {
    const runner = runnerOf(call);
    if (runner === null) return [];
    const url = (runner.reads === 'pipe' ? pipedWith(document, call) : writtenInto(document, call))
      .filter(({ invocation }) => runner.reads !== 'pipe' || invocation.stage < call.invocation.stage)
      .map(urlOf)
      .find((one) => one !== null);
    if (url === undefined || isOwn(url)) return [];
    const isRoot = call.invocation.wrappers.some(({ kind }) => /^(?:sudo|doas|su)\b/.test(kind));
    return [{ at: placeOf(call), command: call.command, runner: runner.name, url, isRoot }];
  });

/** Without encryption anybody on the way may write it. */
export const isInTheClear = (url: string): boolean => url.startsWith('http://');

const isOwn = (url: string): boolean => {
  const host = hostOfUrl(url);
  return host !== null && isLocalHost(host);
};

interface Runner {
  readonly name: string;
  readonly reads: 'pipe' | 'word';
}

const shells = /^(?:ba|da|z|k|a)?sh$/;
const interpreters = /^(?:python[\d.]*|perl|ruby|node|php|pwsh)$/;

const runnerOf = ({ program, words, invocation }: Call): Runner | null => {
  const script = invocation.name?.value ?? '';
  const [inner = ''] = invocation.wrappers.at(-1)?.kind.split(' ') ?? [];
  if (program === '' && /^["']?\$\(|^`/.test(script) && shells.test(inner))
    return { name: inner, reads: 'word' };
  const [first = ''] = words;
  const isText = /^(?:<\(|"?\$\(|`)/.test(first);
  if (isText && (shells.test(program) || /^(?:source|\.|eval)$/.test(program)))
    return { name: program, reads: 'word' };
  const fromPipe = invocation.stage > 0 && (shells.test(program) || interpreters.test(program));
  if (!fromPipe) return null;
  // `bash -c '…'` and `python -m json.tool` read a program from elsewhere, and the download as their input.
  const isInput = interpreters.test(program)
    ? words.length > 0 && first !== '-'
    : words.some((word) => /^-[a-z]*c$/.test(word)) ||
      words.some(
        (word, at) => !/^[-+]/.test(word) && !words.slice(0, at).some((one) => /^-\w*s$|^--?$/.test(one)),
      );
  return isInput ? null : { name: program, reads: 'pipe' };
};

/** What stands in the words of the call itself. */
const writtenInto = (document: LintDocument, { command, invocation }: Call): readonly Call[] =>
  callsIn(document, command).filter(
    ({ invocation: other }) =>
      other.nesting === 'substitution' && other.from >= invocation.from && other.to <= invocation.to,
  );

const urlOf = ({ program, words }: Call): string | null => {
  if (!/^(?:curl|wget|fetch)$/.test(program)) return null;
  // What it asks with a method or a body is no script.
  if (words.some((word) => /^(?:-X|-d|--data\S*|--request|-F)$/.test(word))) return null;
  return (
    words.find((word) => /^(?:https?|ftp):\/\//.test(word)) ??
    words.findLast((word) => /^\$|^[\w-]+(?:\.[\w-]+)+\//.test(word)) ??
    null
  );
};
