// What is thrown away before anybody has looked at it: logs that go with a container, the memory of a process that leaks or hangs.
import type { Command } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { callsIn, type Call } from './calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { composeOf, lifecycleOf } from './lifecycle.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';
import {
  around,
  isReference,
  procedureOf,
  proseBlocks,
  roleAt,
  stepsAround,
  textOf,
  titlesAt,
} from './sections.ts';

export interface Thrown {
  readonly command: Command;
  /** What is lost, to follow the command in a sentence. */
  readonly loss: string;
}

/** The first of each procedure of an incident. */
export const thrownUnseen = oncePer((document): readonly Thrown[] => {
  const told = new Set<number>();
  return document.runbook.commands.flatMap((command) => {
    const root = procedureOf(document, command.section);
    if (root === null || told.has(root.index) || !isIncident(document, command)) return [];
    const found = lossOf(document, command);
    if (found === null || isSeen(document, command, found.seenBy)) return [];
    told.add(root.index);
    return [{ command, loss: found.loss }];
  });
});

const incident =
  /\b(?:outage|down|crash\w*|leak\w*|hang(?:s|ing)?|hung|stuck|oom\w*|out of memory|unresponsive|not (?:responding|working|processing)|fail(?:s|ed|ing|ure)|high (?:latency|errors?|error rate|memory|cpu|load)|deadlock\w*|incident|unavailable|emergency|slow)\b/i;
const routine =
  /\b(?:deploy\w*|upgrad\w*|updat\w*|rotat\w*|migrat\w*|maintenance|routine|planned|local|development|set-?up|install\w*|restore|recovery from backup|roll ?back|decommission|clean ?up|test|drill|reset|configur\w*)\b/i;

const isIncident = (document: LintDocument, { section, label }: Command): boolean => {
  const titles = titlesAt(document, section);
  const role = roleAt(document, section);
  return (
    incident.test(titles) &&
    !routine.test(`${titles} ${label ?? ''}`) &&
    !isReference(document, section) &&
    (role === null || role === 'remediation' || role === 'trigger')
  );
};

interface Loss {
  readonly loss: string;
  readonly seenBy: RegExp;
}

const lossOf = (document: LintDocument, command: Command): Loss | null => {
  const calls = callsIn(document, command);
  if (calls.some(removes)) return { loss: 'removes containers with their logs', seenBy: logs };
  const why = [command.label ?? '', ...stepsAround(document, command).map(({ text }) => text)].join(' ');
  const leaks = /\b(?:leak\w*|deadlock\w*|hung|hangs|hanging|thread pool)\b/i;
  const own = titlesAt(document, command.section);
  return calls.some(restarts) && (leaks.test(why) || leaks.test(own))
    ? { loss: 'ends the process whose memory and threads would show what leaks or hangs', seenBy: memory }
    : null;
};

/** A pod that is deleted takes its logs along; one that is restarted keeps those of the container before. */
const removes = (call: Call): boolean => {
  const kubectl = kubectlOf(call);
  if (kubectl !== null)
    return kubectl.subcommand === 'delete' && /^(?:po|pods?)(?:\/|$)/.test(kubectl.resources[0] ?? '');
  const lifecycle = lifecycleOf(call);
  if (composeOf(call) === null) return lifecycle?.platform === 'docker' && lifecycle.verb === 'remove';
  return (
    lifecycle?.verb === 'down' ||
    lifecycle?.verb === 'remove' ||
    (lifecycle?.verb === 'up' && call.words.includes('--force-recreate'))
  );
};

const restarts = (call: Call): boolean => {
  const verb = lifecycleOf(call)?.verb;
  return verb === 'restart' || verb === 'kill';
};

const logs =
  /\b(?:logs?|journalctl|dmesg|describe|events|inspect|stern|loki|kibana|splunk|sentry|elk|cloudwatch|datadog|tail|dump|evidence|capture|diagnos\w*)\b/i;
const memory =
  /\b(?:logs?|journalctl|top|stats|ps|pmap|smem|heap|dump|jmap|jstack|jcmd|pprof|py-spy|gcore|profil\w*|snapshot|meminfo|free|threads?|kill -(?:3|QUIT|USR[12])|describe|inspect|strace|gdb|kibana|sentry)\b/i;

/** By a command or a sentence in front of it, in the procedure or in the chapters of the incident before it. */
const isSeen = (document: LintDocument, command: Command, seenBy: RegExp): boolean => {
  const chain = around(document, command.section);
  const whole = chain.findLast(({ title }) => oneIncident.test(title));
  const root = procedureOf(document, command.section);
  const from = Math.min(whole?.line ?? command.line, root?.line ?? command.line);
  const before = { line: from, endLine: command.line };
  return (
    within(document.runbook.commands, before).some(
      (one) => one.index < command.index && seenBy.test(one.command),
    ) || proseBlocks(document, before).some((block) => seenBy.test(textOf(document, block)))
  );
};

// A runbook for one incident: what its first chapters have looked at is known in the last.
const oneIncident =
  /\b(?:outage|down|crash\w*|leak\w*|hang(?:s|ing)?|hung|stuck|oom\w*|out of memory|unresponsive|high (?:latency|errors?|error rate|memory|cpu|load)|deadlock\w*|unavailable)\b|[a-z](?:Down|Crash\w*|Errors?|Failed|High)\b/i;
