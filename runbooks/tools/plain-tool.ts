// Shorthands for the many tools that need no more than a line.
import { optionTable } from './options.ts';
import type { Tool } from './tool.ts';

type Manner = Parameters<typeof optionTable>[1];

// Those that take no abbreviation refuse it: then nothing happens, whatever it is read as.
const usual = { abbreviates: true } as const;

/** A tool without sub-commands. */
export const plainTool = (names: string, options: string, manner?: Manner): Tool => ({
  names: names.split(' '),
  own: optionTable(options, { ...usual, ...manner }),
  hasVerbs: false,
});

/** A tool whose first positional is a sub-command; `groups` are those that have a second one. */
export const verbTool = (names: string, options: string, groups = '', manner?: Manner): Tool => ({
  names: names.split(' '),
  own: optionTable(options, { ...usual, ...manner, stops: true }),
  hasVerbs: true,
  groups: Object.fromEntries(
    groups
      .split(/,\s*/)
      .filter((name) => name !== '')
      .map((name) => [name, null]),
  ),
});
