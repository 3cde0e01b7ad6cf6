// SH-BLOCKING: a command that never returns, so that nothing behind it is reached.
import type { Command } from '../../model.ts';
import { consoleOf } from '../looking/consoles.ts';
import { fenceOf, nextInFence } from '../looking/fences.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import { isInteractive } from '../../shell/interactive.ts';
import { lookUp } from '../looking/look-up.ts';
import { followedInSteps, isMeant, isOneOfSeveral, saysSo } from '../looking/meant-to-run-on.ts';
import { editsByHand, opensEditor, pages, pagesWhenLong } from '../looking/editors.ts';
import { countsMessages, endlessOf, type Endless } from '../looking/never-ends.ts';
import { titlesAt } from '../looking/sections.ts';
import { questionOf } from '../../tools/asking.ts';
import { asWritten, laterInPipe, runsOf, spanOfRun, type Run } from '../looking/runs.ts';
import type { Level, LintDocument, Rule } from '../rule.ts';

export const shBlocking: Rule = {
  id: 'SH-BLOCKING',
  level: 'medium',
  summary: 'a command that never returns, or that waits for an answer',
  why: 'What stands behind it in the fence is never reached, by a script and by whoever pastes the whole block; where a command asks, the next line is taken for the answer. A consumer without an end also prints everything that it reads.',
  bad: '```bash\nkubectl port-forward svc/shop 8080:80\ncurl -f http://localhost:8080/health\n```\n',
  good: '```bash\nkubectl port-forward svc/shop 8080:80 &\ncurl -f http://localhost:8080/health\n```\n',
  check: (document) =>
    gatherBy(
      [
        ...runsOf(document).flatMap((one): readonly (Hit & { kind: Kind })[] => hitsOf(document, one)),
        ...followedInSteps(document).map((hit) => ({ ...hit, kind: 'follower' as const })),
      ],
      ({ kind }) => kind,
    ),
};

type Kind = Endless | 'console' | 'loop' | 'editor' | 'count' | 'hand' | 'pager' | 'long' | 'asks';

const hitsOf = (document: LintDocument, one: Run): readonly (Hit & { kind: Kind })[] => {
  const kind = kindOf(one);
  if (kind === null || endsEarly(one)) return [];
  const next = nextInFence(document, one.command);
  if (next === undefined ? isMeant(document, one, kind) : saysSo(document, one.command, next)) return [];
  // Alone in its fence it is read, and left.
  if (kind === 'long' && next === undefined) return [];
  // Of a list of commands one is chosen, and so it is of a line for each system.
  if (looksOn.has(kind) && isList.test(titlesAt(document, one.command.section))) return [];
  if (next !== undefined && isOneOfSeveral(kind, one.command, next)) return [];
  // What is typed inside is SH-SSHBLOCK's.
  if (kind === 'console' && consoleOf(document, one) !== null) return [];
  // `docker run -it image top`: shown for what runs in it.
  if (next === undefined && one.run.wrappers.some(({ kind: wrapper }) => / run$/.test(wrapper))) return [];
  const level = levelOf(kind, next);
  const name = kind === 'loop' ? 'while true; do …' : nameOf(one);
  if (kind === 'asks')
    return next === undefined || isScript(document, one) ? [] : [asked(document, one, next)];
  const message =
    next === undefined
      ? `\`${name}\` ${says[kind] ?? never}.`
      : `\`${name}\` ${says[kind] ?? never}: what follows in this fence (from line ${next.line}: \`${shorten(next.command)}\`) is not reached.`;
  const suggestion =
    kind === 'count'
      ? lookUp(ends, one.run.program)
      : kind === 'long'
        ? 'add `--no-pager`'
        : lookUp(suggestions, one.run.program);
  return [
    {
      kind,
      at: spanOfRun(document, one),
      message,
      level,
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  ];
};

const isList = /\b(?:quick reference|cheat ?sheet|(?:useful|handy|common|reference) commands)\b/i;
const looksOn: ReadonlySet<Kind> = new Set<Kind>(['follower', 'screen', 'hand', 'pager', 'long']);

/** Pasted as a block, the next line is what it is answered with. */
const asked = (document: LintDocument, one: Run, next: Command): Hit & { kind: Kind } => {
  const question = questionOf(one.run);
  return {
    kind: 'asks',
    at: spanOfRun(document, one),
    level: 'low',
    message: `\`${nameOf(one)}\` asks ${question?.asks ?? 'for a yes'}: pasted with the rest of this fence, \`${shorten(next.command)}\` of line ${next.line} is the answer.`,
    suggestion:
      question === null || question.quiet === null
        ? 'give it a fence of its own, and say what to answer'
        : `add \`${question.quiet}\`, or give it a fence of its own`,
  };
};

/** What is saved as a file and run takes its answers from whoever runs it. */
const isScript = (document: LintDocument, { command }: Run): boolean =>
  fenceOf(document, command)
    ?.fence?.lines.find((line) => line.trim() !== '')
    ?.startsWith('#!') === true;

const never = 'never returns by itself';
const says: Partial<Readonly<Record<Kind, string>>> = {
  console: 'waits for input',
  hand: 'opens an editor and waits until somebody closes it',
  pager: 'shows pages and waits until somebody leaves it',
  long: 'shows what is longer than the screen in a pager, and waits until somebody leaves it',
  editor: 'opens an editor and waits until somebody closes it',
  count: 'waits for ever when there are fewer messages than it asks for',
};

const kindOf = ({ run, read }: Run): Kind | null => {
  if (run.nesting === 'substitution' || run.nesting === 'background') return null;
  if (isDetached(run.wrappers.flatMap(({ kind, options }) => (/exec$|run$/.test(kind) ? options : []))))
    return null;
  if (run.nesting === 'block') {
    const first = read.invocations[0] === run;
    return first &&
      /\bwhile\s+(true|:)\s*(;|\n)\s*do\b/.test(read.text) &&
      !/\b(break|exit|return)\b/.test(read.text)
      ? 'loop'
      : null;
  }
  const endless = endlessOf(run);
  if (endless !== null) return endless;
  if (opensEditor(run)) return 'editor';
  if (editsByHand(run)) return 'hand';
  if (pages(run)) return 'pager';
  if (pagesWhenLong(run)) return 'long';
  if (countsMessages(run) && !run.wrappers.some(({ kind }) => kind === 'timeout')) return 'count';
  const fed = run.stage > 0 || run.redirections.some(({ operator }) => operator.startsWith('<'));
  if (!fed && questionOf(run) !== null) return 'asks';
  return !fed && run.stages === 1 && run.program !== '' && isInteractive(run) && opensTerminal(run.wrappers)
    ? 'console'
    : null;
};

const isDetached = (options: readonly string[]): boolean =>
  options.some((option) => /^-[a-zA-Z]*d[a-zA-Z]*$|^--detach$/.test(option));

/** In a container without `-t` a console ends at once, which SH-TTY says. */
const opensTerminal = (wrappers: Run['run']['wrappers']): boolean =>
  wrappers.every(
    ({ kind, options }) =>
      !/ (exec|run)$/.test(kind) ||
      / compose exec$/.test(kind) ||
      options.some((option) => /^-[a-z]*t|^--tty/.test(option)),
  );

/** `tail -f x | head -5`, `… | grep -m1 ready`. */
const endsEarly = (one: Run): boolean =>
  laterInPipe(one).some(
    ({ program, args }) =>
      program === 'head' ||
      (program === 'grep' && args.some(({ value }) => /^-[a-zA-Z]*[mq]|^--(max-count|quiet)/.test(value))),
  );

const levelOf = (kind: Kind, next: Command | undefined): Level => {
  if (kind === 'hand' || kind === 'pager' || kind === 'long') return 'low';
  if (next === undefined) return kind === 'consumer' || kind === 'count' ? 'medium' : 'low';
  return kind === 'consumer' ? 'high' : 'medium';
};

const nameOf = ({ run, command }: Run): string => {
  if (run.wrappers.some(({ kind }) => kind === 'watch')) return shorten(`watch ${run.program}`);
  const words = run.args.slice(0, 3).map(({ value }) => value);
  return shorten(asWritten(command, [run.program, ...words].join(' ')));
};

const shorten = (text: string): string => {
  const line = text.split('\n')[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};

/** What ends them when there is nothing more to read. */
const ends: Readonly<Record<string, string>> = {
  rpk: 'add `--offset :end`',
  kcat: 'add `-e`',
  kafkacat: 'add `-e`',
  'kafka-console-consumer': 'add `--timeout-ms 5000`',
  'kafka-console-consumer.sh': 'add `--timeout-ms 5000`',
};

const suggestions: Readonly<Record<string, string>> = {
  ping: 'add `-c 4`',
  git: 'add `--no-edit`',
  rpk: 'add `--offset :end`',
  'kafka-console-consumer': 'add `--max-messages 10 --timeout-ms 5000`',
  'kafka-console-consumer.sh': 'add `--max-messages 10 --timeout-ms 5000`',
};
