// Fences that hold several ways, or things that undo each other.
import type { Block, Command, Place } from '../../model.ts';
import type { Level, LintDocument } from '../rule.ts';
import { callsIn, quoted } from './calls.ts';
import { changes } from './changes.ts';
import { checkOf } from './checks.ts';
import { commentsOf, type Comment } from './comments.ts';
import { destroys } from './destructive.ts';
import { dumpOf, restoreOf } from './dumps.ts';
import { lifecycleOf, type Verb } from './lifecycle.ts';
import { isReference, isWithin, titlesAt } from './sections.ts';
import { quotedText } from './text.ts';

export interface Menu {
  readonly at: Place;
  readonly message: string;
  readonly level: Level;
  readonly related: readonly { readonly at: Place; readonly message: string }[];
}

interface Fence {
  readonly document: LintDocument;
  readonly block: Block;
  readonly commands: readonly Command[];
  readonly comments: readonly Comment[];
}

export const menusOf = (document: LintDocument): readonly Menu[] =>
  document.runbook.blocks.flatMap((block, index) => {
    if (block.fence === null || block.fence.use !== 'shell') return [];
    const commands = document.runbook.commands.filter((command) => command.block === index);
    if (commands.length < 2) return [];
    const fence: Fence = {
      document,
      block,
      commands,
      comments: commentsOf(document).filter((comment) => comment.block === block),
    };
    const menu =
      backupAndRestore(fence) ??
      options(fence) ??
      places(fence) ??
      opposites(fence) ??
      oneAndAll(fence) ??
      catalogue(fence);
    return menu === null ? [] : [menu];
  });

const placeOfFence = ({ block }: Fence): Place => ({
  line: block.fence?.firstLine ?? block.line,
  endLine: (block.fence?.firstLine ?? block.line) + (block.fence?.lines.length ?? 1) - 1,
});

const dumping = ({ document }: Fence, command: Command): boolean =>
  callsIn(document, command).some((call) => dumpOf(document, call) !== null);
const restoring = ({ document }: Fence, command: Command): boolean =>
  callsIn(document, command).some((call) => restoreOf(document, call) !== null);

/** A backup and its restore; a dump to be safe before a restore is none. */
const backupAndRestore = (fence: Fence): Menu | null => {
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

const either =
  /^(?:option|alternative|method|approach|variant|way)\s*(?:[a-d]|\d|one|two)\b|^(?:or|alternatively|otherwise|either)\b|\bor,? alternatively\b/i;

/** "# Option A", "# Or with downtime": what follows is another way to the same end. */
const options = (fence: Fence): Menu | null => {
  const marks = fence.comments.filter(
    (comment) =>
      !comment.dangling && comment.lines.some((line) => either.test(line.trim().replace(/^\d+[.)]\s*/, ''))),
  );
  const [first] = marks;
  if (first === undefined) return null;
  const isFirstOfPair = /^(?:option|alternative|method|approach)\s*(?:a|1|one)\b/i.test(first.text);
  const before = fence.commands.filter(({ line }) => line < first.line);
  const after = fence.commands.filter(({ line }) => line > first.endLine);
  if (after.length === 0 || (before.length === 0 && !(isFirstOfPair && marks.length > 1))) return null;
  return alternatives(fence, first, `"${quotedText(first.text)}" begins another way in the same block`);
};

const alternatives = (fence: Fence, mark: Place, what: string): Menu | null => {
  if (fence.commands.every((command) => checkOf(fence.document, command) !== null)) return null;
  const destroying = fence.commands.find((command) => destroys(fence.document, command));
  return {
    at: placeOfFence(fence),
    message: `${what}: whoever runs the block takes both${destroying === undefined ? '' : `, and ${quoted(destroying)} can not be taken back`}.`,
    level: destroying === undefined ? 'medium' : 'high',
    related: [{ at: mark, message: 'the other way' }],
  };
};

const environments =
  /^(?:for |on |in )?(staging|production|prod|development|dev|local(?:ly)?|test|qa|uat|pre-?prod|linux|mac ?os|windows|ubuntu|debian|centos|rhel|docker(?: compose)?|kubernetes|k8s|bare metal)(?:\/\w+)?(?: (?:environment|server|cluster|host))?:?$/i;
const preposition = /^(via|from|using|with|through)\s+\S/i;

/** "# Staging" and "# Production", "# Linux" and "# macOS", "# From SQL file" and "# From compressed file". */
const places = (fence: Fence): Menu | null => {
  const named = [...fence.comments, ...trailing(fence)].toSorted((a, b) => a.line - b.line);
  const groups = [
    named.filter(({ text }) => environments.test(text.trim())),
    named.filter(({ text }) => preposition.test(text.trim())),
  ];
  for (const group of groups) {
    const [first, second] = group;
    if (
      first === undefined ||
      second === undefined ||
      new Set(group.map(({ text }) => text.toLowerCase())).size < 2
    )
      continue;
    const word = preposition.exec(first.text)?.[1];
    if (word !== undefined && preposition.exec(second.text)?.[1]?.toLowerCase() !== word.toLowerCase())
      continue;
    const menu = alternatives(
      fence,
      { line: second.line, endLine: second.endLine },
      `"${quotedText(first.text)}" and "${quotedText(second.text)}" stand in one block`,
    );
    if (menu !== null) return menu;
  }
  return null;
};

const trailing = ({
  commands,
  document,
}: Fence): readonly { text: string; line: number; endLine: number }[] =>
  commands.flatMap(({ endLine }) => {
    const text = /\s#\s*(.+)$/.exec(document.lines[endLine - 1] ?? '')?.[1];
    return text === undefined ? [] : [{ text, line: endLine, endLine }];
  });

const ends: ReadonlySet<Verb> = new Set<Verb>(['stop', 'down', 'kill', 'remove']);
const begins: ReadonlySet<Verb> = new Set<Verb>(['start', 'up', 'restart']);

/** Started, then stopped again, or restarted, stopped and started: a list of what could be done. */
const opposites = (fence: Fence): Menu | null => {
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
const oneAndAll = (fence: Fence): Menu | null => {
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
const catalogue = (fence: Fence): Menu | null => {
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
