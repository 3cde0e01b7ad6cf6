// Which commands wait, and for how long a document says to wait.
import type { Command } from '../../model.ts';
import { callsIn, hasOption, type Call } from './calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { lifecycleOf } from './lifecycle.ts';
import { oncePerPart } from './once.ts';

/** The command itself waits: a sleep, a loop, a rollout status, a client that tries again. */
export const waits = oncePerPart(
  (document, command: Command): boolean =>
    /^\s*(?:until|while|for)\b/.test(command.command) ||
    /\b(?:until|while)\b[^\n]*(?:;|\n)\s*do\b/.test(command.command) ||
    callsIn(document, command).some(callWaits),
);

const callWaits = (call: Call): boolean => {
  const { program, words, invocation } = call;
  if (
    /^(?:sleep|watch|wait-for-it(?:\.sh)?|wait-on|wait-port|dockerize|wait|read|Start-Sleep)$/.test(program)
  )
    return true;
  if (invocation.wrappers.some(({ kind }) => kind === 'watch')) return true;
  if (/^(?:curl|wget)$/.test(program))
    return hasOption(words, '--retry', '--retry-connrefused', '--tries', '--waitretry');
  const kubectl = kubectlOf(call);
  if (kubectl !== null)
    return /^(?:rollout status|wait)$/.test(kubectl.subcommand) || hasOption(words, '-w', '--watch');
  if (program === 'aws' || program === 'gcloud' || program === 'az') return words.includes('wait');
  if (program === 'pg_isready') return hasOption(words, '-t', '--timeout');
  // `-f` in front of the sub-command is Compose's file.
  const follows =
    /^(?:journalctl|tail|stern)$/.test(program) || (/^docker/.test(program) && words.includes('logs'));
  if (follows && hasOption(words.slice(Math.max(0, words.indexOf('logs'))), '-f', '--follow')) return true;
  return lifecycleOf(call)?.waits ?? false;
};
