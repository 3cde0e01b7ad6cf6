// HTTPie and xh: the method is a word, and what stands on standard input is a body.
import { verdict, type Call, type Verdict } from '../class-table.ts';
import { writesIn, writesTo } from '../paths.ts';
import { byMethod } from './http-methods.ts';

export const httpie = ({ args, stdin }: Call): readonly Verdict[] => {
  const [first] = args.positionals;
  const named = args.positionals.length > 1 && /^[A-Za-z]+$/.test(first?.value ?? '');
  const file = args.options.get('--output')?.at(-1)?.value;
  const items = args.positionals
    .slice(named ? 2 : 1)
    .some(({ value }) => /[^=:]=|:=|@/.test(value) && !value.includes('=='));
  const hasBody = (stdin.kind !== 'none' && !args.options.has('--ignore-stdin')) || args.options.has('--raw');
  return [
    byMethod(named ? (first?.value ?? '') : items || hasBody ? 'POST' : 'GET'),
    ...(args.options.has('--auth') ? [verdict('X4', 'credentials in the list of processes')] : []),
    ...(file
      ? [writesTo(file)]
      : args.options.has('--download')
        ? [writesIn(null, 'what the server names')]
        : []),
  ];
};
