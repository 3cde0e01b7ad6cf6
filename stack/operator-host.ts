// The contract of the operator: the on-call person's terminal, in which a runbook's commands run.
import type { Context } from '../core/clock.ts';
import type { ExecOptions, ExecResult } from './stack.ts';

export interface OperatorRunOptions extends ExecOptions {
  /** On a pty (50 × 160, TERM=xterm) to which nothing is ever typed, and whose input never ends. All output is `stdout`, as text. */
  readonly tty?: boolean;
  /** On a pty: called a few times a second while it runs, where its last whole lines have changed. Half a line may hold half a secret. */
  readonly onLines?: (lines: readonly string[]) => void;
  /** The name of a terminal: what one command leaves behind (folder, variables, functions …) is there for the next. Always root's. */
  readonly session?: string;
}

/** The on-call person's terminal. */
export interface Operator {
  /** Runs one command line in bash in the scenario's folder; nothing is ever typed to it. `ctx.signal` ends it with its process group. */
  run(commandLine: string, ctx: Context, options?: OperatorRunOptions): Promise<ExecResult>;
}

/** One call of a tool that the operator has only a stand-in for. */
export interface StandInCall {
  /** RFC 3339, of the operator's clock. */
  readonly at: string;
  readonly tool: string;
  readonly argv: readonly string[];
  /** Null where it handed over to a program, or waited: the command's own code says how that ended. */
  readonly exitCode: number | null;
  /** What it changed or handed over to, in words; `none` where it only told something. */
  readonly effect: string;
}

/** The operator's container, with all its terminals. */
export interface OperatorHost extends Operator {
  /** Closes a terminal: its EXIT handler runs, then its background ends and what it kept is removed. One that isn't there is success. */
  endSession(session: string, ctx: Context): Promise<void>;
  /** Calls of stand-ins, oldest first, without the first `skip`. */
  standInCalls(ctx: Context, skip?: number): Promise<readonly StandInCall[]>;
}
