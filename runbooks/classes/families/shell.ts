// What the shell itself knows, and the wrappers where nothing stands behind them.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { isSecretPath } from '../paths.ts';
import { isSecretFilter, isSecretName, showsSecret } from '../secrets.ts';

/** `echo $ADMIN_KEY` shows it on the terminal, where the report reads it. */
const judgeEcho = ({ invocation, args }: Call): readonly Verdict[] | null => {
  if (invocation.program === 'printf' && invocation.args[0]?.value === '-v') return null;
  const secret = [...args.positionals, ...invocation.args].map(showsSecret).find((name) => name !== null);
  const toFile = invocation.redirections.some(({ operator }) => operator.includes('>'));
  return secret ? [verdict('X4', `it prints ${secret}${toFile ? ' into a file' : ''}`)] : null;
};

const judgeEnv = ({ invocation, args, next }: Call): readonly Verdict[] => {
  const names = args.positionals.filter(({ value }) => !value.includes('='));
  if (invocation.program === 'printenv' && names.length > 0) {
    const secret = names.find(({ value }) => isSecretName(value));
    return [
      secret ? verdict('X4', `it prints ${secret.value}`) : verdict('R0', 'it prints variables by name'),
    ];
  }
  const filter =
    next !== null && /^([ef]|z)?grep$|^(rg|ag|ack|awk|sed|cut|wc)$/.test(next.program) ? next : null;
  if (filter === null) return [verdict('X4', 'it prints the whole environment, secrets included')];
  const wanted = filter.args.map(({ value }) => value).join(' ');
  return isSecretFilter(wanted)
    ? [verdict('X4', 'the filter lets secrets through')]
    : [verdict('R1', 'what the filter lets through of the environment may be secret')];
};

/** `set` alone prints all variables; with options it only changes how the shell goes on. */
const judgeSet = ({ invocation }: Call): readonly Verdict[] | null => {
  const { args } = invocation;
  if (args.length === 0) return [verdict('X4', 'it prints all variables, secrets included')];
  return args.some(({ value }) => value === '--' || !/^[-+]/.test(value)) &&
    !/^[-+]\w*o$/.test(args[0]?.value ?? '')
    ? [verdict('R0', 'it sets the words of the shell')]
    : null;
};

const judgeDeclare = ({ invocation: { args } }: Call): readonly Verdict[] | null =>
  args.length === 0 || args.every(({ value }) => /^-\w*p\w*$/.test(value))
    ? [verdict('X4', 'it prints all variables, secrets included')]
    : null;

const judgeTest = ({ invocation: { args } }: Call): readonly Verdict[] | null =>
  args.some(({ value }) => isSecretPath(value)) ? [verdict('R0', 'it looks whether a file is there')] : null;

export const shellFamily: Family = {
  title: 'The shell',
  programs: 'echo printf',
  rows: [row('R0', '', 'it prints text', { judge: judgeEcho })],
  note: 'A variable whose name says that it is a secret (`$ADMIN_KEY`, `$DB_PASSWORD`) makes it X4; `${#X}` and `${X:+set}` do not.',
};

export const builtins: readonly Family[] = [
  shellFamily,
  {
    title: 'The shell',
    programs:
      'cd pushd popd pwd true false : sleep wait exit return break continue shift unset local let getopts type which jobs fg bg disown umask dirs basename dirname realpath readlink seq expr yes clear reset tput help times shopt read command logout ulimit nproc arch tty stty',
    rows: [row('R0', '', 'it acts on this shell only')],
  },
  {
    title: 'The shell',
    programs: 'readarray mapfile',
    rows: [
      row('R0', '', 'it acts on this shell only', {
        options: { '-C': ['U', 'it runs a command for each line'] },
      }),
    ],
  },
  {
    title: 'The shell',
    programs: 'hash',
    rows: [
      row('R0', '', 'it acts on this shell only', {
        options: { '-p': ['U', 'a name means another program'] },
      }),
    ],
  },
  {
    title: 'The shell',
    programs: 'test [ [[',
    rows: [row('R0', '', 'it only compares', { judge: judgeTest })],
  },
  {
    title: 'The shell',
    programs: 'export declare typeset readonly',
    rows: [row('R0', '', 'it sets variables of the shell', { judge: judgeDeclare })],
  },
  {
    title: 'The shell',
    programs: 'set',
    rows: [row('R0', '', 'it changes how the shell goes on', { judge: judgeSet })],
  },
  {
    title: 'The shell',
    programs: 'env printenv',
    rows: [row('X4', '', 'it prints the environment', { judge: judgeEnv })],
    note: 'Behind a filter (`env | grep KAFKA`) it is R1, one harmless variable by name R0.',
  },
  {
    title: 'The shell',
    programs: 'history',
    rows: [row('R1', '', 'it prints what was typed before')],
  },
  {
    title: 'The shell',
    programs: 'fc',
    rows: [
      row('U', '', 'it runs what was typed before', {
        judge: ({ args }) =>
          args.options.has('-l') ? [verdict('R1', 'it prints what was typed before')] : null,
      }),
    ],
    note: '`-l` is R1.',
  },
  { title: 'The shell', programs: 'trap', rows: [row('R0', '', 'it lists or clears traps')] },
  {
    title: 'The shell',
    programs: 'eval source . alias unalias enable builtin exec bind complete compgen coproc suspend',
    rows: [row('U', '', 'what it runs, or what names mean from then on, is not in the line')],
  },
  {
    title: 'The shell',
    programs: 'sh bash dash ash zsh ksh mksh rbash fish csh tcsh pwsh busybox toybox',
    rows: [row('U', '', 'what it runs is in another file, or is typed')],
    note: 'With `-c` the script itself is read and judged.',
  },
  {
    title: 'Wrappers',
    programs:
      'sudo doas su runuser ssh nsenter unshare chroot xargs parallel watch timeout nohup nice ionice setsid stdbuf flock time script expect screen tmux strace systemd-run mosh telnet caffeinate unbuffer',
    rows: [
      row('U', '', 'what it runs is not in the line', {
        judge: ({ invocation }) =>
          judgeBareWrapper(
            invocation.program,
            invocation.args.map(({ value }) => value),
          ),
      }),
    ],
    note: 'Where a command stands behind them, that command is judged; `sudo -l`, `xargs` alone (which echoes) are R0.',
  },
];

const judgeBareWrapper = (program: string, args: readonly string[]): readonly Verdict[] => {
  if (program === 'xargs') return [verdict('R0', 'xargs alone prints what it reads')];
  if (program === 'sudo' && args.every((word) => /^-[nlvkK]+$/.test(word)) && args.length > 0)
    return [verdict('R0', 'it asks what sudo allows')];
  if (program === 'ssh' && args.length === 1 && args[0] === '-V')
    return [verdict('R0', 'it prints its version')];
  return unknown(`${program} runs what is typed, or what another file says`);
};
