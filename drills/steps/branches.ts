// Which commands of a section this drill takes: a branch ("If the provider is slow: …") and one of several alternatives are chosen, never run in a row.
import type { Action, Command, Section, Step } from '../../runbooks/model.ts';

/** Commands that are not taken, with the reason. `take`: parts of a branch's condition, of a label or of a command. */
export const notTakenIn = (section: Section, take: readonly string[]): ReadonlyMap<Action, string> => {
  const reasons = new Map<Action, string>();
  const wanted = (text: string): boolean =>
    take.some((one) => text.toLowerCase().includes(one.toLowerCase()));
  const actions = new Set<Action>(section.actions);
  for (const { commands, condition } of branchesOf(section)) {
    if (wanted(condition) || commands.some(({ command }) => wanted(command))) continue;
    for (const command of commands)
      if (actions.has(command)) reasons.set(command, `only "${condition}", which this drill does not say`);
  }
  for (const menu of menusOf(section)) {
    const chosen = menu.filter((one) => wanted(one.command) || wanted(one.label ?? ''));
    for (const command of menu)
      if (!chosen.includes(command))
        reasons.set(command, 'one of several alternatives, and this drill names another or none');
  }
  return reasons;
};

/** Parts of `take` that name nothing there is to choose in these sections. */
export const idleTakes = (sections: readonly Section[], take: readonly string[]): readonly string[] => {
  const choices = choicesIn(sections).map((text) => text.toLowerCase());
  return take.filter((one) => !choices.some((text) => text.includes(one.toLowerCase())));
};

/** Conditions, labels and commands that `take` may name. */
export const choicesIn = (sections: readonly Section[]): readonly string[] =>
  sections.flatMap((section) => [
    ...branchesOf(section).flatMap(({ condition, commands }) => [
      condition,
      ...commands.map(({ command }) => command),
    ]),
    ...menusOf(section).flatMap((menu) => menu.flatMap(({ command, label }) => [command, label ?? ''])),
  ]);

interface Branch {
  readonly condition: string;
  readonly commands: readonly Command[];
}

// "If rate limiting: …" is a branch; "Restart it if needed" is a step that a person in need takes.
const beginsWithCondition = /^(?:if|when|in case|si|en cas|falls|wenn)\b/i;

const branchesOf = (section: Section): readonly Branch[] => section.steps.flatMap(branchesIn);

const branchesIn = (step: Step): readonly Branch[] =>
  step.condition !== null && beginsWithCondition.test(step.text)
    ? [{ condition: step.condition, commands: commandsIn(step) }]
    : step.steps.flatMap(branchesIn);

const commandsIn = (step: Step): readonly Command[] => [...step.commands, ...step.steps.flatMap(commandsIn)];

const alternative = /^(?:or\b|alternatively\b|option\b|oder\b|ou\b)/i;

/** Fences in which a label says "Or …" or "Option B": all their commands are alternatives. */
const menusOf = (section: Section): readonly (readonly Command[])[] => {
  const fences = Map.groupBy(
    section.actions.filter(
      (action) => action.kind === 'command' && action.block !== null,
    ) as readonly Command[],
    ({ block }) => block,
  );
  return [...fences.values()].filter((commands) =>
    commands.some(({ label }) => alternative.test(label ?? '')),
  );
};
