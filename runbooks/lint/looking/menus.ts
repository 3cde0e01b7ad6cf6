// Fences that hold several ways, or things that undo each other.
import type { LintDocument } from '../rule.ts';
import { commentsOf } from './comments.ts';
import { backupAndRestore, catalogue, oneAndAll, opposites } from './menu-acts.ts';
import { cases, warnings } from './menu-cases.ts';
import type { Fence, Menu } from './menu.ts';
import { options, places, variants } from './menu-ways.ts';
import { within } from './ordered.ts';

export const menusOf = (document: LintDocument): readonly Menu[] =>
  document.runbook.blocks.flatMap((block, index) => {
    if (block.fence === null || block.fence.use !== 'shell') return [];
    const commands = within(document.runbook.commands, block).filter((command) => command.block === index);
    if (commands.length < 2) return [];
    const fence: Fence = {
      document,
      block,
      commands,
      comments: within(commentsOf(document), block),
    };
    const menu =
      backupAndRestore(fence) ??
      options(fence) ??
      places(fence) ??
      opposites(fence) ??
      oneAndAll(fence) ??
      catalogue(fence) ??
      cases(fence) ??
      warnings(fence) ??
      variants(fence);
    return menu === null ? [] : [menu];
  });
