// Markdown → sections with steps. Pure, and never fails: whatever isn't understood is prose.
import { GFM, parser } from '@lezer/markdown';
import { findSteps } from './fences.ts';
import { headingOf, type Heading } from './headings.ts';
import { indexLines } from './lines.ts';
import type { Runbook, Section } from './model.ts';

const markdown = parser.configure(GFM);

export const parseRunbook = (text: string): Runbook => {
  const tree = markdown.parse(text);
  const lines = indexLines(text);
  const headings: Heading[] = [];
  for (let block = tree.topNode.firstChild; block !== null; block = block.nextSibling) {
    const heading = headingOf(block, text);
    if (heading !== null) headings.push(heading);
  }
  const steps = findSteps(tree, text, lines);
  const lastLine = lines.lineAt(text.endsWith('\n') ? Math.max(0, text.length - 2) : text.length);
  const sections = withPaths(headings).map(({ heading, level, path, end }, index): Section => {
    const to = end?.from ?? text.length + 1;
    return {
      index,
      parent: null,
      bold: heading.level === null,
      role: null,
      ownRole: false,
      severity: null,
      steps: [],
      title: heading.title,
      path,
      level,
      line: lines.lineAt(heading.from),
      endLine: end === null ? lastLine : lines.lineAt(end.from) - 1,
      actions: steps.filter(({ from }) => from >= heading.from && from < to).map(({ step }) => step),
    };
  });
  return {
    title: null,
    lineCount: lastLine,
    sections,
    blocks: [],
    commands: [],
    waits: [],
    alerts: [],
    objectives: [],
    expressions: [],
    placeholders: [],
    links: [],
  };
};

interface Outline {
  readonly heading: Heading;
  readonly level: number;
  readonly path: readonly string[];
  /** The next heading of the same or a higher level. */
  end: Heading | null;
}

/** A bold line stands one level below the last real heading; a numbered bold line below an unnumbered one. */
const withPaths = (headings: readonly Heading[]): readonly Outline[] => {
  const outlines: Outline[] = [];
  const above: Outline[] = [];
  const documentTitle = loneTitle(headings);
  let realLevel = 0;
  let namedPart = false;
  for (const heading of headings) {
    const numbered = /^\d+[.)]/.test(heading.title);
    const level = heading.level ?? realLevel + (numbered && namedPart ? 2 : 1);
    if (heading.level !== null) realLevel = heading.level;
    namedPart = heading.level === null && (!numbered || namedPart);
    while ((above.at(-1)?.level ?? 0) >= level) {
      const ended = above.pop();
      if (ended !== undefined) ended.end = heading;
    }
    const titles = above.map((outline) => outline.heading);
    const path = [...titles, heading].filter((one) => one !== documentTitle || one === heading);
    const outline = { heading, level, path: path.map(({ title }) => title), end: null };
    above.push(outline);
    outlines.push(outline);
  }
  return outlines;
};

/** The document's title: its first heading, when no other has its level. */
const loneTitle = (headings: readonly Heading[]): Heading | null => {
  const [first, ...others] = headings;
  return first?.level === 1 && others.every(({ level }) => level !== 1) ? first : null;
};
