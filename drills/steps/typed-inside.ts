// What stands in a fence below `ssh host`, `psql` or `docker exec -it c bash` is meant for what that opens: here it would run elsewhere.
import type { Action, Command } from '../../runbooks/model.ts';
import { leavesConsole, opensConsole } from '../../runbooks/shell/consoles.ts';
import { readCommand } from '../../runbooks/shell/read-command.ts';

/** Each such command with the one that opens, whether that may run or not: nobody types into it. */
export const typedInside = (actions: readonly Action[]): ReadonlyMap<Action, Command> => {
  const inside = new Map<Action, Command>();
  let block: number | null = null;
  let openers: readonly Command[] = [];
  for (const action of actions) {
    if (action.kind !== 'command') continue;
    if (action.block === null || action.block !== block) openers = [];
    block = action.block;
    const opener = openers.at(-1);
    if (opener !== undefined) inside.set(action, opener);
    if (opener !== undefined && leavesConsole(action.command)) openers = openers.slice(0, -1);
    else if (block !== null && opensConsole(readCommand(action.command))) openers = [...openers, action];
  }
  return inside;
};
