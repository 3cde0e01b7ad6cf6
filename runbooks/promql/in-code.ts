// PromQL inside other code: an inline code span, the `query=` of a URL, the argument of promtool.
import { looksLikePromql } from './expressions.ts';

export interface CodeExpression {
  readonly expression: string;
  /** Offsets in the code; the source may have it encoded. */
  readonly from: number;
  readonly to: number;
}

export const expressionInCode = (code: string): CodeExpression | null => {
  const lead = code.length - code.trimStart().length;
  const written = code.trim();
  const value = valueOfKey(written);
  const expression = value?.text ?? written;
  const from = lead + (value?.from ?? 0);
  return looksLikePromql(expression) ? { expression, from, to: from + expression.length } : null;
};

/** `expr: up == 0`, `query: 'sum(up)'`: an entry of a rule or a probe, whose value is the expression. */
const valueOfKey = (code: string): { readonly text: string; readonly from: number } | null => {
  const found = /^(?:-\s+)?(?:expr|query|promql)\s*:\s+(?:(["'])(.+)\1|(?!["'|>])(.+))$/s.exec(code);
  if (found === null) return null;
  const [, quote, quoted, plain] = found;
  const text = quoted ?? plain ?? '';
  // A quote inside is written otherwise in YAML: what stands here is not yet the expression.
  if (quote !== undefined && text.includes(quote)) return null;
  return { text, from: code.length - text.length - (quote === undefined ? 0 : 1) };
};

// `…/api/v1/query?query=up`, `--data-urlencode 'query=up'`
const parameter = /[?&'"\s](?:query|match\[\])=/g;
const promtool = /\bpromtool\s+query\s+(?:instant|range)\s+(?:-\S+\s+)*\S+\s+(?=['"])/g;

export const expressionsInCommand = (command: string): readonly CodeExpression[] => {
  if (command.length > 20_000) return [];
  const found: CodeExpression[] = [];
  if (command.includes('query=')) {
    for (const match of command.matchAll(parameter)) {
      const start = match.index + match[0].length;
      // What a shell would split or a URL would end is the linter's business: here it is what was meant.
      const isData = /--data-urlencode\s+\S*$|-d\s+\S*$/.test(command.slice(0, match.index + 1).slice(-40));
      push(found, command, start, endOfValue(command, start, quoteAround(command, start), isData), isData);
    }
  }
  for (const match of command.matchAll(promtool)) {
    const start = match.index + match[0].length + 1;
    push(found, command, start, endOfValue(command, start, command.charAt(start - 1), true), true);
  }
  return found;
};

const push = (found: CodeExpression[], command: string, from: number, to: number, plain: boolean): void => {
  const raw = command.slice(from, to);
  const expression = decode(raw.replace(/\\(["\\$`])/g, '$1'), plain).trim();
  if (/[A-Za-z_:]/.test(expression) && !/^[$<{[]/.test(expression)) found.push({ expression, from, to });
};

/** The quote that is open at an offset; '' for none. */
const quoteAround = (command: string, offset: number): string => {
  let quote = '';
  for (let at = 0; at < offset; at += 1) {
    const character = command.charAt(at);
    if (character === '\\' && quote !== "'") at += 1;
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  return quote;
};

const endOfValue = (command: string, from: number, quote: string, isData: boolean): number => {
  for (let at = from; at < command.length; at += 1) {
    const character = command.charAt(at);
    if (character === '\\') at += 1;
    else if (quote !== '' && character === quote) return at;
    else if (quote === '' && /[\s'"|;]/.test(character)) return at;
    else if (character === '&' && !isData) return at;
  }
  return command.length;
};

const decode = (text: string, plain: boolean): string => {
  if (plain || !/%[0-9A-Fa-f]{2}|\+/.test(text)) return text;
  try {
    // A plus is a blank in a query, unless the expression was written as it is.
    return /%[0-9A-Fa-f]{2}/.test(text) ? decodeURIComponent(text.replaceAll('+', ' ')) : text;
  } catch {
    // A lone percent sign: it wasn't encoded.
    return text;
  }
};
