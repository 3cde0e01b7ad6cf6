// Markdown → what we know of a runbook. Pure, and never fails: whatever isn't understood is prose.
import { findAlerts } from './alerts/find-alerts.ts';
import { readLinks, readTargets } from './blocks/links.ts';
import { readBlocks } from './blocks/read-blocks.ts';
import { readMarkdown, type MarkdownDocument } from './markdown/document.ts';
import type { Runbook, Section, Step } from './model.ts';
import { findPlaceholders } from './placeholders/find-placeholders.ts';
import { findExpressions, readExpressions } from './promql/find-expressions.ts';
import type { ReadCommand } from './shell/shell-model.ts';
import { actionsBetween, assembleActions, type Actions } from './steps/assemble-actions.ts';
import { findActions } from './steps/find-actions.ts';
import { gatherItems } from './steps/gather-items.ts';
import { listSteps } from './steps/list-steps.ts';

/** A runbook, and its commands as the shell sees them: `commands[i]` belongs to `runbook.commands[i]`. */
export interface ReadRunbook {
  readonly runbook: Runbook;
  readonly commands: readonly ReadCommand[];
}

export const parseRunbook = (text: string): Runbook => readRunbook(text).runbook;

export const readRunbook = (text: string): ReadRunbook => {
  const document = readMarkdown(text);
  const blocks = readBlocks(document);
  const targets = readTargets(document);
  const drafts = findActions(document, blocks);
  const commandDrafts = drafts.filter((draft) => draft.kind === 'command');
  const placeholders = findPlaceholders(document, blocks, targets, commandDrafts);
  const items = gatherItems(document);
  const actions = assembleActions(drafts, placeholders, items, document.lines);
  const { alerts, objectives, expressions: inRules } = findAlerts(document, blocks);
  const expressions = [...findExpressions(document, blocks, commandDrafts), ...inRules];
  const runbook: Runbook = {
    title: document.outline.title ?? document.frontMatter?.title ?? null,
    lineCount: document.lines.count,
    sections: sectionsOf(document, actions, listSteps(document, items, actions)),
    blocks: blocks.blocks,
    commands: actions.commands,
    waits: actions.waits,
    alerts,
    objectives,
    expressions: readExpressions(expressions, document),
    placeholders: placeholders.all,
    links: readLinks(document, targets),
  };
  return { runbook, commands: actions.reads };
};

const sectionsOf = (
  { outline }: MarkdownDocument,
  { actions }: Actions,
  steps: ReadonlyMap<number | null, readonly Step[]>,
): readonly Section[] =>
  outline.sections.map((frame) => ({
    ...frame,
    steps: steps.get(frame.index) ?? [],
    actions: actionsBetween(actions, frame),
  }));
