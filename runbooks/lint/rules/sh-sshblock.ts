// SH-SSHBLOCK: an interactive login or console in the middle of a fence.
import type { Command } from '../../model.ts';
import type { Console } from '../../shell/consoles.ts';
import { consoleOf, insideOf } from '../looking/consoles.ts';
import { fenceOf, inFence, isTypedInside, laterInFence } from '../looking/fences.ts';
import { isLogin } from '../../shell/logins.ts';
import { asWritten, runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import { isReference } from '../looking/sections.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const shSshblock: Rule = {
  id: 'SH-SSHBLOCK',
  level: 'medium',
  summary: 'an interactive `ssh`, shell or console with lines behind it that are meant to be typed inside',
  why: 'Run as a script, the lines behind it wait until somebody logs out and then run on the wrong machine. Pasted, they depend on how fast the login is; a second `ssh` then starts from the first host.',
  bad: '```bash\nssh web-1\ncd /opt/shop\ndocker compose restart api\n```\n',
  good: "```bash\nssh web-1 'cd /opt/shop && docker compose restart api'\n```\n",
  *check(document) {
    const runs = runsOf(document);
    const logins = Map.groupBy(
      runs.filter(({ run }) => isLogin(run)),
      ({ command }) => command.block,
    );
    // One finding for each fence: later logins in it are part of the same.
    for (const [block, [login]] of logins) {
      const found =
        block === null || login === undefined ? null : ofLogin(document, login, logins.get(block) ?? []);
      if (found !== null) yield found;
    }
    yield* consoles(document, runs, logins);
  },
};

const ofLogin = (document: LintDocument, login: Run, logins: readonly Run[]): Found | null => {
  const later = laterInFence(document, login.command).filter((command) => !leaves(command));
  if (later.some((command) => isTypedInside(document, login.command, command))) return null;
  const [next] = later;
  if (next === undefined) return onlyComments(document, logins.at(-1) ?? login);
  // Alternatives, one login each: `ssh web-1`, `ssh web-2`.
  const own = new Set(logins.map(({ command }) => command));
  if (inFence(document, login.command).every((command) => own.has(command))) return null;
  if (isReference(document, login.command.section)) return null;
  const name = nameOf(login);
  const second = logins.find(({ command }) => command.index > login.command.index);
  return {
    at: spanOfRun(document, login),
    message:
      `\`${name}\` opens a shell on another machine: as a script, ${linesFrom(later)} here after it is left` +
      (second === undefined
        ? '.'
        : `; typed one after the other, the \`ssh\` of line ${second.command.line} starts on the first host.`),
    related: later.map((command) => ({ at: command, message: 'not sent to the other machine by this line' })),
    ...(second === undefined ? {} : { level: 'high' as const }),
  };
};

/** What is to be done there is told by comments alone. */
const onlyComments = (document: LintDocument, login: Run): Found | null => {
  const fence = fenceOf(document, login.command)?.fence;
  const behind = fence?.lines.slice(login.command.endLine - fence.firstLine + 1) ?? [];
  const at = behind.findIndex((line) => /^\s*#+\s*\w+\s+\w+/.test(line));
  if (at < 0) return null;
  const line = login.command.endLine + 1 + at;
  return {
    at: spanOfRun(document, login),
    level: 'low',
    message: `\`${nameOf(login)}\` opens a shell on another machine, and what is to be done there is a comment (line ${line}): a script stops here, and nothing is done.`,
    related: [{ at: { line, endLine: line }, message: 'no command' }],
  };
};

/** The first of each kind in a fence. */
const consoles = (
  document: LintDocument,
  runs: readonly Run[],
  logins: ReadonlyMap<number | null, readonly Run[]>,
): readonly Found[] => {
  const told = new Set<number>();
  return runs.flatMap((one): readonly Found[] => {
    const { block, index } = one.command;
    const [login] = logins.get(block) ?? [];
    // Behind an `ssh` it is typed on the other machine, which is said already.
    if (block === null || told.has(block) || (login !== undefined && login.command.index < index)) return [];
    const kind = consoleOf(document, one);
    if (kind === null) return [];
    const inside = insideOf(document, one);
    told.add(block);
    return [
      {
        at: spanOfRun(document, one),
        message: `\`${nameOf(one)}\` ${opens[kind]}: as a script, ${linesFrom(inside)} outside of it, after it is left${then(kind)}.`,
        related: inside.map((command) => ({ at: command, message: 'meant to be typed inside' })),
        suggestion: mends[kind],
      },
    ];
  });
};

const opens: Readonly<Record<Console, string>> = {
  shell: 'opens a shell',
  database: 'opens a console',
  multiplexer: 'opens a shell of its own',
};
const mends: Readonly<Record<Console, string>> = {
  shell: 'give it the commands: `… sh -c "…"`',
  database: 'give it the statement by its option (`-c`, `-e`, `--eval`), or by a here-document',
  multiplexer: 'give it the command, or tell what to type inside',
};

const then = (kind: Console): string =>
  kind === 'database' ? ', in a shell that knows no such commands' : '';

const linesFrom = ([first, ...others]: readonly Command[]): string =>
  others.length === 0 ? `line ${first?.line ?? 0} runs` : `lines from ${first?.line ?? 0} on run`;

const nameOf = ({ read, run, command }: Run): string => {
  const [first] = run.wrappers;
  const text = read.text.slice(first?.words[0] === undefined ? run.from : 0, run.to);
  return asWritten(command, text.replace(/\s+/g, ' ').trim()).slice(0, 70);
};

const leaves = ({ command }: Command): boolean => /^\s*(exit|logout)\b/.test(command);
