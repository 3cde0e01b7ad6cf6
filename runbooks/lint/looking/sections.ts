// Where a line of a runbook stands: its section, those around it, and the procedure that they make up together.
import type { Block, Command, Place, Role, Section, Step } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { within } from './ordered.ts';

/** From the section itself to the outermost one. */
export const around = (document: LintDocument, section: number | null): readonly Section[] => {
  const found: Section[] = [];
  for (let at = section; at !== null && found.length < 20;) {
    const one = document.runbook.sections[at];
    if (one === undefined) break;
    found.push(one);
    at = one.parent;
  }
  return found;
};

export const roleAt = (document: LintDocument, section: number | null): Role | null =>
  section === null ? null : (document.runbook.sections[section]?.role ?? null);

const lists =
  /\b(?:reference|cheat ?sheet|cheatsheet|useful|handy|glossary|appendix)\b|\S\s+commands?(?: list)?$/i;

/** Commands ask it of their section again and again. */
export const ofSection = <T>(make: (document: LintDocument, section: number | null) => T) => {
  const made = oncePer((): Map<number | null, { readonly value: T }> => new Map());
  return (document: LintDocument, section: number | null): T => {
    const known = made(document).get(section) ?? { value: make(document, section) };
    made(document).set(section, known);
    return known.value;
  };
};

/** All titles around it, outermost first, as one text. */
export const titlesAt = ofSection((document, section): string =>
  around(document, section)
    .map(({ title }) => title)
    .toReversed()
    .join(' / '),
);

/** A list of commands to look things up in, not something that is followed from top to bottom. */
export const isReference = ofSection((document, section): boolean =>
  around(document, section).some(
    ({ role, ownRole, title }) =>
      (ownRole && role === 'reference') || (lists.test(title) && !tasks.test(title)),
  ),
);

// "Diagnosis commands" belong to an incident.
const tasks =
  /\b(?:diagnos\w*|troubleshoot\w*|recover\w*|remediat\w*|fix\w*|emergency|rollback|restore|verif\w*|incident)\b/i;

/** The section at the root of the procedure that a section belongs to; null before the first heading. */
export const procedureOf = ofSection((document, section): Section | null => {
  const [own, ...outer] = around(document, section);
  if (own === undefined) return null;
  let root = own;
  for (const parent of outer) {
    if (!isPart(root, parent)) break;
    root = parent;
  }
  return root;
});

// Several of them stand below such a title, each for itself.
const collection =
  /\b(?:issues|problems|scenarios|procedures|runbooks|playbooks|alerts|incidents|operations|tasks|errors|failures|methods|options|strategies|services|commands)\b|\b(?:maintenance|troubleshooting|faq|reference)\b/i;
const numbered = /^(?:\d+[.):]?\s|(?:step|phase|stage|part)\b|[a-z][.)]\s)/i;
const alternative = /^(?:if|when|option|scenario|case|method|alternative|variant|issue|level|approach|or)\b/i;
const generic =
  /^(?:procedure|process|steps?|actions?|commands?|instructions|immediate actions?|during|execution|before you begin)\b/i;

/** A chapter of what its parent describes, rather than a procedure of its own. */
const isPart = (section: Section, parent: Section): boolean => {
  if (alternative.test(section.title.replace(/^\d+[.):]?\s+/, ''))) return false;
  if (section.ownRole && section.role !== 'reference')
    return parent.level > 1 || !collection.test(parent.title);
  if (section.bold || generic.test(section.title)) return true;
  return numbered.test(section.title) && !collection.test(parent.title);
};

/** The list items that a command stands in, outermost first. */
export const stepsAround = (document: LintDocument, command: Command): readonly Step[] =>
  stepIndex(document).get(command.index) ?? [];

const stepIndex = oncePer((document): ReadonlyMap<number, readonly Step[]> => {
  const index = new Map<number, readonly Step[]>();
  const visit = (step: Step, outer: readonly Step[]): void => {
    const chain = [...outer, step];
    for (const command of step.commands) index.set(command.index, chain);
    for (const inner of step.steps) visit(inner, chain);
  };
  for (const { steps } of document.runbook.sections) for (const step of steps) visit(step, []);
  return index;
});

/** True when what one of them is for excludes the other: two list items that each begin with their own "if". */
export const excludeEachOther = (document: LintDocument, one: Command, other: Command): boolean => {
  const mine = stepsAround(document, one);
  const theirs = stepsAround(document, other);
  return mine.some(
    (step, depth) =>
      step.condition !== null &&
      theirs[depth] !== undefined &&
      theirs[depth] !== step &&
      theirs[depth].condition !== null,
  );
};

/** A line of prose that is for another case than a command. */
export const inOtherBranch = (document: LintDocument, command: Command, { line }: Place): boolean => {
  const [mine] = stepsAround(document, command).filter(({ condition }) => condition !== null);
  if (mine === undefined) return false;
  const steps = around(document, command.section)[0]?.steps ?? [];
  return steps.some(
    (step) => step !== mine && step.condition !== null && line >= step.line && line <= lastLineOf(step),
  );
};

export const lastLineOf = (step: Step): number =>
  Math.max(step.endLine, ...step.steps.map(lastLineOf), ...step.commands.map(({ endLine }) => endLine));

export const isWithin = (inner: Place, outer: Place): boolean =>
  inner.line >= outer.line && inner.endLine <= outer.endLine;

/** The commands of the procedure that a command belongs to, those for other cases left out. */
export const procedureCommands = (document: LintDocument, command: Command): readonly Command[] =>
  (byProcedure(document).get(procedureOf(document, command.section)?.index ?? -1) ?? []).filter(
    (other) => other === command || !excludeEachOther(document, command, other),
  );

const byProcedure = oncePer((document) => {
  const { commands } = document.runbook;
  const roots = new Map(commands.map(({ section }) => [section, procedureOf(document, section)]));
  const found = new Map<number, readonly Command[]>();
  for (const root of roots.values()) {
    found.set(
      root?.index ?? -1,
      root === null ? commands.filter(({ section }) => section === null) : within(commands, root),
    );
  }
  return found;
});

export const commandsBefore = (document: LintDocument, command: Command): readonly Command[] =>
  procedureCommands(document, command).filter(({ index }) => index < command.index);

export const commandsAfter = (document: LintDocument, command: Command): readonly Command[] =>
  procedureCommands(document, command).filter(({ index }) => index > command.index);

/** The same one by one, for whoever stops at the first. */
export const eachAfter = function* (document: LintDocument, command: Command): Generator<Command> {
  const all = byProcedure(document).get(procedureOf(document, command.section)?.index ?? -1) ?? [];
  for (let at = firstAfter(all, command.index); at < all.length; at += 1) {
    const other = all[at];
    if (other !== undefined && !excludeEachOther(document, command, other)) yield other;
  }
};

const firstAfter = (commands: readonly Command[], index: number): number => {
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.index ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The text of some lines. */
export const textOf = (document: LintDocument, { line, endLine }: Place): string =>
  document.lines.slice(line - 1, endLine).join('\n');

/** The text of the procedure that a section belongs to, commands and headings included. */
export const procedureText = (document: LintDocument, section: number | null): string => {
  const root = procedureOf(document, section);
  if (root === null) return '';
  return [titlesAt(document, section), textOf(document, root)].join('\n');
};

/** Prose and list items, without fences, tables and headings. */
export const proseBlocks = (document: LintDocument, place: Place): readonly Block[] =>
  within(prose(document), place);

const prose = oncePer((document) =>
  document.runbook.blocks.filter(({ kind }) => kind === 'prose' || kind === 'list-item'),
);

export const fenceOf = (document: LintDocument, command: Command): Block | null =>
  command.block === null ? null : (document.runbook.blocks[command.block] ?? null);
