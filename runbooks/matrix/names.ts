// Sections by the name of the alert that they are about: the same name first, then the same letters and digits. Nothing fuzzier.
import type { LintDocument } from '../lint/rule.ts';
import { folded, headingAnchors } from '../lint/looking/slugs.ts';
import { listedAlerts } from '../alerts/listed-alerts.ts';
import type { Section } from '../model.ts';
import type { Via } from './model.ts';

export interface NamedSection {
  readonly document: LintDocument;
  readonly section: Section;
}

interface Candidate extends NamedSection {
  /** The alert only stands in a table or a list there, among others. */
  readonly listed: boolean;
}

export interface NameIndex {
  find(name: string): (NamedSection & { readonly via: Via }) | null;
}

export const indexNames = (documents: readonly LintDocument[]): NameIndex => {
  const byName = new Map<string, Candidate[]>();
  const byWords = new Map<string, Candidate[]>();
  const add = (map: Map<string, Candidate[]>, key: string, named: Candidate): void => {
    if (key !== '') map.set(key, [...(map.get(key) ?? []), named]);
  };
  for (const document of documents) {
    const { sections, alerts } = document.runbook;
    const list = listedAlerts(document.runbook);
    const links = linkedFrom(document);
    for (const section of sections) {
      const named = { document, section, listed: false };
      const title = bareTitle(section.title);
      for (const name of new Set([title, ...identifiers(title)])) add(byName, name, named);
      for (const words of new Set([title, withoutBrackets(title)].map(wordsOf))) add(byWords, words, named);
    }
    for (const alert of alerts) {
      const { name, section: index } = alert;
      const section = index === null ? undefined : sections[index];
      if (name === null || section === undefined) continue;
      const listed = list.has(alert);
      const linked = listed ? links.get(alert.line) : undefined;
      for (const named of [
        { document, section, listed },
        ...(linked === undefined ? [] : [{ document, section: linked, listed: false }]),
      ]) {
        add(byName, name, named);
        add(byWords, wordsOf(name), named);
      }
    }
  }
  const best = (named: readonly Candidate[] = []): NamedSection | null => {
    const [first] = named.toSorted(better);
    return first === undefined ? null : { document: first.document, section: first.section };
  };
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

/** "Node out of sync (NodeOutOfSync)" */
const withoutBrackets = (title: string): string => title.replace(/\s*\([^()]*\)\s*$/, '');

/** For each line the section of the same document that it links to. */
const linkedFrom = (document: LintDocument): ReadonlyMap<number, Section> => {
  const found = new Map<number, Section>();
  for (const { url, line } of document.runbook.links) {
    const section = url.startsWith('#') ? headingAnchors(document).get(folded(url.slice(1))) : undefined;
    if (section !== undefined && !found.has(line)) found.set(line, section);
  }
  return found;
};

// Words that only a name can be: `HighErrorRate`, `queue_backlog`.
const identifiers = (title: string): readonly string[] =>
  (title.match(/[\w:]+/g) ?? []).filter((word) => /[a-z0-9][A-Z]|\w_\w/.test(word));

/** What somebody can act on comes first: an alert is often listed in a table before it has its section. */
const better = (a: Candidate, b: Candidate): number =>
  Number(a.listed) - Number(b.listed) ||
  Number(b.section.actions.length > 0) - Number(a.section.actions.length > 0) ||
  a.section.level - b.section.level ||
  a.section.line - b.section.line;
