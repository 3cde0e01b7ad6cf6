// The sections that answer an alert, or look as if they should: they name one, or have both a diagnosis and a remedy.
import type { LintDocument } from '../lint/rule.ts';
import type { Section } from '../model.ts';

export interface Incident {
  readonly section: Section;
  /** Alerts that the section itself names. */
  readonly names: readonly string[];
}

/** `answered`: those that an alert leads to. In the order of the document. */
export const incidentSections = (
  { runbook }: LintDocument,
  answered: readonly Section[],
): readonly Incident[] => {
  const { sections, alerts } = runbook;
  const names = new Map<Section, string[]>();
  for (const { name, section: index } of alerts) {
    const section = index === null ? undefined : sections[index];
    if (name !== null && section !== undefined) names.set(section, [...(names.get(section) ?? []), name]);
  }
  const wanted = new Set<Section>([...answered, ...names.keys()]);
  for (const section of sections) {
    const roles = new Set(
      sections.filter(({ parent, ownRole }) => ownRole && parent === section.index).map(({ role }) => role),
    );
    const looks = roles.has('diagnosis') || roles.has('symptom') || roles.has('trigger');
    if (looks && roles.has('remediation') && !hasAncestor(section, wanted, sections)) wanted.add(section);
  }
  return sections
    .filter((section) => wanted.has(section))
    .map((section) => ({ section, names: [...new Set(names.get(section) ?? [])] }));
};

const hasAncestor = (section: Section, of: ReadonlySet<Section>, all: readonly Section[]): boolean => {
  let parent = section.parent === null ? undefined : all[section.parent];
  while (parent !== undefined) {
    if (of.has(parent)) return true;
    parent = parent.parent === null ? undefined : all[parent.parent];
  }
  return false;
};
