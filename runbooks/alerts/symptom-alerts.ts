// Symptoms that a monitor could see: a threshold, a metric that rises, a status that is returned.
import { isMachineName } from './alert-names.ts';
import type { AlertDraft } from './draft.ts';
import { readConditions } from './read-conditions.ts';
import type { SectionPlaces } from './section-places.ts';
import { textOf, type FoundCondition, type Statement } from './statement.ts';
import { isEvent, isTrend, worded } from './wordings.ts';

export const symptomAlert = (
  statement: Statement,
  section: number | null,
  places: SectionPlaces,
): AlertDraft | null => {
  const conditions = symptomsIn(statement);
  if (conditions.length === 0) return null;
  const title = places.nameOf(places.ownerOf(section));
  return {
    name: title !== null && (title.saysAlert || isMachineName(title.name)) ? title.name : null,
    severity: title?.severity ?? places.severityOf(section),
    origin: 'symptom',
    section,
    conditions,
    from: Math.min(...conditions.map(({ from }) => from)),
    to: Math.max(...conditions.map(({ to }) => to)),
  };
};

const symptomsIn = (statement: Statement): readonly FoundCondition[] => {
  const found = readConditions(statement);
  if (found.length > 0) return found;
  const text = textOf(statement);
  // `Alert: "X"` names an alert and states nothing.
  if (text.length > 300 || /^\W*alerts?\b/i.test(text)) return [];
  if (isEvent(text)) return [worded(statement)];
  const hasMetric = statement.inline.codes.some(
    (code) =>
      code.from >= statement.from &&
      code.to <= statement.to &&
      /^[a-z][a-z0-9]*(?:[_:][a-z0-9]+)+$/i.test(code.text),
  );
  return hasMetric && isTrend(text) ? [worded(statement)] : [];
};
