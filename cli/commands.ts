// The table of commands, in the order of the help.
import { playing } from './command-rows/playing.ts';
import type { CommandRow } from './command-rows/row.ts';
import { runbooks } from './command-rows/runbooks.ts';
import { stack } from './command-rows/stack.ts';

export type { CommandRow } from './command-rows/row.ts';
export const commands: readonly CommandRow[] = [...playing, ...runbooks, ...stack];
