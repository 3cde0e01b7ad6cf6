// The one error class: where, what was wanted, what was found, what to do. One formatter prints it (cli/).

/** Exit codes that an error can carry: 64 wrong usage or files, 70 our own fault or a lost engine, 5 clean-up unknown. */
export type ErrorExitCode = 5 | 64 | 70;

/** One mistake in a file (or in an argument, then without a file). Lines and columns count from 1. */
export interface Problem {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** What was wanted and what was found, e.g. `faults[0].latencyMs: expected a number, got "fast"`. */
  readonly message: string;
  /** What to do, e.g. `write 250 for 250 ms`. */
  readonly hint: string | null;
}

export interface GamedayErrorOptions {
  /** A word for scripts, kebab-case, e.g. `lock-held`. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** Default 70. */
  readonly exitCode?: ErrorExitCode;
  readonly cause?: unknown;
  readonly problems?: readonly Problem[];
}

export class GamedayError extends Error {
  override readonly name = 'GamedayError';
  readonly code: string;
  readonly hint: string | null;
  readonly exitCode: ErrorExitCode;
  /** All problems of the files, never only the first. Empty when the error is not about files. */
  readonly problems: readonly Problem[];

  constructor(options: GamedayErrorOptions) {
    super(options.message, { cause: options.cause });
    this.code = options.code;
    this.hint = options.hint ?? null;
    this.exitCode = options.exitCode ?? 70;
    this.problems = options.problems ?? [];
  }
}

/** The error for bad input, exit 64: all problems at once. */
export const invalidInput = (problems: readonly Problem[]): GamedayError =>
  new GamedayError({
    code: 'invalid-input',
    exitCode: 64,
    message: problems.map(problemText).join('\n'),
    problems,
  });

/** `file:line:column message`, and the hint on a line of its own. */
export const problemText = ({ file, line, column, message, hint }: Problem): string => {
  const place = [file, line, column].filter((part) => part !== null).join(':');
  return `${place === '' ? '' : `${place} `}${message}${hint === null ? '' : `\n  hint: ${hint}`}`;
};

/** The text of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
