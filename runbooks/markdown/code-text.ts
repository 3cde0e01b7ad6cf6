// The text of a code block without the indentation and the quote marks of what it stands in, each line with its place.
import type { SyntaxNode } from '@lezer/common';
import type { LineIndex } from './lines.ts';

export interface SourceLine {
  readonly text: string;
  readonly line: number;
  /** Offset of its first character in the source. */
  readonly from: number;
}

export interface CodeText {
  /** The whole block, marks included. */
  readonly from: number;
  readonly to: number;
  /** First word behind the fence, lower case. */
  readonly language: string;
  readonly lines: readonly SourceLine[];
}

export const fenceText = (fence: SyntaxNode, text: string, lines: LineIndex): CodeText => {
  const children = childrenOf(fence);
  const info = children.find(({ name }) => name === 'CodeInfo');
  const closed = children.filter(({ name }) => name === 'CodeMark').length > 1;
  const first = lines.lineAt(fence.from) + 1;
  const last = lines.lineAt(Math.max(fence.from, fence.to - 1)) - (closed ? 1 : 0);
  return {
    from: fence.from,
    to: fence.to,
    language: info === undefined ? '' : languageOf(text.slice(info.from, info.to)),
    lines: withoutOptions(
      info === undefined ? '' : text.slice(info.from, info.to),
      codeLines(children, text, lines, first, last),
    ),
  };
};

const directive = /^\{(?:code-block|code-cell|code|sourcecode|prompt)\}\s*/;

/** A directive's `:caption: …` is no code. */
const withoutOptions = (info: string, lines: readonly SourceLine[]): readonly SourceLine[] => {
  if (!directive.test(info)) return lines;
  const first = lines.findIndex(({ text }) => !/^:[\w-]+:/.test(text));
  return first < 0 ? [] : lines.slice(first);
};

/** `bash`, `bash title="x"`, `{.bash}`, `{code-block} bash`, `language-bash`, `bash:run.sh`, `bash{1,3}`. */
export const languageOf = (info: string): string =>
  /[\w#+-]+/
    .exec(info.trim().replace(directive, ''))?.[0]
    ?.toLowerCase()
    .replace(/^language-/, '') ?? '';

const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
};

const codeLines = (
  children: readonly SyntaxNode[],
  text: string,
  lines: LineIndex,
  first: number,
  last: number,
): readonly SourceLine[] => {
  const found: SourceLine[] = [];
  for (let line = first; line <= last; line += 1) found.push({ text: '', line, from: lines.startOf(line) });
  for (const part of children) {
    if (part.name !== 'CodeText') continue;
    let at = lines.lineAt(part.from) - first;
    let from = part.from;
    for (const piece of text.slice(part.from, part.to).split('\n')) {
      const before = found[at];
      const own = piece.endsWith('\r') ? piece.slice(0, -1) : piece;
      if (before?.text === '') found[at] = { text: own, line: first + at, from };
      else if (before !== undefined) found[at] = { ...before, text: before.text + own };
      at += 1;
      from += piece.length + 1;
    }
  }
  return found;
};

/** An indented block; fences in it, which were indented too far or stand in a tab of a site generator, are taken out. */
export const indentedLeaves = (block: SyntaxNode, text: string, lines: LineIndex): readonly CodeText[] => {
  const first = lines.lineAt(block.from);
  const last = lines.lineAt(Math.max(block.from, block.to - 1));
  const all = codeLines(childrenOf(block), text, lines, first, last);
  const found: CodeText[] = [];
  // For each kind of fence the shortest mark that nothing closes: a longer one needn't be looked for again.
  const unclosed = new Map<string, number>();
  let plain: SourceLine[] = [];
  const flush = (): void => {
    if (plain.some((line) => line.text.trim() !== '')) found.push(asBlock('', plain, plain));
    plain = [];
  };
  for (let at = 0; at < all.length; at += 1) {
    const length = fenceLength(all, at, unclosed);
    if (length === 0) plain.push(all[at] as SourceLine);
    else {
      flush();
      const whole = all.slice(at, at + length);
      const info = /^\s*[`~]+(.*)$/.exec(whole[0]?.text ?? '')?.[1] ?? '';
      found.push(asBlock(languageOf(info), whole, dedent(whole.slice(1, -1))));
      at += length - 1;
    }
  }
  flush();
  return found;
};

/** How many lines the fence that opens here takes; 0 when none does. */
const fenceLength = (lines: readonly SourceLine[], at: number, unclosed: Map<string, number>): number => {
  const mark = /^\s*(`{3,}|~{3,})[^`]*$/.exec(lines[at]?.text ?? '')?.[1];
  if (mark === undefined || mark.length >= (unclosed.get(mark.charAt(0)) ?? Infinity)) return 0;
  for (let end = at + 1; end < lines.length; end += 1) {
    const line = lines[end]?.text.trim() ?? '';
    if (line.startsWith(mark) && line === mark.charAt(0).repeat(line.length)) return end - at + 1;
  }
  unclosed.set(mark.charAt(0), mark.length);
  return 0;
};

const dedent = (lines: readonly SourceLine[]): readonly SourceLine[] => {
  const depths = lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ text }) => /^[ \t]*/.exec(text)?.[0].length ?? 0);
  const depth = depths.reduce((least, one) => Math.min(least, one), Infinity);
  return lines.map(({ text, line, from }) => {
    const cut = Math.min(depth, text.length);
    return { text: text.slice(cut), line, from: from + cut };
  });
};

const asBlock = (language: string, whole: readonly SourceLine[], lines: readonly SourceLine[]): CodeText => {
  const last = whole.at(-1);
  return { from: whole[0]?.from ?? 0, to: (last?.from ?? 0) + (last?.text.length ?? 0), language, lines };
};
