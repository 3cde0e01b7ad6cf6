// All PromQL of a document: in fences, in inline code, and in what commands ask Prometheus.
import type { ReadBlocks } from '../blocks/read-blocks.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import type { CodeLeaf } from '../markdown/leaves.ts';
import type { InlineText } from '../markdown/plain-writer.ts';
import type { PromqlExpression } from '../model.ts';
import { sourceOffset, type CommandDraft } from '../steps/drafts.ts';
import { splitExpressions } from './expressions.ts';
import { promqlProblems } from './problems.ts';
import { expressionInCode, expressionsInCommand } from './in-code.ts';

/** An expression with its offsets in the source. */
export interface PlacedExpression {
  readonly expression: string;
  readonly origin: PromqlExpression['origin'];
  readonly section: number | null;
  readonly label: string | null;
  readonly from: number;
  readonly to: number;
}

export const findExpressions = (
  document: MarkdownDocument,
  { blocks, blockOf, tables }: ReadBlocks,
  commands: readonly CommandDraft[],
): readonly PlacedExpression[] => {
  const found: PlacedExpression[] = [];
  const typed = new Set(commands.filter(({ origin }) => origin === 'inline').map(({ from }) => from));
  for (const [at, leaf] of document.leaves.entries()) {
    const section = document.outline.sectionOf[at] ?? null;
    if (leaf.kind === 'fence' && blocks[blockOf[at] ?? -1]?.fence?.use === 'promql')
      found.push(...inFence(leaf, section));
    else if (leaf.kind === 'paragraph' || leaf.kind === 'heading')
      found.push(...inText(leaf.inline, section).filter(({ from }) => !typed.has(from)));
    else if (leaf.kind === 'table')
      for (const row of tables.get(leaf)?.rows ?? [])
        for (const { inline } of row) if (inline !== null) found.push(...inText(inline, section));
  }
  for (const command of commands) found.push(...inCommand(command));
  return found;
};

/** In the order of the document, with what the parser says about them. */
export const readExpressions = (
  found: readonly PlacedExpression[],
  { lines }: MarkdownDocument,
): readonly PromqlExpression[] => {
  const problemOf = promqlProblems();
  return found
    .toSorted((one, other) => one.from - other.from)
    .map(({ from, to, ...expression }) => ({
      ...expression,
      problem: problemOf(expression.expression),
      ...lines.spanOf(from, to),
    }));
};

const inFence = ({ code }: CodeLeaf, section: number | null): readonly PlacedExpression[] =>
  splitExpressions(code.lines).map(({ text, label, first, last }) => ({
    expression: text,
    origin: 'fence',
    section,
    label,
    from: first.from + first.text.length - first.text.trimStart().length,
    to: last.from + last.text.trimEnd().length,
  }));

const inText = (inline: InlineText, section: number | null): readonly PlacedExpression[] =>
  inline.codes.flatMap((code) => {
    const found = expressionInCode(code.text);
    if (found === null) return [];
    const from = inline.sourceOf(code.from + found.from);
    const to = inline.sourceOf(code.from + found.to - 1) + 1;
    return [{ expression: found.expression, origin: 'inline' as const, section, label: null, from, to }];
  });

const inCommand = (command: CommandDraft): readonly PlacedExpression[] =>
  expressionsInCommand(command.command).map(({ expression, from, to }) => ({
    expression,
    origin: 'command',
    section: command.section,
    label: command.label,
    from: sourceOffset(command, from),
    to: sourceOffset(command, to),
  }));
