// A process that is told to end, or to write its heap, and what comes right after it as if it had.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, runsIn, type Call } from './calls.ts';
import { composeOf, lifecycleOf } from './lifecycle.ts';
import { pausesBetween } from './pauses.ts';
import { eachAfter, isReference } from './sections.ts';
import { waits } from './waiting.ts';

export interface KillRace {
  readonly first: Command;
  readonly next: Command;
  readonly says: 'still-there' | 'still-writes';
}

export const killRaces = (document: LintDocument): readonly KillRace[] =>
  document.runbook.commands.flatMap((first): readonly KillRace[] => {
    const sent = signalOf(document, first);
    if (sent === null || isReference(document, first.section) || waits(document, first)) return [];
    // In one line: `kill 1; npm start`.
    if (sent === 'ends' && startsBehind(document, first))
      return [{ first, next: first, says: 'still-there' }];
    const next = nextAct(document, first);
    if (next?.section !== first.section || pausesBetween(document, first, next)) return [];
    if (sent === 'ends') return starts(document, next) ? [{ first, next, says: 'still-there' }] : [];
    return endsProcess(document, next) ? [{ first, next, says: 'still-writes' }] : [];
  });

const asks = /^-?(?:0|3|l|L|s?QUIT|(?:SIG)?(?:USR[12]|HUP|WINCH|CONT|STOP|QUIT)|1|10|12|28)$/;
const atOnce = /^-?(?:9|(?:SIG)?KILL)$/;
const writes = /\b(?:heap|snapshot|dump\w*|profil\w*|trace|core)\b/i;

/** `ends`: it is told to end, and may take its time; `dumps`: it writes what it has in memory. */
const signalOf = (document: LintDocument, command: Command): 'ends' | 'dumps' | null => {
  const call = callsIn(document, command).find(({ program }) =>
    /^(?:kill|pkill|killall|fuser)$/.test(program),
  );
  if (call === undefined || runsIn(call) !== null) return null;
  const signals = signalsOf(call.words);
  if (signals.some((word) => asks.test(word))) {
    const said = `${command.label ?? ''} ${document.lines[command.endLine - 1]?.split('#')[1] ?? ''}`;
    return writes.test(said) && !signals.some((word) => /HUP|^-?1$|^-?0$/.test(word)) ? 'dumps' : null;
  }
  if (signals.some((word) => atOnce.test(word))) return null;
  return call.program !== 'fuser' ? 'ends' : null;
};

/** `-USR2`, `-s TERM`, `--signal=TERM`. */
const signalsOf = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, at) => {
    if (word === '-s' || word === '--signal' || word === '-n') return [words[at + 1] ?? ''];
    if (word.startsWith('--signal=')) return [word.slice(9)];
    return /^-(?:\d+|[A-Z][A-Z0-9]+)$/.test(word) ? [word] : [];
  });

const startsBehind = (document: LintDocument, command: Command): boolean => {
  const calls = callsIn(document, command);
  const kill = calls.findIndex(({ program }) => /^(?:kill|pkill|killall)$/.test(program));
  const behind = calls.slice(kill + 1);
  return behind.some(startsProcess) && !behind.some(({ program }) => /^(?:sleep|wait)$/.test(program));
};

const starts = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some(startsProcess);

const runtimes =
  /^(?:node|deno|bun|java|gunicorn|uvicorn|hypercorn|puma|unicorn|php-fpm|daphne|waitress-serve|redis-server|mongod|nginx|httpd|nodemon|ts-node|tsx|caddy|traefik)$/;

/** A server in the shell, not by a supervisor that waits for the old one. */
const startsProcess = (call: Call): boolean => {
  const { program, words, invocation } = call;
  if (composeOf(call) !== null || runsIn(call) !== null || invocation.nesting === 'substitution')
    return false;
  if (runtimes.test(program)) return !words.some((word) => /^(?:-v|--version|-t|-s|--help|-e)$/.test(word));
  if (/^(?:npm|yarn|pnpm|bun)$/.test(program))
    return words.some((word) => /^(?:start|dev|serve|preview|start:\w+)$/.test(word));
  if (/^python[\d.]*$/.test(program))
    return /\b(?:runserver|http\.server|uvicorn|gunicorn|app|main|server|wsgi|manage)\b/.test(
      words.join(' '),
    );
  if (/^(?:flask|rails|cargo|go|dotnet|php|hugo|next|vite)$/.test(program))
    return /^(?:run|s|server|serve|start|dev|-S)$/.test(words[0] ?? '');
  return (
    /(?:^|[-_])(?:start|run)(?:[-_][\w-]+)?(?:\.sh)?$|server$/.test(program) &&
    !/^(?:xrun|dry-run)$/.test(program)
  );
};

const endsProcess = (document: LintDocument, command: Command): boolean =>
  signalOf(document, command) === 'ends' ||
  callsIn(document, command).some((call) => {
    const verb = lifecycleOf(call)?.verb;
    return (
      verb === 'restart' ||
      verb === 'stop' ||
      verb === 'kill' ||
      /^(?:kill|pkill|killall)$/.test(call.program)
    );
  });

const nextAct = (document: LintDocument, first: Command): Command | null => {
  for (const other of eachAfter(document, first)) if (!looksOnly(document, other)) return other;
  return null;
};

/** What takes no time and changes nothing: `cd`, `export`, an `echo`. */
const looksOnly = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).every(({ program }) => /^(?:cd|export|echo|source|\.|set|pwd|)$/.test(program));
