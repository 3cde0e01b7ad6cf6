// Programs of awk: most only print, some run others or write files.
import { unknown, verdict, type Call, type Verdict } from '../class-table.ts';
import { isSecretPath } from '../paths.ts';

/** `system()`, pipes and redirections of awk. */
export const judgeAwk = ({ args, invocation }: Call): readonly Verdict[] => {
  const [script] = args.positionals;
  if (
    args.options.has('--file') ||
    args.options.has('--exec') ||
    args.options.has('--load') ||
    args.options.has('--include')
  )
    return unknown('its script is in another file');
  if (script === undefined) return unknown('awk without a script');
  const source = args.options.has('--source')
    ? invocation.args.map(({ value }) => value).join('\n')
    : script.value;
  const code = source
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/#[^\n]*/g, '')
    .replace(/(^|[{;(,~!&|]\s*)\/(?:[^/\\\n]|\\.)*\//g, '$1""');
  if (
    /\bsystem\s*\(|\bgetline\b|\|\s*(&|"|getline)|\|(?!\|)\s*[\w("]|@load|@include|\bfflush\b|\bclose\s*\(/.test(
      code.replaceAll('||', ' '),
    )
  )
    return unknown('awk runs another program, or reads another file');
  if (/\bprintf?\b[^;}\n]*[^=<>!]>{1,2}\s*(""|[\w(])/.test(code) && /\bprintf?\b[^;}\n(]*>|\)\s*>/.test(code))
    return [verdict('W2', 'awk writes a file')];
  return [
    verdict('R0', 'it reads'),
    ...(args.positionals.slice(1).some(({ value }) => isSecretPath(value))
      ? [verdict('X4', 'the file holds secrets')]
      : []),
  ];
};
