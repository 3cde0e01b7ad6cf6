// Sections as a tree, and what stands in them.
import type { Command, Place, Section, Step } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';

export const childrenOf = (document: LintDocument, { index }: Section): readonly Section[] =>
  byParent(document).get(index) ?? [];

const byParent = oncePer(({ runbook }: LintDocument) =>
  Map.groupBy(runbook.sections, ({ parent }) => parent),
);

export const parentOf = ({ runbook }: LintDocument, section: Section): Section | null =>
  section.parent === null ? null : (runbook.sections[section.parent] ?? null);

/** The section itself and everything nested in it, in order. */
export const subtreeOf = ({ runbook }: LintDocument, section: Section): readonly Section[] => {
  const found: Section[] = [section];
  for (let at = section.index + 1; at < runbook.sections.length; at += 1) {
    const one = runbook.sections[at];
    if (one === undefined || one.line > section.endLine) break;
    found.push(one);
  }
  return found;
};

export const commandsIn = ({ runbook }: LintDocument, { line, endLine }: Section): readonly Command[] => {
  const found: Command[] = [];
  for (let at = firstFrom(runbook.commands, line); at < runbook.commands.length; at += 1) {
    const command = runbook.commands[at];
    if (command === undefined || command.line > endLine) break;
    found.push(command);
  }
  return found;
};

/** Commands stand in the order of the document. */
const firstFrom = (commands: readonly Command[], line: number): number => {
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const textOf = (
  { lines }: LintDocument,
  { line, endLine }: { line: number; endLine: number },
): string => lines.slice(line - 1, endLine).join('\n');

/** Steps with those nested in them, in the order of the document. */
export const flatSteps = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => [step, ...flatSteps(step.steps)]);

/** The commands of a step and of the steps in it. */
export const commandsOf = (step: Step): readonly Command[] =>
  flatSteps([step]).flatMap(({ commands }) => commands);

/** From the heading to the last line with anything on it. */
export const visiblePart = ({ lines }: LintDocument, { line, endLine }: Section): Place => {
  let end = endLine;
  while (end > line && /^\s*(?:-{3,}|\*{3,})?\s*$/.test(lines[end - 1] ?? '')) end -= 1;
  return { line, endLine: end };
};
