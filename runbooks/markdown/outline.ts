// Sections: which heading stands in which, what each is for, and where it ends.
import type { Role, Section } from '../model.ts';
import { headingOf, type Heading } from './headings.ts';
import type { Leaf, Scope } from './leaves.ts';
import type { LineIndex } from './lines.ts';
import { roleOfTitle, type OwnRole } from './roles.ts';

/** A section without what stands in it. */
export type SectionFrame = Omit<Section, 'steps' | 'actions'>;

export interface Outline {
  readonly title: string | null;
  readonly sections: readonly SectionFrame[];
  /** For each leaf the heading that it is or begins with. */
  readonly headings: readonly (Heading | null)[];
  /** For each leaf the section that it stands in. */
  readonly sectionOf: readonly (number | null)[];
}

export const readOutline = (leaves: readonly Leaf[], text: string, lines: LineIndex): Outline => {
  const headings = leaves.map((leaf) => headingOf(leaf, text));
  const documentTitle = loneTitle(headings);
  const open: OpenSection[] = [];
  const all: OpenSection[] = [];
  const levelOf = levelCounter();
  // In each section what the last one in it with a role of its own was for.
  const lastRole = new Map<OpenSection | null, Role | null>();
  const sectionOf = leaves.map((leaf, at) => {
    endScopes(open, leaf.from);
    const heading = headings[at] ?? null;
    if (heading !== null) {
      const level = levelOf(open, heading);
      endSections(open, heading, level);
      const parent = open.at(-1) ?? null;
      const behind = lastRole.get(parent) ?? null;
      const section = openSection(heading, level, parent, all.length, documentTitle, behind);
      if (section.ownRole) lastRole.set(parent, section.role);
      open.push(section);
      all.push(section);
    }
    return open.at(-1)?.index ?? null;
  });
  return {
    title: documentTitle?.title ?? null,
    sections: all.map((section) => frameOf(section, lines)),
    headings,
    sectionOf,
  };
};

interface OpenSection {
  readonly heading: Heading;
  readonly index: number;
  readonly level: number;
  readonly parent: OpenSection | null;
  readonly path: readonly string[];
  readonly role: Role | null;
  readonly ownRole: boolean;
  /** Offset of what ends it; null while nothing does. */
  end: number | null;
}

const openSection = (
  heading: Heading,
  level: number,
  parent: OpenSection | null,
  index: number,
  documentTitle: Heading | null,
  behind: Role | null,
): OpenSection => {
  const isTitle = heading === documentTitle;
  const above = parent === null || parent.heading === documentTitle ? [] : parent.path;
  const own = isTitle ? null : roleOfTitle(heading.title);
  const counts = own !== null && (!own.weak || weakCounts(heading, level, parent));
  return {
    heading,
    index,
    level,
    parent,
    path: [...above, heading.title],
    role: counts ? roleBehind(own, behind) : (parent?.role ?? null),
    ownRole: counts,
    end: null,
  };
};

/** "Check" behind "Fix" looks whether it helped. */
const roleBehind = ({ role, checks }: OwnRole, behind: Role | null): Role =>
  checks && (behind === 'remediation' || behind === 'verification') ? 'verification' : role;

/** "Emergency Procedures" over many others says nothing; "Steps" does, and so does a title further down, where nothing around it tells more. */
const weakCounts = ({ title }: Heading, level: number, parent: OpenSection | null): boolean =>
  (parent?.role ?? null) === null && (level >= 3 || !title.includes(' '));

/**
 * A bold line stands one level below the last real heading, a numbered bold line below an unnumbered one; in a list item
 * or a quote it stands below the section that its container stands in.
 */
const levelCounter = () => {
  let namedPart = false;
  return (open: readonly OpenSection[], heading: Heading): number => {
    const numbered = /^\d+[.)]/.test(heading.title);
    const deeper = numbered && namedPart ? 2 : 1;
    namedPart = heading.level === null && (!numbered || namedPart);
    if (heading.level !== null) return heading.level;
    const real = open.findLast((section) => section.heading.level !== null)?.level ?? 0;
    const last = open.at(-1);
    const nested = last !== undefined && last.heading.scope !== heading.scope;
    return Math.max(real + deeper, nested ? last.level + 1 : 0);
  };
};

const endScopes = (open: OpenSection[], at: number): void => {
  while (open.length > 0) {
    const scope = open.at(-1)?.heading.scope ?? null;
    if (scope === null || scope.to > at) return;
    const ended = open.pop();
    if (ended !== undefined) ended.end = scope.to;
  }
};

/** What stands in the same container at the same or a deeper level ends; a heading in a list item ends nothing outside of it. */
const endSections = (open: OpenSection[], heading: Heading, level: number): void => {
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    if (last.level < level || !isInside(last.heading.scope, heading.scope)) return;
    last.end = heading.from;
    open.pop();
  }
};

const isInside = (scope: Scope | null, outer: Scope | null): boolean =>
  outer === null || scope === outer || (scope !== null && scope.from >= outer.from && scope.to <= outer.to);

/** The document's title: its first heading, when no other has its level. */
const loneTitle = (headings: readonly (Heading | null)[]): Heading | null => {
  const [first, ...others] = headings.filter((heading) => heading !== null);
  return first?.level === 1 && others.every(({ level }) => level !== 1) ? first : null;
};

const frameOf = (section: OpenSection, lines: LineIndex): SectionFrame => {
  const { heading, end, index, level, parent, path, role, ownRole } = section;
  return {
    index,
    parent: parent?.index ?? null,
    title: heading.title,
    path,
    level,
    bold: heading.level === null,
    role,
    ownRole,
    severity: heading.severity,
    line: lines.lineAt(heading.from),
    endLine: lastLine(heading, end, lines),
  };
};

const lastLine = ({ from, scope }: Heading, end: number | null, lines: LineIndex): number => {
  if (end === null) return Math.max(1, lines.count);
  const last = end === scope?.to ? lines.lineAt(end - 1) : lines.lineAt(end) - 1;
  return Math.max(lines.lineAt(from), last);
};
