// A command line of a runbook as the shell sees it: parsed, with what really runs inside `docker exec`, `sudo`, `ssh`, `bash -c` …
import type { ParsedScript } from 'unbash';
import type { CommandClass } from '../model.ts';

/** Offsets into `ReadCommand.text`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface ShellWord extends Range {
  /** As written. */
  readonly raw: string;
  /** Without quotes; what expands ($X, globs, $(…)) stays as written. */
  readonly value: string;
  /** True when nothing in it expands: `value` is what the program gets. */
  readonly literal: boolean;
  /** Characters outside quotes that the shell would take for a pattern or a brace list. */
  readonly unquotedGlob: boolean;
}

export interface Redirection extends Range {
  readonly operator: string;
  /** File descriptor, where one is written. */
  readonly fd: number | null;
  /** File or descriptor; for `<<` the text of the here-document, for `<<<` the string. */
  readonly target: ShellWord | null;
}

/** A wrapper that what follows runs through, e.g. `docker exec -it c`. */
export interface Wrapper {
  /** `sudo`, `timeout`, `docker exec`, `docker run`, `docker compose exec`, `docker compose run`, `kubectl exec`, `ssh`, `xargs`, `bash -c` … */
  readonly kind: string;
  /** Container, Compose service, pod or host that it runs in; null for wrappers that stay where they are. */
  readonly target: string | null;
  /** The wrapper's own options, e.g. `-it`, `-T`, `--rm`. */
  readonly options: readonly string[];
  /** Everything between the wrapper's program (the first word of `kind`) and the program that it runs, for `readArgs`. */
  readonly words: readonly ShellWord[];
}

/**
 * One program that a command line runs, innermost of its wrappers. A wrapper is no invocation of its own: `docker exec -it c bash`
 * is bash, with one wrapper. Only `find -exec` stands beside what it runs, since it does work of its own. Where nothing stands
 * behind a wrapper (`ssh host`, `docker run -d redis`) it is the program.
 */
export interface Invocation extends Range {
  /** Its name without folders, e.g. `curl`, `redis-cli`, `docker-compose`; '' when it can't be known ($CMD). */
  readonly program: string;
  /** The program as written; null where only variables are set or only redirections stand (`X=1`, `> file`). */
  readonly name: ShellWord | null;
  /** All words behind the program. */
  readonly args: readonly ShellWord[];
  readonly assignments: readonly { readonly name: string; readonly value: string }[];
  readonly redirections: readonly Redirection[];
  /** Outermost first. */
  readonly wrappers: readonly Wrapper[];
  /** Position in its pipeline and the pipeline's length. */
  readonly stage: number;
  readonly stages: number;
  /** Which pipeline of the line, counted from 0; those in substitutions have their own. */
  readonly pipeline: number;
  /** Where it stands: plainly, inside $(…) or `…`, inside a loop or condition, in the background (&). */
  readonly nesting: 'plain' | 'substitution' | 'block' | 'background';
}

export interface DefinedFunction extends Range {
  readonly name: string;
}

export interface ReadCommand {
  /** What was parsed: the command with each <PLACEHOLDER> replaced by a word of the same length, so that offsets hold. */
  readonly text: string;
  readonly script: ParsedScript | null;
  /** With those inside of it: `bash -c '…'`. */
  readonly scripts: readonly ParsedScript[];
  /** Null when it parses. */
  readonly problem: string | null;
  readonly invocations: readonly Invocation[];
  /** The functions that the line defines, with the place of their whole definition. */
  readonly functions?: readonly DefinedFunction[];
  readonly commandClass: CommandClass;
}
