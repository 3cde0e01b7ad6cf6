// The clearance of a drill: examined, decided, and the target looked at right before each command that changes something.
import type { Context } from '../../core/clock.ts';
import type { Via } from '../../core/journal/events.ts';
import type { CommandClass } from '../../runbooks/model.ts';
import type { Stack } from '../../stack/stack.ts';
import { standInTools } from '../../stack/stand-in-tools.ts';
import { watchStores, type NamedStore } from '../stores/watch-stores.ts';
import type { Clearance, Cleared } from '../steps/clearance.ts';
import { approverOf, decide, type Permit } from './decide.ts';
import { examine, type Examined, type Reviewed } from './examine.ts';
import { approvable } from './gates.ts';
import { checkTargets } from './targets.ts';

export interface ClearanceSetting extends Reviewed {
  readonly permit: Permit;
  readonly stack: Stack;
  readonly stores: readonly NamedStore[];
}

export const createClearance = (setting: ClearanceSetting): Clearance => {
  let last: Examined | null = null;
  return {
    clear: async (action, section, ctx) => {
      last = examine(action, section, setting);
      return await clear(setting, last, ctx);
    },
    showed: (command, output) => {
      setting.values.learn(command, output);
      if (last !== null) setting.terminal.ran(last);
    },
  };
};

const clear = async (setting: ClearanceSetting, examined: Examined, ctx: Context): Promise<Cleared> => {
  const { command, env, commandClass, binding } = examined;
  const refusal = decide(examined, setting.permit);
  const known = {
    command,
    commandClass,
    approvedBy: refusal === null ? approverOf(examined, setting.permit) : null,
    via: viaOf(examined),
    promised: binding?.expect ?? null,
  };
  if (refusal !== null) return { ...known, held: refusal.held, reason: refusal.reason };
  const reads = onlyReads(commandClass);
  const all = {
    invocations: [examined.read, ...examined.readings].flatMap(({ invocations }) => invocations),
  };
  const astray = await checkTargets(all, setting.stack, ctx, reads);
  if (astray !== null) return { ...known, held: 'blocked', reason: astray };
  const stray = reads ? { stray: (later: Context) => checkTargets(all, setting.stack, later) } : {};
  return { ...known, held: null, env, watch: watchFor(examined, setting), ...stray };
};

// What needs an approval is what may destroy something: what runs freely leaves the stores as they are.
const watchFor = ({ commandClass, binding }: Examined, { stores }: ClearanceSetting) =>
  approvable.has(commandClass) && stores.length > 0
    ? (ctx: Context) => watchStores(stores, binding?.changes ?? [], ctx)
    : null;

const onlyReads = (commandClass: CommandClass): boolean => commandClass === 'R0' || commandClass === 'R1';

export const viaOf = ({ read }: Pick<Examined, 'read'>): Via =>
  read.invocations.some(({ program }) => standInTools.has(program)) ? 'stand-in' : 'real';
