// A command's row: usage, help and options here, the work in cli/commands/, loaded when it is wanted.
import type { Options } from 'yargs';

export interface Handler {
  handle(args: never): number | Promise<number>;
}

export interface CommandRow {
  readonly usage: string;
  /** `false` hides it from the help: only gameday itself calls it. */
  readonly describe: string | false;
  readonly options: Readonly<Record<string, Options>>;
  load(): Promise<Handler>;
  /** It opens nothing that outlives it: when its words are out, the process may end. */
  readonly onlyPrints?: true;
  /** Commands under its name, e.g. `diff <from> <to>` of `report`. */
  readonly subcommands?: readonly CommandRow[];
}
