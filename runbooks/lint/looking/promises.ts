// Promises that can be held against a command: rebuilt, pulled, graceful, a dry run, without a restart, so many lines.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn } from './calls.ts';
import { numberClash } from './label-numbers.ts';
import { composeOf, lifecycleOf } from './lifecycle.ts';
import { oncePer } from './once.ts';
import { procedureOf, titlesAt } from './sections.ts';

export const labelOf = ({ label, origin }: Command): string => (origin === 'fence' ? (label ?? '') : '');

/** How the command breaks what its label says; null when it keeps it, or nothing can be said. */
export const promisesOf = (document: LintDocument, command: Command, label: string): string | null => {
  const text = command.command;
  if (
    /\bre-?build(?:s|ing)?\b/i.test(label) &&
    brings(document, command) &&
    !isDone(document, command, 'builds')
  )
    return 'the command builds nothing, it starts the image that is there';
  if (
    /\bpull(?:s|ing)?\b.*\b(?:latest|new|images?)\b/i.test(label) &&
    brings(document, command) &&
    !isDone(document, command, 'pulls')
  )
    return 'the command pulls nothing, it starts the image that is there';
  if (
    /\bgraceful(?:ly)?\b/i.test(label) &&
    !/\b(?:if|not|un|non-?|when|after|fail\w*|force\w*|instead)\b/i.test(label) &&
    kills.test(text)
  )
    return 'the command kills at once, without a chance to finish';
  if (
    /^\W*(?:\d+[.)]\s*)?(?:dry[- ]?run|simulate|preview)\b/i.test(label) &&
    command.commandClass !== 'R0' &&
    changes(command) &&
    !tries.test(text)
  )
    return 'the command does it for good';
  if (/\bwithout (?:a )?(?:restart(?:ing)?|bouncing)\b/i.test(label) && restarts(document, command))
    return 'the command restarts it';
  return testScript(document, command, label) ?? numberClash(label, text);
};

/** Compose starts something by it. */
const brings = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some((call) => /^(?:up|restart)$/.test(composeOf(call)?.subcommand ?? ''));

const kills =
  /\bkill\s+(?:-9|-KILL|-SIGKILL|-s\s*(?:9|KILL))\b|\b(?:docker|podman)\s+(?:kill\b(?!.*(?:-s|--signal))|rm\s+-f)|--grace-period[= ]0\b|\bpkill\s+-9\b|\bdocker[ -]compose\s+kill\b(?!.*-s)/;
const tries =
  /dry|--check\b|--diff\b|\bplan\b|noop|simulat|what-?if|preview|--test\b|\becho\b|\bdiff\b|\s-n\b|--no-act|ROLLBACK|EXPLAIN|template\b/i;

const changes = ({ commandClass }: Command): boolean => /^(?:W1|W2|X1)$/.test(commandClass);

/** Somewhere in the procedure, be it by another command. */
const isDone = (document: LintDocument, { section }: Command, how: 'builds' | 'pulls'): boolean =>
  doneIn(document)[how].has(procedureOf(document, section)?.index ?? null);

const doneIn = oncePer((document: LintDocument) => {
  const having = (how: RegExp): ReadonlySet<number | null> =>
    new Set(
      document.runbook.commands
        .filter(({ command }) => how.test(command))
        .map(({ section }) => procedureOf(document, section)?.index ?? null),
    );
  return { builds: having(/\bbuild\b/), pulls: having(/\bpull\b/) };
});

const restarts = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some((call) =>
    /^(?:restart|kill|stop|down)$/.test(lifecycleOf(call)?.verb ?? ''),
  );

/** "Backup" over a script that tests backups: by its name it makes none to keep. */
const testScript = (document: LintDocument, command: Command, label: string): string | null => {
  const file = callsIn(document, command)
    .flatMap(({ words, program }) => [program, ...words])
    .filter((word) => /test|spec/i.test(word))
    .map((word) => word.split('/').at(-1) ?? '')
    .find((name) => /^test[_-]\w+\.\w+$|[_.-](?:test|spec)\.(?:py|js|ts|sh|rb|mjs)$/i.test(name));
  const [own = ''] = titlesAt(document, command.section).split(' / ').slice(-1);
  const about = `${own} ${label}`;
  return file !== undefined &&
    /\b(?:back-?ups?|restore|migrat\w*|deploy\w*|roll ?back|failover)\b/i.test(about) &&
    !/\b(?:test\w*|verif\w*|check\w*|drill|validat\w*|smoke|rehears\w*)\b/i.test(about)
    ? `${file} is a test by its name`
    : null;
};
