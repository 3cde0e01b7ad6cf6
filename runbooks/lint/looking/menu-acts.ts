// Commands in one fence that undo each other or repeat each other, and lists with something in them that destroys.
import type { Command } from '../../model.ts';
import { callsIn, quoted } from './calls.ts';
import { changes } from './changes.ts';
import { destroys } from './destructive.ts';
import { dumpOf, restoreOf } from './dumps.ts';
import { lifecycleOf, type Verb } from './lifecycle.ts';
import { placeOfFence, type Fence, type Menu } from './menu.ts';
import { isReference, isWithin, titlesAt } from './sections.ts';

/** A backup and its restore; a dump to be safe before a restore is none. */
export const backupAndRestore = (fence: Fence): Menu | null => {
  const backup = fence.commands.find((command) => dumping(fence, command));
  const restore = fence.commands.find(
    (command) => restoring(fence, command) && backup !== undefined && command.index > backup.index,
  );
  if (backup === undefined || restore === undefined) return null;
  const title = titlesAt(fence.document, fence.block.section).split(' / ').at(-1) ?? '';
  const between = fence.commands.some(
    (command) =>
      command.index > backup.index && command.index < restore.index && changes(fence.document, command),
  );
  const safety =
    /\b(?:safety|emergency|current|before|pre-?|existing|first|state|source|old)\b/i.test(
      backup.label ?? '',
    ) || /\b(?:migrat|clone|copy|move|upgrade|sync|refresh|test)/i.test(`${title} ${restore.label ?? ''}`);
  if (safety || between || (/\brestor/i.test(title) && !/\bback ?up/i.test(title))) return null;
  return {
    at: placeOfFence(fence),
    message: `One block makes a backup and restores one: whoever runs it as a whole puts ${quoted(restore)} over what is there.`,
    level: 'high',
    related: [
      { at: backup, message: 'the backup' },
      { at: restore, message: 'the restore' },
    ],
  };
};

const dumping = ({ document }: Fence, command: Command): boolean =>
  callsIn(document, command).some((call) => dumpOf(document, call) !== null);
const restoring = ({ document }: Fence, command: Command): boolean =>
  callsIn(document, command).some((call) => restoreOf(document, call) !== null);

const ends: ReadonlySet<Verb> = new Set<Verb>(['stop', 'down', 'kill', 'remove']);
const begins: ReadonlySet<Verb> = new Set<Verb>(['start', 'up', 'restart']);

/** Started, then stopped again, or restarted, stopped and started: a list of what could be done. */
export const opposites = (fence: Fence): Menu | null => {
  const acts = fence.commands.flatMap((command) =>
    callsIn(fence.document, command).flatMap((call) => {
      const lifecycle = lifecycleOf(call);
      return lifecycle === null || lifecycle.platform === 'kubernetes'
        ? []
        : [{ command, verb: lifecycle.verb, targets: lifecycle.targets.join(' ') }];
    }),
  );
  for (const [at, one] of acts.entries()) {
    const other = acts
      .slice(at + 1)
      .find(
        ({ verb, targets }) =>
          begins.has(one.verb) && ends.has(verb) && (targets === one.targets || targets === ''),
      );
    if (
      other === undefined ||
      (one.verb !== 'restart' &&
        !labelled(one.command) &&
        !labelled(other.command) &&
        fence.commands.length > 2)
    )
      continue;
    if (
      fence.commands.some(
        (command) =>
          command.index > one.command.index &&
          command.index < other.command.index &&
          !lifecycleOnly(fence, command),
      )
    )
      continue;
    const destroying = fence.commands.find((command) => destroys(fence.document, command));
    return {
      at: placeOfFence(fence),
      message: `${quoted(one.command)} and ${quoted(other.command)} stand in one block: run as a whole, the second undoes the first.`,
      level: destroying === undefined ? 'medium' : 'high',
      related: [{ at: other.command, message: 'undoes it' }],
    };
  }
  return null;
};

/** One restarted, and then all of them. */
export const oneAndAll = (fence: Fence): Menu | null => {
  // A list of commands is not run as a whole.
  if (isReference(fence.document, fence.block.section)) return null;
  const restarts = fence.commands.flatMap((command) =>
    callsIn(fence.document, command).flatMap((call) => {
      const lifecycle = lifecycleOf(call);
      return lifecycle?.verb === 'restart' && lifecycle.platform !== 'kubernetes'
        ? [{ command, all: lifecycle.targets.length === 0 }]
        : [];
    }),
  );
  const one = restarts.find(({ all }) => !all);
  const all = restarts.find((restart) => restart.all);
  if (one === undefined || all === undefined) return null;
  return {
    at: placeOfFence(fence),
    message: `${quoted(one.command)} and ${quoted(all.command)} stand in one block: run as a whole, the one is restarted twice.`,
    level: 'low',
    related: [{ at: all.command, message: 'restarts all' }],
  };
};

const labelled = ({ label }: Command): boolean => label !== null;

/** Status, logs and the like in a list of what can be done to a service. */
const lifecycleOnly = ({ document }: Fence, command: Command): boolean =>
  callsIn(document, command).every(
    (call) =>
      lifecycleOf(call) !== null ||
      /^(?:docker|docker-compose|systemctl|service|supervisorctl|pm2|kubectl|journalctl|sudo)$/.test(
        call.program,
      ),
  );

/** A list to look things up in, with something in it that destroys. */
export const catalogue = (fence: Fence): Menu | null => {
  const apart = fence.commands.filter(labelled).length;
  if (
    !isReference(fence.document, fence.block.section) ||
    fence.commands.length < 3 ||
    apart < fence.commands.length - 1
  )
    return null;
  const destroying = fence.commands.filter((command) => destroys(fence.document, command));
  const [first, ...more] = destroying;
  if (first === undefined || isWithin(fence.block, first)) return null;
  return {
    at: placeOfFence(fence),
    message: `A list of ${fence.commands.length} commands in one block holds ${quoted(first)}: whoever runs the block runs it too.`,
    level: 'high',
    related: [first, ...more].map((command) => ({ at: command, message: 'destroys' })),
  };
};
