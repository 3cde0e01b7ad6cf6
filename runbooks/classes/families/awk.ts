// Programs of awk: most only print, some run others or write files.
import type { ShellWord } from '../../shell/shell-model.ts';
import { unknown, verdict, worst, type Call, type Verdict } from '../class-table.ts';
import { isSecretPath, pathWord, writesTo } from '../paths.ts';
import { isSecretName } from '../secrets.ts';
import { worseOf } from './archives.ts';
import { awkTokens, type AwkToken } from './awk-tokens.ts';

/** `system()`, pipes and redirections of awk. */
export const judgeAwk = ({ args }: Call): readonly Verdict[] => {
  const { options, positionals } = args;
  if (['--file', '--exec', '--load', '--include'].some((name) => options.has(name)))
    return unknown('its script is in another file');
  const sources = (options.get('--source') ?? []).flatMap(({ value }) => value ?? []);
  const scripts = sources.length > 0 ? sources : positionals.slice(0, 1);
  if (scripts.length === 0) return unknown('awk without a script');
  const files = sources.length > 0 ? positionals : positionals.slice(1);
  return [
    verdict('R0', 'it reads'),
    ...scripts.flatMap(judgeScript),
    ...(files.some(({ value }) => isSecretPath(value)) ? [verdict('X4', 'the file holds secrets')] : []),
  ];
};

/** Awks differ in where an expression with a slash in brackets ends: the worse of both readings counts. */
const judgeScript = (script: ShellWord): readonly Verdict[] => {
  const readings = [true, false].flatMap((brackets) => {
    const tokens = awkTokens(script.value, brackets);
    return tokens === null ? [] : [judgeTokens(tokens, script.literal)];
  });
  const top = worst(readings.flat().map(({ commandClass }) => commandClass));
  return readings.length === 0
    ? unknown('the script of awk can’t be followed')
    : (readings.find((found) => found.some(({ commandClass }) => commandClass === top)) ?? []);
};

const judgeTokens = (tokens: readonly AwkToken[], literal: boolean): readonly Verdict[] => {
  if (tokens.some(runs) || (!literal && isExpansion(tokens)))
    return unknown('awk runs another program, or reads another file');
  if (tokens.some(showsEnvironment)) return [verdict('X4', 'it reads the environment')];
  return tokens.flatMap((token, at) => (/^printf?$/.test(token.text) ? printsTo(tokens.slice(at + 1)) : []));
};

const runs = ({ kind, text }: AwkToken, at: number, tokens: readonly AwkToken[]): boolean =>
  kind === 'mark'
    ? text === '|' || text === '@'
    : kind === 'word' && (text === 'getline' || (text === 'system' && tokens[at + 1]?.text === '('));

/** `ENVIRON["HOME"]` is one harmless variable. */
const showsEnvironment = ({ kind, text }: AwkToken, at: number, tokens: readonly AwkToken[]): boolean => {
  const name = tokens[at + 2];
  return (
    kind === 'word' &&
    text === 'ENVIRON' &&
    (tokens[at + 1]?.text !== '[' ||
      name?.kind !== 'string' ||
      tokens[at + 3]?.text !== ']' ||
      isSecretName(name.text))
  );
};

/** `$PROG` where a statement is due, which awk's own `$1` would be of no use as. */
const isExpansion = (tokens: readonly AwkToken[]): boolean =>
  tokens.some(
    ({ kind, text }, at) =>
      kind === 'mark' &&
      (text === '$' || text === '`') &&
      isBorder(tokens[at - 1], '{') &&
      (text === '`' ||
        /^[({]$/.test(tokens[at + 1]?.text ?? '') ||
        (!/^\d/.test(tokens[at + 1]?.text ?? '') && isBorder(tokens[at + 2], '{'))),
  );

const isBorder = (token: AwkToken | undefined, mark: string): boolean =>
  token === undefined || token.kind === 'end' || (token.kind === 'mark' && token.text === mark);

/** Outside of brackets `>` is no comparison there. */
const printsTo = (behind: readonly AwkToken[]): readonly Verdict[] => {
  let depth = 0;
  for (const [at, { kind, text }] of behind.entries()) {
    if (kind === 'end' && !(text === '\n' && /^(,|&&|\|\|)$/.test(behind[at - 1]?.text ?? ''))) return [];
    if (kind !== 'mark') continue;
    if (text === '(' || text === '[') depth += 1;
    else if (text === ')' || text === ']') depth -= 1;
    else if (depth === 0 && text.startsWith('>')) {
      const target = behind[at + 1];
      return target?.kind === 'string'
        ? [worseOf(writesTo(pathWord(target.text)))]
        : [verdict('W2', 'awk writes a file')];
    }
  }
  return [];
};
