// Commands that open a shell, a database console or a screen, in which what follows is typed.
import { isInteractive, readsTerminal } from './interactive.ts';
import { isLogin } from './logins.ts';
import type { Invocation, ReadCommand } from './shell-model.ts';

export type Console = 'shell' | 'database' | 'multiplexer';

export interface OpenConsole {
  readonly kind: Console;
  /** What opened it. */
  readonly run: Invocation;
}

/** What a command leaves open, on this or another machine. */
export const openedBy = ({ invocations }: ReadCommand): OpenConsole | null => {
  for (const run of invocations) {
    const kind = isLogin(run) ? 'shell' : consoleKind(run);
    if (kind !== null) return { kind, run };
  }
  return null;
};

export const leavesConsole = (command: string): boolean => /^\s*(exit|logout|quit|\\q)\b/.test(command);

/** Null: it opens none. */
export const consoleKind = (run: Invocation): Console | null => {
  if (!readsTerminal(run)) return null;
  const words = run.args.map(({ value }) => value);
  if (opensShell(run.program, words)) return 'shell';
  if (/^(screen|tmux)$/.test(run.program)) return opensScreen(run.program, words) ? 'multiplexer' : null;
  if (!isInteractive(run)) return null;
  const inside = run.wrappers.findLast(({ kind }) => / (exec|run|debug)$/.test(kind));
  if (shells.test(run.program))
    return inside !== undefined && hasTerminal(inside.kind, inside.options) ? 'shell' : null;
  if (!databases.test(run.program)) return null;
  return inside === undefined || hasTerminal(inside.kind, inside.options) ? 'database' : null;
};

const shells = /^(ba|z|a|da|k|fi)?sh$/;
const databases = /^(psql|mysql|mariadb|mongosh?|redis-cli|valkey-cli)$/;

/** Without one a console in a container ends at once, which SH-TTY says. */
const hasTerminal = (kind: string, options: readonly string[]): boolean =>
  / compose exec$/.test(kind) || options.some((option) => /^-[a-z]*t|^--tty/.test(option));

const opensShell = (program: string, words: readonly string[]): boolean => {
  const [first = ''] = words;
  switch (program) {
    case 'sudo':
      return (
        words.every((word) => /^-/.test(word)) && words.some((word) => /^-[is]$|^--(login|shell)$/.test(word))
      );
    case 'su':
      return !words.some((word) => /^(-c|--command)/.test(word));
    case 'kubectl':
    case 'oc':
      if (first === 'rsh') return words.filter((word) => !word.startsWith('-')).length === 2;
      return first === 'debug' && words.some((word) => /^-[a-z]*t/.test(word)) && !words.includes('--');
    default:
      return false;
  }
};

const opensScreen = (program: string, words: readonly string[]): boolean =>
  program === 'screen'
    ? !words.some((word) => /^-(d|D|X|ls|list|wipe|v)|^-[a-zA-Z]*dm/.test(word)) &&
      words.every((word, at) => word.startsWith('-') || /^-(S|r|x|t|c)$/.test(words[at - 1] ?? ''))
    : /^(|new|new-session|attach|attach-session|a|at)$/.test(words[0] ?? '') &&
      !words.some((word) => /^-[a-z]*d$/.test(word)) &&
      words.slice(1).every((word, at) => word.startsWith('-') || /^-(s|t|n|c)$/.test(words[at] ?? ''));

const statement =
  /^\s*(select|insert|update|delete|alter|create|drop|show|use|set|explain|vacuum|analyze|reindex|truncate|begin|commit|call|start|stop|change|flush|grant|db\.|rs\.|sh\.|\\[a-z]|keys|info|get|hgetall|ttl|ping|config|client|slowlog|dbsize|llen|zrange|type|del|memory|cluster)\b/i;

const orchestrators =
  /^(docker|docker-compose|podman|nerdctl|kubectl|oc|helm|terraform|ansible-playbook|aws|gcloud|az|ssh|scp)$/;

/** Whether a command that stands below is meant to be typed inside. */
export const belongsInside = (
  opener: Invocation,
  kind: Console,
  command: string,
  read: ReadCommand | undefined,
): boolean => {
  if (kind === 'database') return statement.test(command);
  // What drives containers is typed outside of them.
  const inContainer = opener.wrappers.length > 0 || /^(kubectl|oc)$/.test(opener.program);
  const programs = read?.invocations.map(({ program, wrappers }) => ({
    program,
    wrapped: wrappers.some(({ kind: wrapper }) => / (exec|run|debug)$/.test(wrapper)),
  }));
  return (
    programs !== undefined &&
    programs.length > 0 &&
    programs.every(
      ({ program, wrapped }) => program !== '' && (!inContainer || !(wrapped || orchestrators.test(program))),
    )
  );
};
