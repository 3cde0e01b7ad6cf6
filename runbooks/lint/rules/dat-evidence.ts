// DAT-EVIDENCE: what would show what happened is destroyed before anybody has looked at it.
import type { Command } from '../../model.ts';
import { callsIn, quoted, type Call } from '../looking/calls.ts';
import { isBreakIn } from '../looking/break-ins.ts';
import { redirectedTo } from '../looking/dumps.ts';
import { thrownUnseen } from '../looking/evidence.ts';
import { lifecycleOf } from '../looking/lifecycle.ts';
import { procedureOf, titlesAt } from '../looking/sections.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const datEvidence: Rule = {
  id: 'DAT-EVIDENCE',
  level: 'high',
  summary: 'evidence is destroyed before anybody has looked at it',
  why: 'Processes, connections, memory and the logs of removed containers are gone: nobody can say how the attacker came in, or whether he is out.',
  bad: '## Security breach\n\n```bash\ndocker compose down\n```\n',
  good: '## Security breach\n\n```bash\ndocker network disconnect shop_default shop-api-1\ndocker logs shop-api-1 > evidence.log 2>&1\ndocker commit shop-api-1 evidence/api\ndocker compose stop api\n```\n',
  *check(document) {
    const done = new Set<number>();
    for (const command of document.runbook.commands) {
      const root = procedureOf(document, command.section);
      if (root === null || done.has(root.index) || !isBreakIn(titlesAt(document, command.section))) continue;
      if (collects(document, command)) {
        done.add(root.index);
        continue;
      }
      const loss = lossOf(document, command);
      if (loss === null) continue;
      done.add(root.index);
      yield {
        message: `${quoted(command)} ${loss}, and nothing before it has saved logs, processes or disks.`,
        at: command,
      };
    }
    for (const { command, loss } of thrownUnseen(document)) {
      if (isBreakIn(titlesAt(document, command.section))) continue;
      yield {
        message: `${quoted(command)} ${loss}, and no step before it looks at them or keeps a copy.`,
        at: command,
        level: 'medium',
      };
    }
  },
};

const collects = (document: LintDocument, command: Command): boolean =>
  callsIn(document, command).some(
    (call) =>
      redirectedTo(call).some((file) => !file.startsWith('/dev/')) ||
      /^(?:tcpdump|gcore|avml|dd|script|tee|scp|rsync)$/.test(call.program) ||
      (/^(?:docker|podman)$/.test(call.program) &&
        /^(?:commit|export|cp|checkpoint|save)$/.test(call.words[0] ?? '')) ||
      /\bcreate-(?:snapshot|image)\b|\bsnapshots? create\b/.test(call.words.join(' ')) ||
      (call.program === 'tar' && /c/.test(call.words[0] ?? '')),
  );

const lossOf = (document: LintDocument, command: Command): string | null =>
  callsIn(document, command)
    .map(lossOfCall)
    .find((loss) => loss !== null) ?? null;

const lossOfCall = (call: Call): string | null => {
  const { program, words } = call;
  const lifecycle = lifecycleOf(call);
  const line = words.join(' ');
  if (lifecycle?.verb === 'down' || (lifecycle?.verb === 'remove' && lifecycle.platform !== 'helm')) {
    return lifecycle.platform === 'kubernetes' &&
      !/\bdelete (?:pods?|po|deploy\w*|ns|namespace|sts|statefulset\w*)\b/.test(line)
      ? null
      : 'removes what was broken into, with its logs';
  }
  if (
    lifecycle !== null &&
    (lifecycle.verb === 'restart' ||
      lifecycle.verb === 'undo' ||
      (lifecycle.verb === 'up' && /--force-recreate/.test(line)))
  )
    return 'starts what was broken into anew, and its processes and connections are gone';
  if (program === 'reboot' || (program === 'shutdown' && /-r/.test(line)))
    return 'reboots the machine, and all that was in memory is gone';
  if (/^(?:docker|podman)$/.test(program) && /\bprune\b/.test(line))
    return 'removes stopped containers with their logs';
  if (program === 'aws' && /\bterminate-instances\b/.test(line))
    return 'deletes the machine that was broken into';
  if (/^(?:rm|truncate|shred)$/.test(program) && /\/var\/log|\.log\b/.test(line)) return 'deletes logs';
  return null;
};
