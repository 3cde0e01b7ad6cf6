// Tools that read text: harmless until one of their options or scripts writes or runs something.
import type { ShellWord } from '../../shell/shell-model.ts';
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';
import { isSecretPath, pathWord, writesTo } from '../paths.ts';
import { judgeAwk } from './awk.ts';
import { inPlace, judgeSed } from './sed.ts';

const fileArgs = ({ args }: Call): readonly Verdict[] => {
  const secret = args.positionals.find(({ value }) => isSecretPath(value));
  return secret === undefined ? [] : [verdict('X4', `${secret.value} holds secrets`)];
};

/** `cat /var/log/x` is as long as it is; the output is cut off all the same. */
const judgeReader = (call: Call): readonly Verdict[] => [verdict('R0', 'it reads'), ...fileArgs(call)];

const judgeTail = (call: Call): readonly Verdict[] => {
  const follows = call.args.options.has('--follow') || call.args.options.has('-F');
  return [follows ? verdict('R1', 'it never ends') : verdict('R0', 'it reads the end'), ...fileArgs(call)];
};

const judgeGrep = (call: Call): readonly Verdict[] => {
  const { args, invocation } = call;
  const files =
    args.options.has('--regexp') || args.options.has('--file') ? args.positionals : args.positionals.slice(1);
  const secret = files.find(({ value }) => isSecretPath(value));
  const recursive =
    (args.options.has('--recursive') ||
      args.options.has('--dereference-recursive') ||
      /^(rg|ag|ack)$/.test(invocation.program)) &&
    files.some(({ value }) => /^(\/|\/etc|\/proc|\/var|\/usr|\/home|~)\/?$/.test(value));
  return [
    recursive ? verdict('R1', 'it reads a whole tree of files') : verdict('R0', 'it searches'),
    ...(secret ? [verdict('X4', `${secret.value} holds secrets`)] : []),
  ];
};

const judgeYq = (call: Call): readonly Verdict[] => {
  const { args, invocation } = call;
  const changes = invocation.program === 'dasel' && /^(put|delete)$/.test(args.positionals[0]?.value ?? '');
  if (changes)
    return [
      inPlace(
        writesTo(
          (args.options.get('--out') ?? args.options.get('--file'))?.at(-1)?.value ?? pathWord('-'),
          'rewrites',
        ),
      ),
    ];
  if (args.options.has('--split-exp'))
    return [verdict('W2', 'it writes files whose names the expression gives')];
  if (!call.args.options.has('--in-place')) return judgeReader(call);
  const file = call.args.positionals.at(-1) ?? null;
  return [inPlace(writesTo(file, 'rewrites'))];
};

/** `--rawfile NAME FILE`, `--arg NAME VALUE`: the second word of both. */
const namedValues = (words: readonly ShellWord[]): readonly ShellWord[] =>
  words.filter((_, at) => /^--(arg|argjson|rawfile|slurpfile)$/.test(words[at - 2]?.value ?? ''));

/** `env` and `$ENV` of jq are the whole environment; `.env` is a key. */
const judgeJq = ({ args, invocation }: Call): readonly Verdict[] => {
  const named = namedValues(invocation.args);
  const [filter, ...files] = args.positionals.filter((word) => !named.includes(word));
  const secret = [...files, ...named].find(({ value }) => isSecretPath(value));
  return [
    verdict('R0', 'it reads'),
    ...(/(^|[^.\w"])(env\b(?!")|\$ENV\b)/.test(filter?.value ?? '')
      ? [verdict('X4', 'it prints the environment')]
      : []),
    ...(secret ? [verdict('X4', `${secret.value} holds secrets`)] : []),
  ];
};

/** `!` runs a command, but for `!<`, `!=` and `!>`. */
const judgeDc = ({ args, stdin }: Call): readonly Verdict[] => {
  const given = (args.options.get('--expression') ?? []).map(({ value }) => value?.value ?? '');
  const texts = stdin.kind === 'text' ? [...given, stdin.text] : given;
  return args.positionals.length > 0 ||
    args.options.has('--file') ||
    stdin.kind === 'unread' ||
    texts.some((text) => /!(?![<=>])/.test(text))
    ? unknown('it may run another program')
    : [verdict('R0', 'it computes')];
};

const judgeTee = ({ args }: Call): readonly Verdict[] => [
  verdict('R0', 'it passes on'),
  ...args.positionals.map((file) => writesTo(file)).filter(({ commandClass }) => commandClass !== 'R0'),
];

/** `uniq IN OUT`, `xxd IN OUT` write their second file. */
const judgeTwoFiles = (call: Call): readonly Verdict[] => [
  ...judgeReader(call),
  ...call.args.positionals.slice(1, 2).map((file) => writesTo(file)),
];

/** `less +'!cmd'`, `man -P cmd`. */
const judgePager = (call: Call): readonly Verdict[] => {
  const runs = call.invocation.args.some(
    ({ value }) => value.startsWith('+') || /^(-P|-H|--pager|--html)/.test(value),
  );
  return runs
    ? unknown('the pager is told to do more than to show')
    : [verdict('R1', 'it waits for keys on a terminal'), ...fileArgs(call)];
};

const judgeDate = ({ args }: Call): readonly Verdict[] =>
  args.options.has('--set') ||
  (!args.options.has('-j') && args.positionals.some(({ value }) => /^\d{8,}/.test(value)))
    ? [verdict('X2', 'it sets the clock of the machine')]
    : [verdict('R0', 'it prints the time')];

const reader = (programs: string, why = 'it reads'): Family => ({
  title: 'Text',
  programs,
  rows: [row('R0', '', why, { judge: judgeReader })],
});

export const textFamilies: readonly Family[] = [
  reader(
    'cat head zcat bzcat xzcat zstdcat tac nl wc cut tr paste join fold fmt column rev expand pr strings od hexdump base64 base32 md5sum sha1sum sha256sum sha512sum cksum cmp comm diff sdiff csvtool look numfmt shuf iconv ts gron fx xmllint tsort bc',
  ),
  {
    title: 'Text',
    programs: 'jq jaq gojq',
    rows: [row('R0', '', 'it reads', { judge: judgeJq })],
    note: '`env` and `$ENV`, which print the environment, are X4.',
  },
  {
    title: 'Text',
    programs: 'dc',
    rows: [row('R0', '', 'it computes', { judge: judgeDc })],
    note: '`!`, which runs a command, is U.',
  },
  {
    title: 'Text',
    programs: 'tail',
    rows: [row('R0', '', 'it reads the end', { judge: judgeTail })],
    note: 'With `-f` or `-F` R1.',
  },
  {
    title: 'Text',
    programs: 'grep egrep fgrep zgrep rg ag ack',
    rows: [row('R0', '', 'it searches', { judge: judgeGrep })],
  },
  {
    title: 'Text',
    programs: 'sed gsed',
    rows: [row('R0', '', 'it reads', { judge: judgeSed })],
    note: '`-i` rewrites files: W2 or worse. The commands `e` (runs) and `w` (writes) of its scripts are found.',
  },
  {
    title: 'Text',
    programs: 'awk gawk mawk nawk',
    rows: [row('R0', '', 'it reads', { judge: judgeAwk })],
    note: '`system()`, pipes and `getline` are U, redirections W2, scripts in files U.',
  },
  { title: 'Text', programs: 'sort', rows: [row('R0', '', 'it sorts', { judge: judgeReader })] },
  { title: 'Text', programs: 'uniq xxd', rows: [row('R0', '', 'it reads', { judge: judgeTwoFiles })] },
  {
    title: 'Text',
    programs: 'yq dasel',
    rows: [row('R0', '', 'it reads', { judge: judgeYq })],
    note: '`-i` rewrites the file: W2 or worse.',
  },
  {
    title: 'Text',
    programs: 'tee sponge',
    rows: [row('W1', '', 'it writes files', { judge: judgeTee })],
    note: 'By the files it writes.',
  },
  {
    title: 'Text',
    programs: 'date cal ncal',
    rows: [row('R0', '', 'it prints the time', { judge: judgeDate })],
  },
  {
    title: 'Text',
    programs: 'less more most man info',
    rows: [
      row('R1', '', 'it waits for keys on a terminal', {
        judge: judgePager,
      }),
    ],
  },
  {
    title: 'Text',
    programs: 'vi vim nvim nano emacs ed ex view pico joe micro code visudo vipw sensible-editor',
    rows: [row('U', '', 'what changes is typed by a person')],
  },
  {
    title: 'Text',
    programs: 'split csplit',
    rows: [row('W1', '', 'it writes files in the current folder')],
  },
];
