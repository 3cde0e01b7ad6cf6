// Sections by the name of the alert that they are about: the same name first, then the same letters and digits. Nothing fuzzier.
import type { LintDocument } from '../lint/rule.ts';
import type { Section } from '../model.ts';
import type { Via } from './model.ts';

export interface NamedSection {
  readonly document: LintDocument;
  readonly section: Section;
}

export interface NameIndex {
  find(name: string): (NamedSection & { readonly via: Via }) | null;
}

export const indexNames = (documents: readonly LintDocument[]): NameIndex => {
  const byName = new Map<string, NamedSection[]>();
  const byWords = new Map<string, NamedSection[]>();
  const add = (map: Map<string, NamedSection[]>, key: string, named: NamedSection): void => {
    if (key !== '') map.set(key, [...(map.get(key) ?? []), named]);
  };
  for (const document of documents) {
    const { sections, alerts } = document.runbook;
    for (const section of sections) {
      const named = { document, section };
      const title = bareTitle(section.title);
      for (const name of new Set([title, ...identifiers(title)])) add(byName, name, named);
      add(byWords, wordsOf(title), named);
    }
    for (const { name, section: index } of alerts) {
      const section = index === null ? undefined : sections[index];
      if (name === null || section === undefined) continue;
      add(byName, name, { document, section });
      add(byWords, wordsOf(name), { document, section });
    }
  }
  const best = (named: readonly NamedSection[] = []): NamedSection | null =>
    named.toSorted(better)[0] ?? null;
  return {
    find(name) {
      const same = best(byName.get(name));
      if (same !== null) return { ...same, via: 'name' };
      const alike = best(byWords.get(wordsOf(name)));
      return alike === null ? null : { ...alike, via: 'words' };
    },
  };
};

/** `HighErrorRate`, `High error rate` and `high_error_rate` are the same. */
export const wordsOf = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Without `3.`, `Alert:` and the like in front. */
export const bareTitle = (title: string): string =>
  title
    .replace(/^[\d.]+[.)]\s+/, '')
    .replace(/^(alert|incident|runbook|scenario)\s*(\d+\s*)?[:–—-]\s*/i, '')
    .trim();

// Words that only a name can be: `HighErrorRate`, `queue_backlog`.
const identifiers = (title: string): readonly string[] =>
  (title.match(/[\w:]+/g) ?? []).filter((word) => /[a-z0-9][A-Z]|\w_\w/.test(word));

/** What somebody can act on comes first: an alert is often listed in a table before it has its section. */
const better = (a: NamedSection, b: NamedSection): number =>
  Number(b.section.actions.length > 0) - Number(a.section.actions.length > 0) ||
  a.section.level - b.section.level ||
  a.section.line - b.section.line;
