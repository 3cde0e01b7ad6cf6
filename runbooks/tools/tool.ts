// What is known of the command line of one tool.
import type { OptionTable } from './options.ts';

export interface Tool {
  readonly names: readonly string[];
  /** Options in front of the sub-command; all options of a tool without sub-commands. */
  readonly own: OptionTable;
  /** Whether the first positional is a sub-command. */
  readonly hasVerbs: boolean;
  /** Sub-commands that have sub-commands, with the options that may stand between the two. */
  readonly groups?: Readonly<Record<string, OptionTable | null>>;
  /** Options behind the sub-command, by sub-command; `''` for those that aren't listed, which are then not known completely. */
  readonly verbs?: Readonly<Record<string, OptionTable>>;
  /** One name for what has two: `container ls` is `ps`. */
  readonly aliases?: Readonly<Record<string, string>>;
}
