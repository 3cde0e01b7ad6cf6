// Processes, the machine itself, users.
import { unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { onlyReads } from './reading.ts';
import { oneRow } from './one-row.ts';

const judgeKill = ({ args, invocation }: Call): readonly Verdict[] => {
  const words = invocation.args.map(({ value }) => value);
  if (args.options.has('--list') || args.options.has('-L')) return [verdict('R0', 'it lists signals')];
  if (words.includes('-0')) return [verdict('R0', 'it asks whether the process is there')];
  const targets = words.filter((word, index) => /^-?\d+$/.test(word) && !(index === 0 && /^-/.test(word)));
  if (targets.some((word) => /^-?1$/.test(word))) return [verdict('X2', 'process 1 keeps all others')];
  return [verdict('W2', 'the process loses what it had not saved')];
};

const judgePkill = ({ invocation, args }: Call): readonly Verdict[] => {
  if (invocation.program === 'pgrep' || args.options.has('--list'))
    return [verdict('R0', 'it lists processes')];
  if (invocation.args.some(({ value }) => value === '-0'))
    return [verdict('R0', 'it asks whether the process is there')];
  const all =
    args.positionals.some(({ value }) => /^(\.\*?|init|systemd|sshd|dockerd|\.)$/.test(value)) ||
    args.options.has('--inverse');
  return [
    verdict(
      all ? 'X2' : 'W2',
      all ? 'it may end what keeps the machine' : 'processes lose what they had not saved',
    ),
  ];
};

const judgeTop = ({ args, invocation }: Call): readonly Verdict[] =>
  invocation.args.some(({ value }) => /^-?\w*b/.test(value) && /^-/.test(value)) && args.options.has('-n')
    ? [verdict('R0', 'it shows processes once')]
    : [verdict('R1', 'it never ends')];

const judgeStat = ({ args }: Call): readonly Verdict[] => [
  args.positionals.length === 1 && /^\d+$/.test(args.positionals[0]?.value ?? '')
    ? verdict('R1', 'it never ends')
    : verdict('R0', 'it shows use of resources'),
];

const judgeMount = ({ args, invocation }: Call): readonly Verdict[] => [
  invocation.args.length === 0 ||
  (invocation.program === 'mount' && args.positionals.length === 0 && !args.options.has('--all'))
    ? verdict('R0', 'it shows what is mounted')
    : verdict('X2', 'files appear or are gone'),
];

const judgeSysctl = ({ args }: Call): readonly Verdict[] => {
  if (args.options.has('--load') || args.options.has('--system'))
    return [verdict('X2', 'it changes the running kernel')];
  return [
    args.options.has('--write') || args.positionals.some(({ value }) => value.includes('='))
      ? verdict('X2', 'it changes the running kernel')
      : verdict('R0', 'it shows settings'),
  ];
};

const judgeCrontab = ({ args }: Call): readonly Verdict[] =>
  args.options.has('-l')
    ? [verdict('R0', 'it shows what runs when')]
    : args.options.has('-r')
      ? [verdict('X1', 'all of it is gone')]
      : unknown('what will run is in another file');

const judgeDmesg = ({ args }: Call): readonly Verdict[] => {
  if (args.options.has('--clear') || args.options.has('--read-clear'))
    return [verdict('X1', 'the messages are gone')];
  return [
    args.options.has('--follow')
      ? verdict('R1', 'it never ends')
      : verdict('R0', 'it shows messages of the kernel'),
  ];
};

const judgeHostname = ({ args }: Call): readonly Verdict[] => [
  args.positionals.length > 0 || ![...args.options.keys()].every((name) => namesShown.test(name))
    ? verdict('X2', 'it renames the machine')
    : verdict('R0', 'it shows the name'),
];

const namesShown =
  /^-([AadfiIsyvVh]|-(fqdn|long|short|ip-address|all-ip-addresses|all-fqdns|domain|alias|yp|nis|version|help))$/;

const judgePs = ({ invocation }: Call): readonly Verdict[] =>
  invocation.args.some(
    ({ value }) => /^[a-z]*e[a-z]*$/.test(value) && !/^-/.test(value) && /^[auxfwweljtS]+$/.test(value),
  )
    ? [verdict('X4', 'it prints the environment of processes')]
    : [verdict('R0', 'it shows processes')];

const slows = 'it slows the process down and shows its memory';

/** What gdb may be told without running or changing anything. */
const gdbShows =
  /^((thread apply all )?(bt|backtrace|where)( full)?|info [\w ]+|quit|detach|set (pagination|confirm) \w+)$/;

/** Whether it is told to run something that is not in its options. */
const tracerRuns: Readonly<Record<string, (args: Call['args']) => boolean>> = {
  perf: ({ options, positionals: [verb, ...behind] }) =>
    verb?.value === 'script'
      ? behind.length > 0 || options.has('--script')
      : !/^(stat|record|trace|report|top|list|annotate|diff|evlist|version|)$/.test(verb?.value ?? ''),
  bpftrace: ({ options }) => options.has('--unsafe') || options.has('-c'),
  'py-spy': ({ positionals }) => positionals.length > 1,
  rbspy: ({ positionals }) => positionals.length > 1,
  gdb: ({ options }) =>
    ['-command', '-init-command'].some((name) => options.has(name)) ||
    !options.has('-batch') ||
    ['-eval-command', '-init-eval-command'].some((name) =>
      options.get(name)?.some(({ value }) => value?.literal !== true || !gdbShows.test(value.value)),
    ),
};

const judgeTracer = ({ args, invocation: { program } }: Call): readonly Verdict[] =>
  tracerRuns[program]?.(args) === true ? unknown('it runs what it is told to') : [verdict('R1', slows)];

export const systemFamilies: readonly Family[] = [
  oneRow('Processes', 'ps', 'R0', 'it shows processes', judgePs, '`ps e`, which prints environments, is X4.'),
  oneRow(
    'Processes',
    'pidof pstree pmap lsof uptime w who whoami id groups last lastlog uname free lscpu lsmem lspci lsusb lsmod modinfo locale hostid jps pwdx sensors getconf',
    'R0',
    'it shows state',
  ),
  oneRow(
    'Processes',
    'kill',
    'W2',
    'the process loses what it had not saved',
    judgeKill,
    'Process 1 X2; `-0` and `-l` R0.',
  ),
  oneRow(
    'Processes',
    'pkill pgrep killall skill',
    'W2',
    'processes lose what they had not saved',
    judgePkill,
  ),
  oneRow('Processes', 'renice taskset chrt prlimit', 'W1', 'it can be changed back'),
  oneRow(
    'Processes',
    'top htop iotop atop nmon glances btop dstat iftop nethogs ctop lazydocker',
    'R1',
    'it never ends',
    judgeTop,
    '`top -b -n 1` is R0.',
  ),
  oneRow('Processes', 'vmstat iostat mpstat sar pidstat', 'R0', 'it shows use of resources', judgeStat),
  oneRow('Processes', 'jstack jmap jcmd jstat', 'R1', slows),
  oneRow(
    'Processes',
    'perf ltrace bpftrace gdb py-spy rbspy',
    'R1',
    slows,
    judgeTracer,
    'What they are told to run makes them U; a program behind `perf stat`, `perf record` and `ltrace` is judged by itself.',
  ),
  oneRow('Machine', 'mount umount', 'X2', 'files appear or are gone', judgeMount),
  oneRow(
    'Machine',
    'swapon swapoff modprobe insmod rmmod losetup pivot_root kexec setenforce grub-install update-grub ldconfig hwclock',
    'X2',
    'it changes the running machine',
    onlyReads,
    'Showing is R0.',
  ),
  oneRow('Machine', 'sysctl', 'R0', 'it shows settings', judgeSysctl, 'Setting one is X2.'),
  oneRow('Machine', 'reboot shutdown halt poweroff init telinit', 'X2', 'the machine is gone'),
  oneRow(
    'Machine',
    'crontab at batch',
    'U',
    'what will run is in another file',
    judgeCrontab,
    '`crontab -l` is R0.',
  ),
  oneRow('Machine', 'dmesg', 'R0', 'it shows messages of the kernel', judgeDmesg),
  oneRow('Machine', 'hostname domainname', 'R0', 'it shows the name', judgeHostname),
  oneRow('Machine', 'sync logger', 'W1', 'it writes what was to be written anyway'),
  oneRow('Machine', 'logrotate', 'W2', 'logs are cut; what its configuration names runs'),
  oneRow('Machine', 'chronyc ntpq ntpstat', 'R0', 'it shows the clock', ({ args }) => [
    /^(tracking|sources|sourcestats|activity|ntpdata|clients|selectdata)?$/.test(
      args.positionals[0]?.value ?? '',
    )
      ? verdict('R0', 'it shows the clock')
      : verdict('W2', 'it changes the clock'),
  ]),
  oneRow('Machine', 'ntpdate', 'X2', 'it sets the clock of the machine'),
  oneRow(
    'Users',
    'useradd adduser usermod userdel deluser groupadd groupdel gpasswd passwd chpasswd chage chsh newusers vigr',
    'X2',
    'it changes who may do what',
    onlyReads,
    '`chage -l` and `passwd -S` are R0.',
  ),
  oneRow(
    'Machine',
    'open xdg-open',
    'U',
    'it starts whatever opens such a file',
    ({ args }) =>
      /^https?:/.test(args.positionals[0]?.value ?? '')
        ? [verdict('R1', 'a person looks at the page')]
        : unknown('it starts whatever opens such a file'),
    'A page by `http` is R1.',
  ),
  oneRow(
    'Processes',
    'fuser',
    'R0',
    'it shows who uses it',
    ({ invocation }) => [
      invocation.args.some(({ value }) => /^-\w*k|^--kill$/.test(value))
        ? verdict('W2', 'processes lose what they had not saved')
        : verdict('R0', 'it shows who uses it'),
    ],
    '`-k` is W2.',
  ),
];
