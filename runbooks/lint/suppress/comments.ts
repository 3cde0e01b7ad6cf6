// The HTML comments that speak to lint: `<!-- gameday-lint-disable-next-line SH-NOFAIL: the probe judges health -->`. Only reads them.
import type { Span } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import { linesOf } from './line-map.ts';

export interface Comment {
  readonly span: Span;
  /** As written. */
  readonly name: string;
  /** As written behind `gameday-lint-`, e.g. `disable-next-line`. */
  readonly directive: string;
  /** As written, in upper case. */
  readonly ids: readonly string[];
  /** '' where none is given. */
  readonly reason: string;
}

const marker = /^<!--\s*gameday-lint-([\w-]*)([^]*?)-->$/;
// What was meant to be one, by whoever has another linter's words in mind, or a slip in ours. `<!-- gameday: notes -->` is none.
const meant =
  /^<!--\s*((?:ga?m?e?-?da?y|gamdeay|gaemday|gamedya)[\s:_-]*(?:lint\b[\s:_-]*|li?n?t?[\s:_-]+)?(?:ignore|disable|disabel|enable|suppress|skip|off|allow|noqa|nolint)[\w-]*)/i;

/** Cheap, for documents that speak to no linter. */
export const mayHaveComments = (text: string): boolean => /<!--\s*ga?m/i.test(text);

/** In the order of the document; what stands in a fence or in inline code is quoted, not said. */
export const findComments = ({ lines, runbook }: LintDocument): readonly Comment[] => {
  const fenced = linesOf(runbook.blocks.filter(({ kind }) => kind === 'fence'));
  return htmlComments(lines).flatMap(({ span, text }) => {
    const [, directive, rest = ''] = marker.exec(text) ?? [];
    const slip = directive === undefined ? meant.exec(text)?.[1] : undefined;
    if ((directive === undefined && slip === undefined) || fenced.has(span.line)) return [];
    if (isInlineCode(lines[span.line - 1] ?? '', span.column - 1)) return [];
    if (directive === undefined) return [{ span, name: slip ?? '', directive: '', ids: [], reason: '' }];
    const [, names = '', reason = ''] = /^([^:]*)(?::([^]*))?$/.exec(rest) ?? [];
    const ids = names.split(/[\s,]+/).filter((name) => name !== '');
    return [
      {
        span,
        name: `gameday-lint-${directive}`,
        directive,
        ids: ids.map((id) => id.toUpperCase()),
        reason: reason.replace(/\s+/g, ' ').trim(),
      },
    ];
  });
};

interface HtmlComment {
  readonly span: Span;
  readonly text: string;
}

const htmlComments = (lines: readonly string[]): readonly HtmlComment[] => {
  const found: HtmlComment[] = [];
  let line = 0;
  let column = 0;
  for (;;) {
    const from = next(lines, '<!--', line, column);
    if (from === null) return found;
    // `<!-->` is a whole comment to HTML, but none of ours.
    const close = next(lines, '-->', from.line, from.column + 4);
    if (close === null) return found;
    const end = { line: close.line, column: close.column + 3 };
    const span = {
      line: from.line + 1,
      column: from.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
    };
    found.push({ span, text: between(lines, from, end) });
    ({ line, column } = end);
  }
};

interface Point {
  readonly line: number;
  readonly column: number;
}

const next = (lines: readonly string[], wanted: string, line: number, column: number): Point | null => {
  for (let at = line; at < lines.length; at++) {
    const found = (lines[at] ?? '').indexOf(wanted, at === line ? column : 0);
    if (found !== -1) return { line: at, column: found };
  }
  return null;
};

const between = (lines: readonly string[], from: Point, to: Point): string => {
  const part = lines.slice(from.line, to.line + 1);
  const last = part.length - 1;
  part[last] = (part[last] ?? '').slice(0, to.column);
  part[0] = (part[0] ?? '').slice(from.column);
  return part.join('\n');
};

const isInlineCode = (line: string, offset: number): boolean =>
  (line.slice(0, offset).match(/`+/g) ?? []).length % 2 === 1 && line.indexOf('`', offset) !== -1;
