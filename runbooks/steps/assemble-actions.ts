// From drafts to the commands and waits of the model: numbered in order, classed, with their places.
import type { LineIndex } from '../markdown/lines.ts';
import type { Action, Command, ExpectedOutput, Placeholder, Wait, WaitUntil } from '../model.ts';
import { readCommand } from '../shell/read-command.ts';
import type { ReadCommand } from '../shell/shell-model.ts';
import { toolOf } from './command-tool.ts';
import type { Placeholders } from '../placeholders/find-placeholders.ts';
import type { ActionDraft, CommandDraft, StepOwner, StepRow, WaitDraft } from './drafts.ts';
import type { GatheredItems } from './gather-items.ts';

export interface Actions {
  /** In the order of the document. */
  readonly actions: readonly Action[];
  readonly commands: readonly Command[];
  /** Each of the commands as the shell sees it. */
  readonly reads: readonly ReadCommand[];
  readonly waits: readonly (Wait | WaitUntil)[];
  readonly commandsOf: ReadonlyMap<StepOwner, readonly Command[]>;
  /** The rows of tables among what they stand in. */
  readonly rows: readonly StepRow[];
}

export const assembleActions = (
  drafts: readonly ActionDraft[],
  placeholders: Placeholders,
  items: GatheredItems,
  lines: LineIndex,
): Actions => {
  const actions: Action[] = [];
  const commands: Command[] = [];
  const reads: ReadCommand[] = [];
  const readOnce = remembering(readCommand);
  const commandsOf = new Map<StepOwner, Command[]>();
  const rows = new Set<StepRow>();
  for (const draft of drafts) {
    if (draft.kind === 'wait') {
      actions.push(waitOf(draft, lines));
      continue;
    }
    const index = commands.length;
    const label = draft.label ?? (draft.item === null ? null : (items.textOf.get(draft.item) ?? null));
    const read = readOnce(draft.command);
    reads.push(read);
    const command = commandOf(draft, index, label, read, placeholders.byCommand[index] ?? [], lines);
    commands.push(command);
    actions.push(command);
    const owner = draft.item ?? draft.row ?? null;
    if (draft.row) rows.add(draft.row);
    if (owner === null) continue;
    const own = commandsOf.get(owner) ?? [];
    own.push(command);
    commandsOf.set(owner, own);
  }
  const waits = actions.filter((action) => action.kind !== 'command');
  return { actions, commands, reads, waits, commandsOf, rows: [...rows] };
};

/** Runbooks say the same commands again and again. */
const remembering = (read: (command: string) => ReadCommand) => {
  const known = new Map<string, ReadCommand>();
  return (command: string): ReadCommand => {
    const found = known.get(command) ?? read(command);
    known.set(command, found);
    return found;
  };
};

const waitOf = ({ wait, section, from, to }: WaitDraft, lines: LineIndex): Wait | WaitUntil => {
  const place = { section, ...lines.spanOf(from, to) };
  return wait.kind === 'wait'
    ? { kind: 'wait', ms: wait.ms, ...place }
    : { kind: 'wait-until', command: wait.command, atMostMs: wait.atMostMs, ...place };
};

const commandOf = (
  draft: CommandDraft,
  index: number,
  label: string | null,
  read: ReadCommand,
  placeholders: readonly Placeholder[],
  lines: LineIndex,
): Command => {
  const { command, origin, section, block } = draft;
  return {
    kind: 'command',
    index,
    command,
    label,
    origin,
    section,
    block,
    tool: toolOf(read),
    commandClass: read.commandClass,
    placeholders,
    expected: draft.expected.map(({ form, text, from, to }): ExpectedOutput => ({
      form,
      text,
      ...lines.spanOf(from, to),
    })),
    ...lines.spanOf(draft.from, draft.to),
  };
};

/** The actions from `line` to `endLine`: the list is sorted, so that each section takes a slice. */
export const actionsBetween = (
  actions: readonly Action[],
  { line, endLine }: { readonly line: number; readonly endLine: number },
): readonly Action[] => actions.slice(firstAt(actions, line), firstAt(actions, endLine + 1));

const firstAt = (actions: readonly Action[], line: number): number => {
  let low = 0;
  let high = actions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((actions[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
};
