// Commands and waits as they are found, in the order of the document; what needs the whole document is filled in later.
import type { SourceLine } from '../markdown/code-text.ts';
import type { ListItem } from '../markdown/leaves.ts';
import type { Command, Span } from '../model.ts';
import type { FoundOutput } from './fenced-commands.ts';
import type { FoundWait } from './waits.ts';

/** A row of a table that is a step; `condition` of a table of symptoms and fixes. */
export interface StepRow {
  readonly span: Span;
  readonly section: number | null;
  readonly number: string | null;
  readonly condition: string | null;
  readonly text: string;
}

/** What commands stand in. */
export type StepOwner = ListItem | StepRow;

export interface CommandDraft {
  readonly kind: 'command';
  readonly command: string;
  readonly label: string | null;
  readonly origin: Command['origin'];
  readonly section: number | null;
  readonly block: number | null;
  readonly item: ListItem | null;
  /** The row of a table that is the step it stands in. */
  readonly row?: StepRow | null;
  /** Its lines with their places: the way from an offset in the command to the source. */
  readonly lines: readonly SourceLine[];
  readonly from: number;
  readonly to: number;
  /** What follows in the document may add to it. */
  readonly expected: FoundOutput[];
}

export interface WaitDraft {
  readonly kind: 'wait';
  readonly wait: FoundWait;
  readonly section: number | null;
  readonly from: number;
  readonly to: number;
}

export type ActionDraft = CommandDraft | WaitDraft;

/** From an offset in a command to the offset in the source. */
export const sourceOffset = ({ lines }: Pick<CommandDraft, 'lines'>, offset: number): number => {
  let rest = offset;
  for (const { text, from } of lines) {
    if (rest <= text.length) return from + rest;
    rest -= text.length + 1;
  }
  const last = lines.at(-1);
  return last === undefined ? 0 : last.from + last.text.length;
};
