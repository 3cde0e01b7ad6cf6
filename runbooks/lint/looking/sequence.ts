// What a procedure does, one thing after the other: its steps, or its numbered sub-sections.
import type { Command, Place, Section } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { childrenOf, commandsIn, commandsOf, textOf } from './section-tree.ts';

export interface Item extends Place {
  /** Its title or text, with what is said below it. */
  readonly text: string;
  readonly commands: readonly Command[];
}

/** Of each section that is a sequence; a list of "if …" is none. */
export const sequencesOf = oncePer((document: LintDocument): readonly (readonly Item[])[] =>
  document.runbook.sections.flatMap((section) => {
    const items = itemsOf(document, section);
    return items.length > 1 ? [items] : [];
  }),
);

const itemsOf = (document: LintDocument, section: Section): readonly Item[] => {
  const steps = section.steps.filter(({ number }) => number !== null);
  if (steps.length > 1) {
    return steps
      .filter(({ condition }) => condition === null)
      .map((step) => ({
        line: step.line,
        endLine: step.endLine,
        text: [step.text, ...commandsOf(step).map(({ label }) => label ?? '')].join('\n'),
        commands: commandsOf(step),
      }));
  }
  return childrenOf(document, section)
    .filter(({ title }) => /^(?:step\s*)?\d+[.):]?\s/i.test(title))
    .map((child) => ({
      line: child.line,
      endLine: child.endLine,
      text: [child.title, textOf(document, { line: child.line + 1, endLine: child.endLine })].join('\n'),
      commands: commandsIn(document, child),
    }));
};
