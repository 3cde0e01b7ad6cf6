// Which lines a comment covers, for each rule that it names.
import type { Place } from '../../model.ts';
import type { LintDocument } from '../rule.ts';
import type { Comment } from './comments.ts';
import { linesOf } from './line-map.ts';

export interface Suppression extends Place {
  readonly comment: Comment;
  readonly ruleId: string;
}

export const directives = ['disable', 'disable-line', 'disable-next-line', 'disable-file', 'enable'] as const;

/** Also the comments that say `enable` where nothing is disabled. */
export interface Scopes {
  readonly suppressions: readonly Suppression[];
  readonly idle: readonly Comment[];
}

export const scopesOf = (document: LintDocument, comments: readonly Comment[]): Scopes => {
  const suppressions: Suppression[] = [];
  const idle: Comment[] = [];
  const open = new Map<string, Comment>();
  const whole = linesOf(document.runbook.blocks.filter(({ kind }) => kind === 'fence' || kind === 'table'));
  const close = (ruleId: string, endLine: number): boolean => {
    const comment = open.get(ruleId);
    if (comment === undefined) return false;
    suppressions.push({ comment, ruleId, line: comment.span.line, endLine });
    return open.delete(ruleId);
  };
  for (const comment of comments) {
    const { directive, ids, span } = comment;
    if (directive === 'enable') {
      const closed = (ids.length > 0 ? ids : [...open.keys()]).map((id) => close(id, span.endLine));
      if (!closed.includes(true)) idle.push(comment);
    } else if (directive === 'disable') {
      for (const id of ids) if (!open.has(id)) open.set(id, comment);
    } else {
      const place = placeOf(comment, document.lines, whole);
      for (const ruleId of ids) suppressions.push({ comment, ruleId, ...place });
    }
  }
  for (const id of [...open.keys()]) close(id, document.lines.length);
  return { suppressions, idle };
};

const placeOf = (
  { directive, span }: Comment,
  lines: readonly string[],
  whole: ReadonlyMap<number, Place>,
): Place => {
  if (directive === 'disable-file') return { line: 1, endLine: lines.length };
  if (directive === 'disable-line') return { line: span.line, endLine: span.endLine };
  let line = span.endLine + 1;
  while (line < lines.length && isSkipped(lines[line - 1] ?? '')) line++;
  // A comment can't stand inside a fence or a table, so the one before it stands for all of its lines.
  const { line: from, endLine } = whole.get(line) ?? { line, endLine: line };
  return { line: from, endLine };
};

// Comments may stand one below the other.
const isSkipped = (line: string): boolean => /^\s*(<!--.*-->)?\s*$/.test(line);
