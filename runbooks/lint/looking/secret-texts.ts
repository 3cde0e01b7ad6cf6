// Secrets that are printed into a program which reads one: out of the list of processes, and written in the document all the same.
import type { LintDocument } from '../rule.ts';
import { hasOption } from './calls.ts';
import { laterInPipe, runsOf, type Run } from './runs.ts';
import { isEverybodys, isLiteral, isSecretValue, type SecretWord } from './secret-values.ts';

export interface PrintedSecret {
  readonly one: Run;
  readonly secret: SecretWord;
}

/** `echo hunter22 | docker login --password-stdin`, `echo hunter22 | sudo -S …`. */
export const printedSecrets = (document: LintDocument): readonly PrintedSecret[] =>
  runsOf(document, ['echo', 'printf']).flatMap((one) => {
    const word = one.run.args.findLast(({ value }) => !value.startsWith('-'));
    const [next] = laterInPipe(one);
    const reads =
      next?.args.some(({ value }) => /^--(?:password|passphrase|token|secret)-stdin$/.test(value)) === true ||
      next?.wrappers.some(
        ({ kind, options }) => /^sudo\b/.test(kind) && hasOption(options, '-S', '--stdin'),
      ) === true ||
      (next?.program === 'passwd' && next.args.some(({ value }) => value === '--stdin')) ||
      next?.program === 'chpasswd';
    if (word === undefined || next === undefined || !reads) return [];
    const value = next.program === 'chpasswd' ? word.value.replace(/^[^:]*:/, '') : word.value.trim();
    return isSecretValue(value) && isLiteral(word, value) && !isEverybodys(value)
      ? [{ one, secret: { word, what: `what ${one.run.program} prints`, literal: true } }]
      : [];
  });
