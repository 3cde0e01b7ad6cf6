// Where the runbook annotation of an alert rule leads: a URL, a path, `FILE: Title` or `FILE, line 7`, with an anchor as GitHub makes them.
import { nearest } from '../../core/suggest.ts';
import { findSection } from '../find-section.ts';
import { anchorsOf, folded, headingAnchors } from '../lint/looking/slugs.ts';
import type { KnownAlert, LintDocument } from '../lint/rule.ts';
import type { Section } from '../model.ts';

export type Destination =
  | { readonly kind: 'section'; readonly document: LintDocument; readonly section: Section }
  /** The runbook as a whole. */
  | { readonly kind: 'file'; readonly document: LintDocument }
  | { readonly kind: 'dead'; readonly message: string; readonly hint: string | null }
  /** Nothing that we were given, so that nobody can say whether it is there. */
  | { readonly kind: 'elsewhere' };

export interface Links {
  readonly text: string;
  readonly destination: Destination;
}

/** The rule's link, if it has one. */
export const linkOf = (
  { annotations }: KnownAlert,
  documents: readonly LintDocument[],
  neighbours: readonly string[],
): Links | null => {
  const [text] = Object.entries(annotations)
    .filter(
      ([name, value]) => /^(run|play)[-_]?book([-_]?(url|uri|link))?$/i.test(name) && value.trim() !== '',
    )
    .map(([, value]) => value.trim());
  return text === undefined ? null : { text, destination: destinationOf(text, documents, neighbours) };
};

const destinationOf = (
  text: string,
  documents: readonly LintDocument[],
  neighbours: readonly string[],
): Destination => {
  if (text.includes('{{')) return { kind: 'elsewhere' };
  const [, named, title] = /^(\S+\.(?:md|markdown))\s*(?::\s+|\s+>\s+)(\S.*)$/i.exec(text) ?? [];
  const [, lined, line] = /^(\S+\.(?:md|markdown)),\s*lines?\s+(\d+)/i.exec(text) ?? [];
  const [path = '', anchor = ''] = (named ?? lined ?? text).split('#', 2);
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
  const isPath = isUrl || /^[^\s]*(\/|\.(md|markdown|html?)$)/i.test(path);
  if (path !== '' && !isPath) return byTitle(text, documents, text);
  const at = line ?? /^L(\d+)(?:-L?\d+)?$/.exec(anchor)?.[1];
  const found = path === '' ? documents : filesAt(path.split('?')[0] ?? path, documents);
  if (found[0] !== undefined && at !== undefined) return byLine(Number(at), found[0], text);
  if (found.length > 0)
    return title === undefined ? byAnchor(anchor, found, text) : byTitle(title, found, text);
  if (
    isUrl ||
    filesAt(
      path,
      neighbours.map((uri) => ({ uri })),
    ).length > 0
  )
    return { kind: 'elsewhere' };
  const near = nearest(
    path,
    documents.map(({ uri }) => uri),
  );
  return {
    kind: 'dead',
    message: `${text}: no such runbook`,
    hint: near === null ? null : `did you mean ${near}?`,
  };
};

/** The files whose path ends as the link does; of several, those that share most of it. */
const filesAt = <T extends { readonly uri: string }>(path: string, files: readonly T[]): readonly T[] => {
  const wanted = segmentsOf(path);
  const scored = files.map((file) => ({ file, shared: sharedTail(wanted, segmentsOf(file.uri)) }));
  const best = Math.max(0, ...scored.map(({ shared }) => shared));
  return best === 0 ? [] : scored.filter(({ shared }) => shared === best).map(({ file }) => file);
};

// What shows a file under a URL often drops its extension, or shows it as another.
const segmentsOf = (path: string): readonly string[] =>
  path
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.(md|markdown|html?)$/, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');

const sharedTail = (a: readonly string[], b: readonly string[]): number => {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
};

const byAnchor = (anchor: string, documents: readonly LintDocument[], text: string): Destination => {
  const [document] = documents;
  if (document === undefined) return { kind: 'elsewhere' };
  if (anchor === '') return { kind: 'file', document };
  const wanted = folded(anchor);
  for (const one of documents) {
    const section = headingAnchors(one).get(wanted);
    if (section !== undefined) return { kind: 'section', document: one, section };
    if (anchorsOf(one).has(wanted)) return { kind: 'file', document: one };
  }
  const near = nearest(
    wanted,
    documents.flatMap((one) => [...headingAnchors(one).keys()]),
  );
  const message = `${text}: ${document.uri} has no heading with that anchor`;
  return { kind: 'dead', message, hint: near === null ? null : `did you mean #${near}?` };
};

/** The innermost section that holds the line; above all of them it is the runbook as a whole. */
const byLine = (line: number, document: LintDocument, text: string): Destination => {
  if (line > document.lines.length)
    return {
      kind: 'dead',
      message: `${text}: ${document.uri} has ${document.lines.length} lines`,
      hint: null,
    };
  const section = document.runbook.sections.findLast((one) => one.line <= line && line <= one.endLine);
  return section === undefined ? { kind: 'file', document } : { kind: 'section', document, section };
};

const byTitle = (title: string, documents: readonly LintDocument[], text: string): Destination => {
  for (const document of documents) {
    const { section } = findSection(document.runbook, title);
    if (section !== null) return { kind: 'section', document, section };
  }
  const titles = documents.flatMap(({ runbook }) => runbook.sections.map((section) => section.title));
  const near = nearest(title, titles);
  const message = `${text}: no section with that title`;
  return { kind: 'dead', message, hint: near === null ? null : `did you mean ${near}?` };
};
