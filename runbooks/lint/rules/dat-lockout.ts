// DAT-LOCKOUT: commands that cut the operator off from the machine.
import type { Command } from '../../model.ts';
import { callsOf, hasOption, placeOf, quoted, type Call } from '../looking/calls.ts';
import { oncePer } from '../looking/once.ts';
import { excludeEachOther, isWithin, procedureOf, procedureText } from '../looking/sections.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const datLockout: Rule = {
  id: 'DAT-LOCKOUT',
  level: 'high',
  summary: 'a command locks out whoever works over the network',
  why: 'Over ssh it is the last command that anybody types: the machine can then be reached only by a console, if there is one.',
  bad: '## Break-in\n\n```bash\niptables -A INPUT -j DROP\n```\n',
  good: '## Break-in\n\n```bash\niptables -I INPUT -p tcp --dport 22 -s 10.0.0.0/8 -j ACCEPT\niptables -A INPUT -j DROP\n```\n',
  *check(document) {
    for (const call of callsOf(document, programs)) {
      const harm = harmOf(call);
      if (harm === null || keepsAWayIn(document, call)) continue;
      yield { message: `${quoted(call.command)} ${harm}.`, at: placeOf(call) };
    }
  },
};

/** Those that are known below: one that is missing here is never asked about. */
const programs = /^(?:ip6?tables|ufw|firewall-cmd|systemctl|ip|ifdown|ifconfig|rm|chmod|chown)$/;

const harmOf = ({ program, words, invocation }: Call): string | null => {
  const line = words.join(' ');
  // Inside of a container it cuts off the container alone.
  if (invocation.wrappers.some(({ kind }) => / (?:exec|run)$/.test(kind))) return null;
  if (program === 'iptables' || program === 'ip6tables') {
    if (/(?:-P|--policy) INPUT (?:DROP|REJECT)/.test(line))
      return 'drops everything that comes in, also the connection that it is typed over';
    if (!/(?:-[AI]|--append|--insert) INPUT\b/.test(line) || !/-j (?:DROP|REJECT)/.test(line)) return null;
    if (/--dports? \S*\b22\b/.test(line)) return 'drops ssh';
    return /\s(?:-s|--source|-p|--protocol|--dport|-i|--in-interface|-m)\s/.test(` ${line}`)
      ? null
      : 'drops everything that comes in, also the connection that it is typed over';
  }
  if (program === 'ufw') {
    if (/\benable\b/.test(line)) return 'closes every port that no rule has opened, also that of ssh';
    return /\bdeny (?:22|ssh|OpenSSH)\b/i.test(line) ? 'closes ssh' : null;
  }
  if (program === 'firewall-cmd' && hasOption(words, '--panic-on'))
    return 'drops all traffic, also the connection that it is typed over';
  if (
    program === 'systemctl' &&
    /\b(?:stop|disable|mask)\b.*\b(?:sshd?|networking|NetworkManager|systemd-networkd)\b/.test(line)
  )
    return 'takes away the way in that it is typed over';
  if (program === 'ip' && /\blink set \S*(?:eth|ens|enp|eno|bond)\S* down\b/.test(line))
    return 'takes down the network that it is typed over';
  if (program === 'ifdown' || (program === 'ifconfig' && /\bdown\b/.test(line)))
    return 'takes down the network that it is typed over';
  if (program === 'rm' && /\.ssh(?:\/(?:authorized_keys|\*)?)?(?:\s|$)/.test(line))
    return 'deletes the keys that people log in with';
  return recursiveMode(program, words);
};

const recursiveMode = (program: string, words: readonly string[]): string | null => {
  if (!/^(?:chmod|chown)$/.test(program) || !hasOption(words, '-R', '--recursive')) return null;
  const target = words.find((word) =>
    /^(?:\/|\/(?:etc|usr|var|bin|sbin|lib|root|home)\/?\*?|\/\*|~\/\.ssh\/?|\/(?:root|home\/[^/]+)\/\.ssh\/?)$/.test(
      word,
    ),
  );
  return target === undefined
    ? null
    : `changes the owners or modes of all of \`${target}\`: sudo and sshd refuse to work with files that anybody may write`;
};

const keeps =
  /\bACCEPT\b|\bufw (?:allow|limit)\b[^\n]*\b(?:22|ssh|OpenSSH)\b|\bsleep \d+[^\n]*(?:iptables|ufw)|\bat now\b|iptables-apply|systemd-run --on-active/;

const keepsAWayIn = (document: LintDocument, { command }: Call): boolean => {
  if (keeps.test(command.command)) return true;
  const root = procedureOf(document, command.section)?.index ?? -1;
  const known = keeping(document);
  const found = known.get(root) ?? keepingIn(document, command);
  known.set(root, found);
  return (
    found.isReachable ||
    found.commands.some((other) => other.index < command.index && !excludeEachOther(document, command, other))
  );
};

interface Keeping {
  /** The commands of the procedure that leave a way in. */
  readonly commands: readonly Command[];
  /** The text names another way to the machine. */
  readonly isReachable: boolean;
}

/** By procedure: many commands of one ask the same. */
const keeping = oncePer(() => new Map<number, Keeping>());

const keepingIn = (document: LintDocument, command: Command): Keeping => {
  const root = procedureOf(document, command.section);
  const all = document.runbook.commands.filter((other) =>
    root === null ? other.section === null : isWithin(other, root),
  );
  return {
    commands: all.filter((other) => keeps.test(other.command)),
    isReachable: outOfBand.test(procedureText(document, command.section)),
  };
};

const outOfBand =
  /\b(?:out[- ]of[- ]band|console access|serial console|IPMI|iDRAC|iLO|SSM session|session manager|KVM console)\b/i;
