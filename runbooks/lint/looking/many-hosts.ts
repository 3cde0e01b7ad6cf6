// Commands for one host of several: those that are meant for all of them, and those of which nothing says on which they run.
import type { Found, LintDocument } from '../rule.ts';
import { gather, type Hit } from './gather.ts';
import { oncePer } from './once.ts';
import { runsHere, runsOf, sectionOf, spanOfRun, type Run } from './runs.ts';
import { isReference, procedureText, stepsAround, textOf } from './sections.ts';

export const manyHosts = (document: LintDocument): readonly Found[] => {
  const everywhere = runsOf(document, hostPrograms).flatMap((one) => onAll(document, one));
  const told = new Set(everywhere.map(({ command }) => command));
  return [...gather(everywhere), ...gather(onSome(document).filter(({ command }) => !told.has(command)))];
};

type HostHit = Hit & { readonly command: number };

const hostPrograms =
  /^(systemctl|service|journalctl|supervisorctl|pm2|pg_ctl|patronictl|nodetool|rabbitmqctl|sysctl|reboot|swapoff|dmesg|iptables|haproxy|keepalived|pcs|crm|tail|cat|less|grep|zgrep)$/;

/** What belongs to the host on which it is typed. */
const ofHost = ({ run: { program, args } }: Run): boolean =>
  /^(tail|cat|less|grep|zgrep)$/.test(program)
    ? args.some(({ value }) => /^\/var\/log\//.test(value))
    : !/^(--version|--help)$/.test(args[0]?.value ?? '');

const all =
  /\b(?:on|across|at) (?:all|both|each(?: of)?|every)(?: of)?(?: the)?(?: \w+){0,2}? (?:nodes|node|hosts?|servers?|brokers?|members?|machines?|vms?|replicas|masters?|workers?|controllers?|instances)\b/i;
const reaches =
  /\bssh\b|\bpssh\b|\bpdsh\b|\bparallel-ssh\b|\bclush\b|\bansible\b|\bsalt\b|\bknife ssh\b|\bmco\b|\bone (?:at a time|after (?:the other|another)|by one)\b|\blog ?(?:in|on)(?:to)?\b|\bconnect to each\b/i;
/** "On each node:" is where one stands; "restart Patroni on all nodes" is what the command is to do. */
const stands =
  /^\s*(?:\d+[.)]\s*)?(?:then |next |now )?(?:on|at|for|run|repeat|execute|do|perform|issue|log)\b/i;

const onAll = (document: LintDocument, one: Run): readonly HostHit[] => {
  const { command, run } = one;
  if (!ofHost(one) || !runsHere(one) || run.nesting !== 'plain') return [];
  if (/\bpatronictl\b|\bnodetool (?:status|ring)\b|\brabbitmqctl (?:cluster_status)\b/.test(command.command))
    return [];
  const said = [command.label ?? '', ...stepsAround(document, command).map(({ text }) => text)].find(
    (text) => all.test(text) && !stands.test(text),
  );
  if (said === undefined || reaches.test(procedureText(document, command.section))) return [];
  const which = all.exec(said)?.[0] ?? 'on all of them';
  return [
    {
      command: command.index,
      at: spanOfRun(document, one),
      level: /^(W|X)/.test(command.commandClass) ? 'high' : 'medium',
      message: `"${which}": \`${run.program} ${run.args[0]?.value ?? ''}\` does it on the one host on which it is typed.`,
      suggestion: 'loop over the hosts by ssh, or say that it is repeated on each of them',
    },
  ];
};

/** Commands that read or change one host, in a runbook of several that never says which. */
const onSome = (document: LintDocument): readonly HostHit[] => {
  const hosts = numberedHosts(document);
  if (hosts.length < 2 || /\b(?:kubectl|docker|helm|oc|podman|nomad)\b/.test(document.text)) return [];
  const names = hosts.slice(0, 3).map((host) => `\`${host}\``);
  return runsOf(document, hostPrograms).flatMap((one): readonly HostHit[] => {
    const { command, run } = one;
    if (
      !ofHost(one) ||
      !runsHere(one) ||
      run.stage > 0 ||
      command.origin === 'inline' ||
      isReference(document, command.section) ||
      saysOnWhich(document, one)
    )
      return [];
    return [
      {
        command: command.index,
        at: spanOfRun(document, one),
        level: 'medium',
        message: `\`${run.program}\` runs on the host on which it is typed, and nothing says which: this runbook has ${names.join(', ')}.`,
      },
    ];
  });
};

const onWhich =
  /\b(?:on|from|at|to|into)\s+(?:the |a |an |each |every |any |all |both |one )?(?:\w+[- ]){0,3}(?:node|nodes|host|hosts|server|servers|bastion|machine|jump ?box|primary|leader|master|replica|standby|follower|broker|brokers|controller|instance|vm)\b|\bssh\b|\blog ?(?:in|on)to\b|`[\w.-]*\d[\w.-]*`:?/i;

const saysOnWhich = (document: LintDocument, one: Run): boolean => {
  const { command } = one;
  const section = sectionOf(document, command);
  const above = section === null ? '' : textOf(document, { line: section.line, endLine: command.line - 1 });
  return (
    onWhich.test([command.label ?? '', above.replace(/^[^#\n]*\|.*$/gm, '')].join('\n')) ||
    stepsAround(document, command).some(({ text }) => onWhich.test(text))
  );
};

/** `pg-node-1`, `pg-node-2`: names with a number behind one stem that commands use as hosts. */
const numberedHosts = oncePer((document: LintDocument): readonly string[] => {
  const used = [
    ...document.text.matchAll(
      /(?:https?:\/\/|\bssh (?:-\S+ )*(?:\w+@)?|\s-h |--host[= ]|\bin )?\b([a-z][a-z0-9]*(?:-[a-z0-9]+)*-?(\d{1,2}))(?:\.[a-z][\w.-]*)?(?::\d{2,5}\b|(?=[ ;]))/gi,
    ),
  ].flatMap(({ 0: whole, 1: name = '', 2: number = '' }) =>
    /:\/\/|ssh |-h |--host|\bin |:\d/.test(whole) ? [{ name, stem: name.slice(0, -number.length) }] : [],
  );
  const groups = Map.groupBy(used, ({ stem }) => stem.toLowerCase());
  for (const [stem, group] of groups) {
    const names = [...new Set(group.map(({ name }) => name))];
    if (
      names.length > 1 &&
      !/^(?:p|sev-?|step-?|v|port-?|utf-?|sha-?|rfc-?|http|ipv|tcp|localhost)$/.test(stem)
    )
      return names;
  }
  return [];
});
