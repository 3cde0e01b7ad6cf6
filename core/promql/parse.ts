// PromQL by Prometheus' own grammar: a tree, or the first place where the text is no PromQL.
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { functionProblem } from './functions.ts';

export interface PromqlProblem {
  /** Offset in the expression; lines and columns count from 1. */
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string | null;
}

export interface ParsedPromql {
  readonly text: string;
  readonly tree: Tree;
  /** Null when it is PromQL that the stack's Prometheus takes. */
  readonly problem: PromqlProblem | null;
}

export const parsePromql = (text: string): ParsedPromql => {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const tree = parser.parse(text);
  const made = { text, tree, problem: firstProblem(text, tree) };
  if (parsed.size >= mostKept) parsed.clear();
  parsed.set(text, made);
  return made;
};

// Whoever wants several facts of an expression asks for its tree each time.
const parsed = new Map<string, ParsedPromql>();
const mostKept = 1000;

export const nodeText = (text: string, node: { readonly from: number; readonly to: number }): string =>
  text.slice(node.from, node.to);

/** The direct children of a node, in order. */
export const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
};

type Complaint = { readonly offset: number; readonly message: string; readonly hint: string | null };

const firstProblem = (text: string, tree: Tree): PromqlProblem | null => {
  let found: Complaint | null = null;
  tree.iterate({
    enter: (node) => {
      if (found === null) found = complaintAbout(text, node.node);
      return found === null;
    },
  });
  return found === null ? null : placed(text, found);
};

const complaintAbout = (text: string, node: SyntaxNode): Complaint | null => {
  const source = nodeText(text, node);
  if (node.type.isError) return syntaxError(text, node);
  if (
    node.name === 'NumberDurationLiteral' &&
    /[smhdwy]$/i.test(source) &&
    !/^[+-]?(inf|nan)/i.test(source)
  ) {
    return {
      offset: node.from,
      message: `a duration (${source}) where a number is wanted`,
      hint: 'write seconds, e.g. 300 for 5m',
    };
  }
  if (node.name === 'NumberDurationLiteralInDurationContext' && !/[a-z]$/.test(source)) {
    return { offset: node.from, message: `expected a duration, got ${source}`, hint: `write ${source}s` };
  }
  if (node.name === 'DurationExpr' && node.firstChild?.name !== 'NumberDurationLiteralInDurationContext') {
    return {
      offset: node.from,
      message: 'arithmetic between durations is not supported',
      hint: 'write one duration, e.g. 10m',
    };
  }
  if (node.name === 'PromQL' && source.trim() === '') {
    return { offset: 0, message: 'expected an expression, got nothing', hint: null };
  }
  if (node.name !== 'FunctionCall' && node.name !== 'AggregateExpr') return null;
  const message = functionProblem(text, node);
  return message === null ? null : { offset: node.from, message, hint: null };
};

const syntaxError = (text: string, node: SyntaxNode): Complaint => {
  // An error node of no width stands before the blank space that precedes the surprise.
  const offset = node.from + (/^\s*/.exec(text.slice(node.from))?.[0].length ?? 0);
  const surprise = /^(\w+|\S)/.exec(text.slice(offset))?.[0];
  const parent = node.parent?.name ?? 'PromQL';
  const called = surprise === '(' ? /([A-Za-z_:][\w:]*)$/.exec(text.slice(0, offset))?.[1] : undefined;
  if (called !== undefined) {
    return { offset: offset - called.length, message: `unknown function ${called}()`, hint: null };
  }
  const hint = parent.endsWith('LabelMatcher') ? 'a label matcher is written name="value"' : null;
  return {
    offset: Math.min(offset, text.length),
    message: surprise === undefined ? 'it ends too early' : `unexpected "${surprise}"`,
    hint,
  };
};

const placed = (text: string, complaint: Complaint): PromqlProblem => {
  const before = text.slice(0, complaint.offset).split('\n');
  return { ...complaint, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};
