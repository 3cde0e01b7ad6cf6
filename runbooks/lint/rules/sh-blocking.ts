// SH-BLOCKING: a command that never returns, so that nothing behind it is reached.
import type { Command } from '../../model.ts';
import { fenceOf, isTypedInside, laterInFence, textBetween } from '../looking/fences.ts';
import { gatherBy, type Hit } from '../looking/gather.ts';
import { isInteractive } from '../looking/interactive.ts';
import { lookUp } from '../looking/look-up.ts';
import { endlessOf, type Endless } from '../looking/never-ends.ts';
import { asWritten, laterInPipe, runsOf, sectionOf, spanOfRun, type Run } from '../looking/runs.ts';
import type { Level, LintDocument, Rule } from '../rule.ts';

export const shBlocking: Rule = {
  id: 'SH-BLOCKING',
  level: 'medium',
  summary: 'a command that never returns',
  why: 'What stands behind it in the fence is never reached, by a script and by whoever pastes the whole block. A consumer without an end also prints everything that it reads.',
  bad: '```bash\nkubectl port-forward svc/shop 8080:80\ncurl -f http://localhost:8080/health\n```\n',
  good: '```bash\nkubectl port-forward svc/shop 8080:80 &\ncurl -f http://localhost:8080/health\n```\n',
  check: (document) =>
    gatherBy(
      runsOf(document).flatMap((one): readonly (Hit & { kind: string })[] => hitsOf(document, one)),
      ({ kind }) => kind,
    ),
};

type Kind = Endless | 'console' | 'loop';

const hitsOf = (document: LintDocument, one: Run): readonly (Hit & { kind: Kind })[] => {
  const kind = kindOf(one);
  if (kind === null || endsEarly(one)) return [];
  const later = laterInFence(document, one.command);
  const [next] = later;
  if (next === undefined ? isMeant(document, one.command, kind) : saysSo(document, one.command, next))
    return [];
  // `docker run -it image top`: shown for what runs in it.
  if (next === undefined && one.run.wrappers.some(({ kind: wrapper }) => / run$/.test(wrapper))) return [];
  const level = levelOf(kind, next);
  if (level === null) return [];
  const name = nameOf(one);
  const what =
    kind === 'console'
      ? `\`${name}\` waits for input: what follows in this fence`
      : `\`${name}\` never returns by itself: what follows in this fence`;
  const message =
    next === undefined
      ? `\`${name}\` never returns by itself.`
      : `${what} (from line ${next.line}: \`${shorten(next.command)}\`) is not reached.`;
  const suggestion = lookUp(suggestions, one.run.program);
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
  const fed = run.stage > 0 || run.redirections.some(({ operator }) => operator.startsWith('<'));
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

const otherTerminal =
  /\b(another|second|new|separate|different|other|2nd)\b[^.\n]{0,20}\b(terminal|shell|window|tab|session|pane|console)\b|\bctrl\s*[-+]?\s*c\b|\^C\b|\bterminal [2B]\b|\binside the (container|pod|shell|session)\b/i;

/** The text itself says that the rest is typed elsewhere, or when to stop. */
const saysSo = (document: LintDocument, command: Command, next: Command): boolean =>
  otherTerminal.test(textBetween(document, command.line, next.line)) ||
  otherTerminal.test(command.label ?? '') ||
  isTypedInside(document, command, next) ||
  isMeantInside(next);

/** SQL and console commands under a console. */
const isMeantInside = ({ command }: Command): boolean =>
  /^\s*(select|insert|update|delete|alter|show|use|set|explain|vacuum|analyze|exit|quit|db\.|rs\.|\\[a-z]|keys|info|get|ping)\b/i.test(
    command,
  );

const stated =
  /\b(follow|stream|tail|live|real[- ]?time|watch|monitor|continuous|interactive|observe|keep an eye)/i;

const isMeant = (document: LintDocument, command: Command, kind: Kind): boolean => {
  if (kind === 'console' || kind === 'server') return true;
  if (command.origin === 'inline') return kind !== 'consumer';
  const fence = fenceOf(document, command);
  const around = textBetween(document, (fence?.line ?? command.line) - 3, fence?.endLine ?? command.line);
  return (
    (stated.test(command.label ?? '') ||
      stated.test(sectionOf(document, command)?.title ?? '') ||
      otherTerminal.test(around)) &&
    (kind !== 'consumer' || /monitor|subscribe/i.test(command.command))
  );
};

const levelOf = (kind: Kind, next: Command | undefined): Level | null => {
  if (next === undefined) return kind === 'consumer' ? 'medium' : 'low';
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

const suggestions: Readonly<Record<string, string>> = {
  ping: 'add `-c 4`',
  rpk: 'add `-n 10`',
  'kafka-console-consumer': 'add `--max-messages 10 --timeout-ms 5000`',
  'kafka-console-consumer.sh': 'add `--max-messages 10 --timeout-ms 5000`',
};
