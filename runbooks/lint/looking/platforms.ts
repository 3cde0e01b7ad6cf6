// Which platform a runbook's commands belong to, and commands of macOS among those of a Linux server.
import type { LintDocument } from '../rule.ts';
import { composeRunsOf } from './compose-runs.ts';
import type { Hit } from './gather.ts';
import { oncePer } from './once.ts';
import { runsHere, runsOf, sectionOf, spanOfRun, type Run } from './runs.ts';

export interface Platforms {
  readonly compose: number;
  readonly kubernetes: number;
  /** docker, podman: containers of any kind, Compose included. */
  readonly containers: number;
  /** Services by a process manager of the host. */
  readonly host: number;
  /** Only Linux has them, and they run where they are typed. */
  readonly linux: number;
}

export const platformsOf = oncePer((document: LintDocument): Platforms => {
  const runs = runsOf(document);
  const count = (is: (one: Run) => boolean): number => runs.filter(is).length;
  return {
    compose: composeRunsOf(document).length,
    kubernetes: count(
      ({ run }) =>
        /^(kubectl|oc|helm|k9s|stern|flux|argocd)$/.test(run.program) ||
        run.wrappers.some(({ kind }) => /^(kubectl|oc) /.test(kind)),
    ),
    containers: count(
      ({ run }) =>
        /^(docker|docker-compose|podman|nerdctl)$/.test(run.program) ||
        run.wrappers.some(({ kind }) => /^(docker|docker-compose|podman)\b/.test(kind)),
    ),
    host: runsOf(document, /^(supervisorctl|systemctl|service|pm2|monit)$/).length,
    linux: runsOf(document, linuxOnly).filter(runsHere).length,
  };
});

const linuxOnly =
  /^(systemctl|journalctl|service|apt|apt-get|yum|dnf|dpkg|rpm|iptables|ufw|firewall-cmd|loginctl|timedatectl|update-rc\.d|free|ss|ip)$/;

/** A server under on-call runs Linux; a browser or a clipboard is not there either. */
export const macCommands = (document: LintDocument): readonly Hit[] => {
  if (platformsOf(document).linux === 0) return [];
  return runsOf(document).flatMap((one): readonly Hit[] => {
    const what = runsHere(one) ? ofMac(one) : null;
    return what === null || one.command.origin === 'inline' || saysMac(document, one)
      ? []
      : [{ at: spanOfRun(document, one), message: what, level: 'low' }];
  });
};

/** "# macOS", "On a Mac": for whoever has one. */
const saysMac = (document: LintDocument, { command }: Run): boolean =>
  /\bmac(?: ?os|s)?\b|\bos ?x\b|\bhomebrew\b/i.test(
    `${command.label ?? ''} ${sectionOf(document, command)?.title ?? ''}`,
  );

const ofMac = ({ run }: Run): string | null => {
  const words = run.args.map(({ value }) => value);
  switch (run.program) {
    case 'open':
      return /^https?:\/\/|^-a$/.test(words[0] ?? '')
        ? '`open` is a command of macOS: on the Linux machines of this runbook it does not open a browser.'
        : null;
    case 'brew':
      return /^(services|install|upgrade|restart)$/.test(words[0] ?? '')
        ? `\`brew ${words[0] ?? ''}\` is of macOS: the other commands of this runbook are those of a Linux server.`
        : null;
    case 'sed': {
      const at = run.args.findIndex(({ value }) => value === '-i');
      return at >= 0 && /^(?:''|"")$/.test(run.args[at + 1]?.raw ?? '')
        ? "`sed -i ''` is of macOS: on Linux sed takes the empty word for its script, and the script for a file."
        : null;
    }
    case 'pbcopy':
    case 'pbpaste':
    case 'launchctl':
    case 'dscacheutil':
    case 'networksetup':
    case 'scutil':
    case 'sw_vers':
      return `\`${run.program}\` is a command of macOS: the other commands of this runbook are those of a Linux server.`;
    default:
      return null;
  }
};
