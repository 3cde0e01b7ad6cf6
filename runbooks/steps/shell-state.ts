// Reads shell text line by line, only as far as to know whether a command goes on in the next line.

export interface ShellState {
  /** The command isn't complete yet. */
  readonly open: boolean;
  readonly quote: '"' | "'" | null;
  /** Open ( and blocks: if, for, while, until, case, select, {. */
  readonly depth: number;
  readonly heredocs: readonly Heredoc[];
}

interface Heredoc {
  readonly word: string;
  readonly stripTabs: boolean;
}

export const freshShell: ShellState = { open: false, quote: null, depth: 0, heredocs: [] };

export const readShellLine = (state: ShellState, line: string): ShellState => {
  const [heredoc, ...others] = state.heredocs;
  if (heredoc === undefined)
    return state.quote === null && state.depth === 0 && !mayOpen.test(line)
      ? freshShell
      : readCode(state, line);
  const text = heredoc.stripTabs ? line.replace(/^\t+/, '') : line;
  const heredocs = text === heredoc.word ? others : state.heredocs;
  return { ...state, heredocs, open: heredocs.length > 0 || state.depth > 0 };
};

/** Without any of these a line is a command by itself: most are, and needn't be read word by word. */
const mayOpen = /[\\'"<|&(){}]|\b(?:if|for|while|until|case|select)\b/;

// One token of shell text: escaped character, quoted text, here-document, comment, operator, blank or word.
const token =
  /\\(?:.|$)|'[^']*'?|"(?:\\.|[^"\\])*\\?"?|<<<|<<-?[ \t]*(?:'[^']*'|"[^"]*"|[^\s'"<>|&;()]+)|&&|\|\||[|;&(){}]|\s+|[^\s\\'"<|;&(){}]+|./g;

const opening = new Set(['if', 'for', 'while', 'until', 'case', 'select', '(', '{']);
const closing = new Set(['fi', 'done', 'esac', ')', '}']);
const beforeCommand = new Set(['&&', '||', '|', ';', '&', '(', '{', 'do', 'then', 'else', 'elif', '!']);

const readCode = (state: ShellState, line: string): ShellState => {
  const rest = state.quote === null ? line : afterQuote(line, state.quote);
  if (rest === null) return { ...state, open: true };
  let { depth } = state;
  let quote: ShellState['quote'] = null;
  let last = '';
  let atCommand = state.quote === null;
  const heredocs: Heredoc[] = [];
  for (const [text] of rest.matchAll(token)) {
    if (/^\s/.test(text)) continue;
    if (text.startsWith('#') && (last === '' || startsWord(rest, text))) break;
    if (text.startsWith('<<') && text !== '<<<') heredocs.push(heredocOf(text));
    if (isUnclosed(text)) quote = text.startsWith("'") ? "'" : '"';
    if (opensBlock(text, atCommand)) depth += 1;
    if (closing.has(text) && (atCommand || text === ')' || text === '}')) depth = Math.max(0, depth - 1);
    atCommand = beforeCommand.has(text) || (atCommand && opening.has(text));
    last = text;
  }
  const continued = last === '\\' || last === '|' || last === '&&' || last === '||';
  return { quote, depth, heredocs, open: continued || quote !== null || depth > 0 || heredocs.length > 0 };
};

const opensBlock = (text: string, atCommand: boolean): boolean =>
  opening.has(text) && (atCommand || text === '(' || text === '{');

// `#` begins a comment only at the start of a word: `$#` and `a#b` don't.
const startsWord = (line: string, text: string): boolean =>
  line.includes(` ${text}`) || line.includes(`\t${text}`);

const isUnclosed = (text: string): boolean => {
  if (text.startsWith("'")) return text.length === 1 || !text.endsWith("'");
  if (!text.startsWith('"')) return false;
  return !/^"(?:\\.|[^"\\])*"$/.test(text);
};

/** What follows the closing quote; null when it isn't in this line. */
const afterQuote = (line: string, quote: '"' | "'"): string | null => {
  const closed = (quote === "'" ? /^[^']*'/ : /^(?:\\.|[^"\\])*"/).exec(line);
  return closed === null ? null : line.slice(closed[0].length);
};

const heredocOf = (text: string): Heredoc => ({
  word: text.replace(/^<<-?\s*/, '').replace(/^(['"])(.*)\1$/, '$2'),
  stripTabs: text.startsWith('<<-'),
});
