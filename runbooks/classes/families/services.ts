// Service managers, and the journal.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';

/** `service NAME VERB`: the verb is the second word. */
const judgeService = ({ args, invocation }: Call): readonly Verdict[] => {
  if (invocation.args[0]?.value === '--status-all') return [verdict('R0', 'it shows state')];
  const verb = args.positionals[1]?.value ?? '';
  if (verb === 'status') return [verdict('R0', 'it shows state')];
  if (verb === 'stop' && vital.includes(args.positionals[0]?.value ?? ''))
    return [verdict('X2', 'nobody reaches the machine or its containers any more')];
  if (/^(start|stop|restart|reload|force-reload|try-restart|condrestart|graceful)$/.test(verb))
    return [verdict('W1', 'what is stored stays')];
  return unknown(`nobody has said what "${verb}" does to a service`);
};

/** Units by which a person, or a container, reaches the machine and the network. */
const vital =
  'sshd ssh docker containerd networking network NetworkManager systemd-networkd systemd-logind dbus'.split(
    ' ',
  );

/** With a pattern, those that it may mean. */
const judgeStop = ({ args }: Call): readonly Verdict[] | null => {
  const names = args.positionals.map(({ value }) => value.replace(/\.(service|socket)$/, ''));
  const cut = names.some((name) => {
    const pattern = name.search(/[*?[]/);
    return vital.some((unit) => (pattern < 0 ? unit === name : unit.startsWith(name.slice(0, pattern))));
  });
  return cut ? [verdict('X2', 'nobody reaches the machine or its containers any more')] : null;
};

const judgeStart = ({ args }: Call): readonly Verdict[] | null =>
  args.positionals.some(({ value }) =>
    /^(reboot|poweroff|halt|kexec|shutdown|rescue|emergency|exit|runlevel[016]|ctrl-alt-del|suspend|hibernate)\.target$/.test(
      value,
    ),
  )
    ? [verdict('X2', 'the machine is gone')]
    : null;

const judgeJournal = ({ args }: Call): readonly Verdict[] => {
  const has = (...names: readonly string[]): boolean => names.some((name) => args.options.has(name));
  if (has('--vacuum-size', '--vacuum-time', '--vacuum-files')) return [verdict('X1', 'old entries are gone')];
  if (has('--rotate', '--flush', '--sync', '--relinquish-var', '--setup-keys', '--update-catalog'))
    return [verdict('W1', 'it tidies up')];
  if (has('--follow')) return [verdict('R1', 'it never ends')];
  return [
    has('--lines', '--since', '--disk-usage', '--list-boots', '--verify', '--until')
      ? verdict('R0', 'it shows a part of the journal')
      : verdict('R1', 'it prints the whole journal'),
  ];
};

/** supervisorctl takes several commands, with a `;` between them. */
const judgeSupervised = ({ invocation: { program, args } }: Call): readonly Verdict[] | null =>
  program === 'supervisorctl' && args.some(({ value }) => value.includes(';'))
    ? [verdict('X2', 'what stands behind the ; may end the manager, and what it keeps alive')]
    : null;

/** pm2 starts what it knows by name or number, and else the script that is named. */
const judgePm2Start = ({ args, invocation: { program, args: all } }: Call): readonly Verdict[] | null =>
  program === 'pm2' &&
  (all.some(({ value }) => /^--(interpreter|node-args)?$/.test(value.replace(/=.*/, ''))) ||
    args.positionals.some(({ value }) => /[/.\s]/.test(value)))
    ? unknown('it runs a script')
    : null;

const judgeNginx = ({ args, invocation }: Call): readonly Verdict[] => {
  const signal = args.options.get('-s')?.at(-1)?.value?.value;
  if (signal !== undefined) return [verdict('W1', `-s ${signal}: what is stored stays`)];
  if (args.options.has('-T')) return [verdict('R1', 'it prints the whole configuration')];
  return invocation.args.some(({ value }) => /^-[tqvV]+$/.test(value))
    ? [verdict('R0', 'it checks the configuration')]
    : [verdict('W1', 'it starts the server')];
};

const judgeApache = ({ args }: Call): readonly Verdict[] => {
  const verb = args.positionals[0]?.value ?? '';
  if (
    args.options.has('-t') ||
    args.options.has('-S') ||
    args.options.has('-M') ||
    /^(configtest|status|fullstatus)$/.test(verb)
  )
    return [verdict('R0', 'it checks the configuration')];
  return /^(start|stop|restart|graceful|graceful-stop)$/.test(verb)
    ? [verdict('W1', 'what is stored stays')]
    : unknown('it starts a server of its own');
};

export const serviceFamilies: readonly Family[] = [
  {
    title: 'Services',
    programs: 'systemctl',
    rows: [
      row(
        'R0',
        ',status,show,cat,list-units,list-unit-files,list-timers,list-sockets,list-dependencies,list-jobs,list-machines,is-active,is-enabled,is-failed,is-system-running,get-default,help',
        'it shows state',
      ),
      row('W1', 'start', 'it can be stopped again', { inverse: 'stop', judge: judgeStart }),
      row('W1', 'stop', 'it can be started again', { inverse: 'start', judge: judgeStop }),
      row(
        'W1',
        'restart,reload,try-restart,reload-or-restart,try-reload-or-restart,daemon-reload,daemon-reexec,reset-failed,condrestart,force-reload',
        'what is stored stays',
      ),
      row('W1', 'enable', 'it can be disabled again', { inverse: 'disable' }),
      row('W1', 'disable', 'it can be enabled again', { inverse: 'enable', judge: judgeStop }),
      row('W1', 'mask', 'it can be unmasked again', { inverse: 'unmask', judge: judgeStop }),
      row('W1', 'unmask', 'it can be masked again', { inverse: 'mask' }),
      row(
        'W2',
        'kill,set-property,revert,preset,set-default,set-environment,unset-environment,import-environment,freeze,thaw,clean',
        'it changes how services run',
      ),
      row(
        'X2',
        'reboot,poweroff,halt,kexec,suspend,hibernate,hybrid-sleep,rescue,emergency,isolate,exit,soft-reboot,switch-root,default',
        'the machine is gone',
      ),
      row(
        'U',
        'edit,link,add-wants,add-requires,bind,mount-image,soft',
        'what it installs is not in the line',
      ),
    ],
    options: { '--host': ['U', 'it acts on another machine'], '--root': ['U', 'it acts on another system'] },
  },
  {
    title: 'Services',
    programs: 'journalctl',
    rows: [row('R1', '', 'it prints the journal', { judge: judgeJournal })],
    note: 'With a limit (`-n`, `--since`) R0, following R1, vacuuming X1.',
  },
  {
    title: 'Services',
    programs: 'service rc-service invoke-rc.d',
    rows: [row('U', '*,', 'by the verb behind the name', { judge: judgeService })],
    note: '`status` R0; `start`, `stop`, `restart`, `reload` W1.',
  },
  {
    title: 'Services',
    programs: 'supervisorctl pm2 initctl sv monit forever circusctl',
    rows: [
      row(
        'R0',
        'status,avail,pid,list,ls,l,show,describe,info,jlist,prettylist,summary,report,version,id,check',
        'it shows state',
        { judge: judgeSupervised },
      ),
      row('R1', 'tail,fg,maintail,logs,log,monit,dash', 'it may never end'),
      row('W1', 'start', 'it can be stopped again', { inverse: 'stop', judge: judgePm2Start }),
      row('W1', 'stop', 'it can be started again', { inverse: 'start' }),
      row(
        'W1',
        'restart,reload,gracefulReload,up,down,scale,save,reopen,monitor,unmonitor,hup,once,reset',
        'what is stored stays',
      ),
      row(
        'W2',
        'signal,reread,update,add,remove,clear,flush,reloadLogs,set,kill,term,int',
        'it changes how services run',
      ),
      row('X1', 'delete,del', 'it is taken out'),
      row('X2', 'shutdown,quit,exit', 'the manager is gone, and what it keeps alive'),
      row('U', ',startup,install,deploy,ecosystem', 'what it runs is typed, or in another file'),
    ],
    options: { '--password': ['X4', 'the password is in the list of processes'] },
  },
  {
    title: 'Services',
    programs: 'nginx',
    rows: [row('W1', '', 'it starts the server', { judge: judgeNginx })],
    note: '`-t` R0, `-T` R1, `-s` W1.',
    options: { '-g': ['U', 'a directive in the line'] },
  },
  {
    title: 'Services',
    programs: 'apachectl apache2ctl',
    rows: [row('U', '*,', 'by its verb', { judge: judgeApache })],
  },
  {
    title: 'Services',
    programs: 'loginctl hostnamectl timedatectl localectl resolvectl coredumpctl machinectl',
    rows: [
      row(
        'R0',
        ',status,show,list,list-sessions,list-users,show-timesync,timesync-status,info,query,statistics,user-status,session-status',
        'it shows state',
      ),
      row('W1', 'flush-caches,reset-statistics', 'it empties a cache'),
      row('W2', 'set-time,set-timezone,set-ntp,set-hostname,set-locale', 'it changes the machine'),
      row(
        'X2',
        'terminate-user,terminate-session,kill-user,kill-session,poweroff,reboot',
        'sessions or the machine are gone',
      ),
    ],
  },
];
