// Markdown → what we know of a runbook. Pure, and never fails: whatever isn't understood is prose.
import { findAlerts } from './alerts/find-alerts.ts';
import { readLinks, readTargets } from './blocks/links.ts';
import { readBlocks } from './blocks/read-blocks.ts';
import { readMarkdown } from './markdown/document.ts';
import type { Runbook, Section } from './model.ts';
import { findPlaceholders } from './placeholders/find-placeholders.ts';
import { findExpressions, readExpression } from './promql/find-expressions.ts';
import { actionsBetween, assembleActions } from './steps/assemble-actions.ts';
import { findActions } from './steps/find-actions.ts';
import { gatherItems } from './steps/gather-items.ts';
import { listSteps } from './steps/list-steps.ts';

export const parseRunbook = (text: string): Runbook => {
  const document = readMarkdown(text);
  const { lines, outline, frontMatter } = document;
  const blocks = readBlocks(document);
  const targets = readTargets(document);
  const drafts = findActions(document, blocks);
  const commandDrafts = drafts.filter((draft) => draft.kind === 'command');
  const placeholders = findPlaceholders(document, blocks, targets, commandDrafts);
  const expressions = findExpressions(document, blocks, commandDrafts);
  const found = findAlerts(document, blocks);
  const items = gatherItems(document);
  const { actions, commands, waits, commandsOf } = assembleActions(drafts, placeholders, items, lines);
  const steps = listSteps(document, items, commandsOf);
  return {
    title: outline.title ?? frontMatter?.title ?? null,
    lineCount: lines.count,
    sections: outline.sections.map((frame): Section => ({
      ...frame,
      steps: steps.get(frame.index) ?? [],
      actions: actionsBetween(actions, frame),
    })),
    blocks: blocks.blocks,
    commands,
    waits,
    alerts: found.alerts,
    objectives: found.objectives,
    expressions: [...expressions, ...found.expressions].map((expression) =>
      readExpression(expression, document),
    ),
    placeholders: placeholders.all,
    links: readLinks(document, targets),
  };
};
