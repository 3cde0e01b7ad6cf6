// Markdown → what we know of a runbook. Pure, and never fails: whatever isn't understood is prose.
import { readBlocks } from './blocks/read-blocks.ts';
import { readLinks } from './blocks/links.ts';
import { readMarkdown } from './markdown/document.ts';
import type { Runbook, Section } from './model.ts';
import { actionsBetween, assembleActions } from './steps/assemble-actions.ts';
import { findActions } from './steps/find-actions.ts';
import { listSteps } from './steps/list-steps.ts';

export const parseRunbook = (text: string): Runbook => {
  const document = readMarkdown(text);
  const { lines, outline, frontMatter } = document;
  const blocks = readBlocks(document);
  const drafts = findActions(document, blocks);
  const { actions, commands, waits, commandsOf } = assembleActions(
    drafts,
    () => [],
    () => null,
    lines,
  );
  const steps = listSteps(document, commandsOf);
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
    alerts: [],
    objectives: [],
    expressions: [],
    placeholders: [],
    links: readLinks(document),
  };
};
