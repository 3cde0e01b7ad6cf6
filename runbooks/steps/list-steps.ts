// Numbered and bulleted steps and those in tables, each with its condition, its commands and the steps inside it.
import type { MarkdownDocument } from '../markdown/document.ts';
import type { ListItem } from '../markdown/leaves.ts';
import type { Step } from '../model.ts';
import type { Actions } from './assemble-actions.ts';
import type { GatheredItems } from './gather-items.ts';
import { conditionOf } from './step-conditions.ts';

/** For each section the steps that stand right in it. */
export const listSteps = (
  { items, lines, text }: MarkdownDocument,
  { textOf, sectionOf }: GatheredItems,
  { commandsOf, rows }: Pick<Actions, 'commandsOf' | 'rows'>,
): ReadonlyMap<number | null, readonly Step[]> => {
  const inside = new Map<ListItem, Step[]>();
  const bySection = new Map<number | null, Step[]>();
  // Backwards: the steps inside an item come before it.
  for (const item of items.toReversed()) {
    const words = textOf.get(item) ?? '';
    const step: Step = {
      ...lines.spanOf(item.from, endOf(item, text)),
      number: item.number === null ? null : String(item.number),
      text: words,
      condition: conditionOf(words),
      commands: commandsOf.get(item) ?? [],
      steps: inside.get(item)?.toReversed() ?? [],
    };
    const section = sectionOf.get(item) ?? null;
    const nested = item.above !== null && (sectionOf.get(item.above) ?? null) === section;
    if (nested && item.above !== null) add(inside, item.above, step);
    else add(bySection, section, step);
  }
  for (const row of rows.toReversed()) {
    const { span, section, number, condition, text: words } = row;
    const commands = commandsOf.get(row) ?? [];
    add(bySection, section, { ...span, number, text: words, condition, commands, steps: [] });
  }
  return new Map(
    [...bySection].map(([section, steps]) => [
      section,
      steps.toReversed().sort((one, other) => one.line - other.line),
    ]),
  );
};

/** Behind its last character that is no white space. */
const endOf = ({ from, to }: ListItem, text: string): number => {
  let end = to;
  while (end > from && /\s/.test(text.charAt(end - 1))) end -= 1;
  return end;
};

const add = <K>(map: Map<K, Step[]>, key: K, step: Step): void => {
  const steps = map.get(key);
  if (steps === undefined) map.set(key, [step]);
  else steps.push(step);
};
