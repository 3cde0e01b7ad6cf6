// tar, gzip and zip: what they write, and the options that make them run something.
import { unknown, verdict, type Call, type Verdict } from '../class-table.ts';
import { isSecretPath, writesTo } from '../paths.ts';

const tarRuns = [
  '--to-command',
  '--checkpoint-action',
  '--use-compress-program',
  '--info-script',
  '--rsh-command',
  '--rmt-command',
];

export const judgeTar = ({ args, invocation }: Call): readonly Verdict[] => {
  const runs = tarRuns.find(
    (name) =>
      args.options.has(name) &&
      !/^(gzip|pigz|zstd|xz|bzip2|lz4|lbzip2)(\s|$)/.test(args.options.get(name)?.at(-1)?.value?.value ?? ''),
  );
  if (runs !== undefined) return unknown(`${runs}: it runs another program`);
  // `tar xzf` needs no dash.
  const [first] = invocation.args;
  const letters = first !== undefined && !first.value.startsWith('-') ? first.value : '';
  const does = (letter: string, name: string): boolean => letters.includes(letter) || args.options.has(name);
  if (args.options.has('--remove-files') || args.options.has('--delete'))
    return [verdict('X1', 'the files are gone')];
  if (does('t', '--list')) return [verdict('R0', 'it lists the archive')];
  if (does('x', '--extract')) {
    if (does('O', '--to-stdout')) return [verdict('R0', 'it prints what is in the archive')];
    const into = args.options.get('--directory')?.at(-1)?.value ?? null;
    return [
      into === null
        ? verdict('W2', 'it overwrites files of the same names')
        : worseOf(writesTo(into, 'unpacks into')),
    ];
  }
  const file =
    letters === ''
      ? (args.options.get('--file')?.at(-1)?.value ?? null)
      : letters.includes('f')
        ? (invocation.args[1] ?? null)
        : null;
  if (args.positionals.some(({ value }) => isSecretPath(value)))
    return [verdict('X4', 'the files hold secrets')];
  return [file === null || file.value === '-' ? verdict('R0', 'it packs to its output') : writesTo(file)];
};

export const worseOf = (found: Verdict): Verdict =>
  found.commandClass === 'W1' ? { ...found, commandClass: 'W2' } : found;

export const judgeGzip = ({ args, invocation }: Call): readonly Verdict[] => {
  const only =
    ['--stdout', '--list', '--test'].some((name) => args.options.has(name)) || args.positionals.length === 0;
  return only || /zcat|bzcat|xzcat/.test(invocation.program)
    ? [verdict('R0', 'it prints')]
    : [verdict('W1', 'the file is packed; it can be unpacked again')];
};

export const judgeUnzip = ({ args, invocation }: Call): readonly Verdict[] =>
  invocation.program === 'zip' && invocation.args.some(({ value }) => /^(-\w*TT|--unzip-command)/.test(value))
    ? unknown('it names a program to run')
    : ['-l', '-t', '-p', '-v'].some((name) => args.options.has(name))
      ? [verdict('R0', 'it lists the archive')]
      : [verdict(invocation.program === 'zip' && !args.options.has('-m') ? 'W1' : 'W2', 'it writes files')];
