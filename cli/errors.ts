// The one place that prints an error: where, what was wanted, what was found, what to do.
import { GamedayError, problemText, type Problem } from '../core/errors.ts';
import { exitCodes } from '../core/verdicts.ts';
import { Interruption, isLeaseLost } from '../drills/engine/stop.ts';
import { say } from './output.ts';

const helpHint = 'gameday --help shows the commands, gameday COMMAND --help their options';

export const usageError = (message: string, hint = helpHint): GamedayError =>
  new GamedayError({ code: 'usage', exitCode: 64, message, hint });

/** Prints it on standard error (and as JSON on standard output when scripts asked for that); gives the exit code. */
export const printError = (error: unknown, asJson: boolean): number => {
  const exitCode = exitCodeOf(error);
  say(errorText(error));
  if (asJson)
    process.stdout.write(`${JSON.stringify({ schema: 1, exitCode, errors: errorList(error) }, null, 2)}\n`);
  return exitCode;
};

const exitCodeOf = (error: unknown): number => {
  if (error instanceof Interruption || isLeaseLost(error)) return exitCodes.aborted;
  return error instanceof GamedayError ? error.exitCode : exitCodes.internal;
};

export const errorText = (error: unknown): string => {
  if (error instanceof Interruption) return `gameday: ${error.message}, before anything was injected`;
  if (!(error instanceof GamedayError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `gameday: an error of its own: ${text}\n  hint: please report it with the lines above`;
  }
  if (error.problems.length > 0) {
    const count = error.problems.length === 1 ? '1 problem' : `${error.problems.length} problems`;
    return `${error.problems.map(problemText).join('\n')}\ngameday: ${count}, nothing was started`;
  }
  return `gameday: ${error.message}${error.hint === null ? '' : `\n  hint: ${error.hint}`}`;
};

const errorList = (error: unknown): readonly (Problem & { readonly code: string })[] => {
  const code = codeOf(error);
  if (error instanceof GamedayError && error.problems.length > 0)
    return error.problems.map((problem) => ({ code, ...problem }));
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof GamedayError ? error.hint : null;
  return [{ code, file: null, line: null, column: null, message, hint }];
};

const codeOf = (error: unknown): string => {
  if (error instanceof Interruption) return 'interrupted';
  return error instanceof GamedayError ? error.code : 'internal-error';
};
