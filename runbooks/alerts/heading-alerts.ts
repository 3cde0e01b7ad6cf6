// "## Alert: InstanceDown (severity: critical)": a section for an alert whose condition stands somewhere else.
import type { MarkdownDocument } from '../markdown/document.ts';
import { nameOfTitle } from './alert-names.ts';
import type { AlertDraft } from './draft.ts';
import type { SectionPlaces } from './section-places.ts';
import { worded } from './wordings.ts';
import { wholeOf } from './statement.ts';

/** Its name is all that is known of its condition. */
export const headingAlerts = (
  { leaves, outline }: MarkdownDocument,
  places: SectionPlaces,
  known: readonly AlertDraft[],
): readonly AlertDraft[] => {
  const answered = new Set(known.map(({ section }) => places.ownerOf(section)?.index ?? section));
  const found: AlertDraft[] = [];
  for (const [at, leaf] of leaves.entries()) {
    const section = outline.sectionOf[at] ?? null;
    const heading = outline.headings[at] ?? null;
    if (heading === null || leaf.kind !== 'heading' || section === null || answered.has(section)) continue;
    const { name, severity, saysAlert } = nameOfTitle(heading.title);
    if (!saysAlert || /^(?:[<[{$]|$)/.test(name)) continue;
    const start = leaf.inline.plain.indexOf(name);
    const statement = {
      ...wholeOf(leaf.inline),
      from: Math.max(0, start),
      to: Math.max(0, start) + name.length,
    };
    const condition = { ...worded(statement), form: 'T8', text: name } as const;
    found.push({
      name,
      severity: heading.severity ?? severity,
      origin: 'section',
      section,
      conditions: [condition],
      from: leaf.from,
      to: leaf.to,
    });
  }
  return found;
};
