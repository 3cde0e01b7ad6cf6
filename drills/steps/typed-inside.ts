// What stands in a fence below `ssh host`, `psql` or `docker exec -it c bash` is meant for what that opens: here it would run elsewhere.
import type { Action, Command } from '../../runbooks/model.ts';
import { belongsInside, leavesConsole, openedBy, type OpenConsole } from '../../runbooks/shell/consoles.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';

/** Each such command with the one that opens, whether that may run or not: nobody types into it. */
export const typedInside = (actions: readonly Action[]): ReadonlyMap<Action, Command> => {
  const inside = new Map<Action, Command>();
  let block: number | null = null;
  let open: readonly (OpenConsole & { readonly opener: Command })[] = [];
  for (const action of actions) {
    if (action.kind !== 'command') continue;
    if (action.block === null || action.block !== block) open = [];
    block = action.block;
    const read = readCommand(action.command);
    const leaves = leavesConsole(action.command);
    const around = open.at(-1);
    if (around !== undefined) {
      if (leaves || belongsInside(around.run, around.kind, action.command, read))
        inside.set(action, around.opener);
      else open = [];
    }
    const opened = openedBy(read);
    if (leaves) open = open.slice(0, -1);
    else if (opened !== null && block !== null) open = [...open, { ...opened, opener: action }];
  }
  return inside;
};
