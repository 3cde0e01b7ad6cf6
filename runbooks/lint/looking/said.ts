// What a runbook says to people, line by line: prose, lists, tables, headings, and the comments of its shell fences.
import type { Block, Span } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';

export interface SaidLine {
  readonly line: number;
  /** As written. */
  readonly text: string;
  /** The same with code spans, links' addresses and HTML comments blanked: columns hold. */
  readonly words: string;
  readonly kind: 'prose' | 'list-item' | 'table' | 'heading' | 'comment';
  readonly section: number | null;
  readonly quoted: boolean;
}

/** Nobody says more in one line: what is longer is data, and costs its square. */
const longest = 10_000;

const kinds = new Set(['prose', 'list-item', 'table', 'heading']);

export const saidLines = oncePer((document): readonly SaidLine[] =>
  document.runbook.blocks.flatMap((block) => {
    if (block.fence?.use === 'shell') return comments(block, document);
    if (!kinds.has(block.kind)) return [];
    return linesIn(block, document).flatMap(({ line, text }) =>
      text.length > longest
        ? []
        : [
            {
              line,
              text,
              words: blankCode(text),
              kind: block.kind as SaidLine['kind'],
              section: block.section,
              quoted: /^\s*>/.test(text),
            },
          ],
    );
  }),
);

export interface Said {
  readonly line: SaidLine;
  readonly match: RegExpExecArray;
  readonly span: Span;
}

/** Every match of `pattern` in what is said; in the words only, or with the code spans. */
export const said = function* (
  document: LintDocument,
  pattern: RegExp,
  where: 'words' | 'text' = 'words',
): Generator<Said> {
  const every = new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
  for (const line of saidLines(document)) {
    // A match is rare: `matchAll` would make a new pattern for each line.
    every.lastIndex = 0;
    if (!every.test(line[where])) continue;
    every.lastIndex = 0;
    for (const match of line[where].matchAll(every))
      yield { line, match, span: spanIn(line.line, match.index, match[0].length) };
  }
};

export const spanIn = (line: number, from: number, length: number): Span => ({
  line,
  endLine: line,
  column: from + 1,
  endColumn: from + length + 1,
});

const blankCode = (text: string): string =>
  /`|<!--|\]\(/.test(text)
    ? text
        .replace(/(`+)(?!`)(.*?[^`])\1(?!`)/g, blank)
        .replace(/<!--.*?-->/g, blank)
        .replace(/\]\([^)\s]*\)/g, blank)
    : text;

const blank = (text: string): string => ' '.repeat(text.length);

const comments = (block: Block, document: LintDocument): readonly SaidLine[] =>
  linesIn(block, document)
    .slice(1)
    .flatMap(({ line, text }) => {
      const comment = /^\s*(?:>\s*)?#(?!!)/.exec(text) ?? /\s#\s/.exec(text);
      if (comment === null) return [];
      const words =
        blank(text.slice(0, comment.index + comment[0].length)) +
        text.slice(comment.index + comment[0].length);
      return [{ line, text: words, words, kind: 'comment', section: block.section, quoted: false }];
    });

const linesIn = (block: Block, document: LintDocument): readonly { line: number; text: string }[] =>
  document.lines
    .slice(block.line - 1, block.endLine)
    .map((text, index) => ({ line: block.line + index, text }));
