// Which drills play an alert or a section, and the last time that one of them was played.
import { findSection } from '../find-section.ts';
import type { Section } from '../model.ts';
import type { DrillFacts, Drilled, MatrixInput, PlayedDrill } from './model.ts';
import type { NamedSection } from './names.ts';

export const drilledOf = (
  { drills, played }: MatrixInput,
  alerts: readonly string[],
  place: NamedSection | null,
): Drilled => {
  const meant = (drill: DrillFacts): boolean =>
    drill.alerts.some((name) => alerts.includes(name)) || (place !== null && playsSection(drill, place));
  const ids = (drills ?? []).filter(meant).map(({ id }) => id);
  const last = (played ?? [])
    .filter((drill) => ids.includes(drill.id) || meant(drill))
    .reduce<PlayedDrill | null>(
      (latest, drill) => (latest === null || drill.startedAt > latest.startedAt ? drill : latest),
      null,
    );
  return { drills: ids, last };
};

/** One that the drill names lies in the section. */
const playsSection = ({ sections }: DrillFacts, { document, section }: NamedSection): boolean =>
  sections.some((path) => {
    const found = findSection(document.runbook, path).section;
    return found !== null && isInside(found, section);
  });

const isInside = (inner: Section, outer: Section): boolean =>
  outer.line <= inner.line && inner.endLine <= outer.endLine;
