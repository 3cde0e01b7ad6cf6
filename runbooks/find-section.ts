// Finds a section by its path, e.g. `Circuit Breaker Open > Diagnosis`.
import { takeSeverity } from './markdown/severities.ts';
import type { Runbook, Section } from './model.ts';

export type FoundSection =
  | { readonly section: Section }
  /** `suggestions` are paths that would have been found, the likeliest first; with several sections of that path, theirs. */
  | { readonly section: null; readonly ambiguous: boolean; readonly suggestions: readonly string[] };

/** `path` is the end of a section's path: enclosing titles may be left out, in the middle too. Case doesn't matter. */
export const findSection = (runbook: Runbook, path: string): FoundSection => {
  const wanted = path.split('>').map(normalise);
  const candidates = runbook.sections.filter(
    (section) => matches(section.path.map(normalise), wanted) || isWhole(section, path),
  );
  const exact = candidates.filter(
    (section) => section.path.length === wanted.length || isWhole(section, path),
  );
  const [section, another] = exact.length > 0 ? exact : candidates;
  if (section !== undefined && another === undefined) return { section };
  if (section !== undefined)
    return {
      section: null,
      ambiguous: true,
      suggestions: candidates.map((one) => `${pathText(one)} (line ${one.line})`),
    };
  return { section: null, ambiguous: false, suggestions: nearest(runbook, wanted) };
};

export const pathText = (section: Section): string => section.path.join(' > ');

/** A title may hold a `>` itself: "Latency > 2s". */
const isWhole = (section: Section, path: string): boolean =>
  section.path.some((title) => title.includes('>')) &&
  pathText(section).replace(/\s+/g, ' ').toLowerCase() === path.trim().replace(/\s+/g, ' ').toLowerCase();

// `Issue: Broker down`, `Incident 3 - Broker down` and `3. Broker down` are all about "Broker down".
const kindOfSection =
  /^(?:(?:issue|alert|incident|scenario|problem|procedure|runbook|playbook)(?:\s*#?\d+)?\s*[:–—-]\s+|\d+[.)]\s+)/;

/** A path may have the severity of a title as it is written: the model's titles have none. */
const normalise = (title: string): string =>
  takeSeverity(title.trim().replace(/\s+/g, ' ').replace(/:$/, ''))
    .rest.toLowerCase()
    .replace(kindOfSection, '');

/** The last titles are equal, the others stand in the path in their order. */
const matches = (path: readonly string[], wanted: readonly string[]): boolean => {
  if (path.at(-1) !== wanted.at(-1)) return false;
  let at = 0;
  for (const title of path) if (title === wanted[at]) at += 1;
  return at >= wanted.length;
};

const nearest = (runbook: Runbook, wanted: readonly string[]): readonly string[] => {
  const words = new Set(wanted.join(' ').match(/[\p{L}\p{N}]+/gu) ?? []);
  const scored = runbook.sections.map((section) => ({
    text: pathText(section),
    shared: new Set(
      normalise(pathText(section))
        .match(/[\p{L}\p{N}]+/gu)
        ?.filter((word) => words.has(word)),
    ).size,
    length: section.path.length,
  }));
  return scored
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared || one.length - other.length)
    .slice(0, 3)
    .map(({ text }) => text);
};
