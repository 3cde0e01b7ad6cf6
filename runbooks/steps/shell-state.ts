// Reads shell text line by line, only as far as to know whether a command goes on in the next line.

export interface ShellState {
  /** The command isn't complete yet. */
  readonly open: boolean;
  readonly quote: Quote | null;
  /** What closes each open bracket and block, the innermost last. */
  readonly closers: readonly string[];
  readonly place: Place;
  /** `|`, `||` or `&&` ended the line: what has to follow may stand behind comments and empty lines. */
  readonly wanting: boolean;
  /** A function's head was the whole line: complete, unless its body follows. */
  readonly headed: boolean;
  readonly heredocs: readonly Heredoc[];
}

type Quote = '"' | "'" | "$'" | '`';

/** Where the next word stands; `pattern` is that of a case, up to its `)`. */
type Place = 'command' | 'word' | 'pattern';

interface Heredoc {
  readonly word: string;
  readonly stripTabs: boolean;
}

export const freshShell: ShellState = {
  open: false,
  quote: null,
  closers: [],
  place: 'command',
  wanting: false,
  headed: false,
  heredocs: [],
};

export const readShellLine = (state: ShellState, line: string): ShellState => {
  const [heredoc, ...others] = state.heredocs;
  if (heredoc === undefined)
    return !state.open && !mayOpen.test(line) ? freshShell : readCode(state.open ? state : freshShell, line);
  const text = heredoc.stripTabs ? line.replace(/^\t+/, '') : line;
  const heredocs = text === heredoc.word ? others : state.heredocs;
  return { ...state, heredocs, open: heredocs.length > 0 || state.closers.length > 0 || state.wanting };
};

export const isBlankOrComment = (line: string): boolean => /^\s*(?:#|$)/.test(line);

/** A function's head stands above: its body begins in this line. */
export const beginsBody = (line: string): boolean => /^\s*[{(]/.test(line);

/** Without any of these a line is a command by itself: most are, and needn't be read word by word. */
const mayOpen = /[\\'"`<|&(){}]|\b(?:if|for|while|until|case|select|function)\b/;

// One token of shell text: escaped character, quoted text, here-document, operator, blank or word.
const token =
  /\\(?:.|$)|'[^']*'?|\$'(?:\\.|[^'\\])*\\?'?|"(?:\\.|[^"\\])*\\?"?|`(?:\\.|[^`\\])*\\?`?|<<<|<<-?[ \t]*(?:'[^']*'|"[^"]*"|[^\s'"<>|&;()]+)|&&|\|\||;;&?|;&|[|;&(){}]|\s+|(?:[^\s\\'"`<|;&(){}$]|\$(?!'))+|./g;

const closerOf = new Map([
  ['if', 'fi'],
  ['for', 'done'],
  ['while', 'done'],
  ['until', 'done'],
  ['select', 'done'],
  // First its `in`, from there on `esac`.
  ['case', 'in'],
  ['(', ')'],
  ['{', '}'],
]);
const words = new Set(['fi', 'done', 'esac']);
const beforeCommand = new Set(
  '&& || | ; & ( { do then else elif ! if while until'.split(' ').concat(';;', ';&', ';;&'),
);
const head = /^\s*(?:function\s+[\w.:-]+(?:\s*\(\s*\))?|[\w.:-]+\s*\(\s*\))\s*(?:#.*)?$/;

const readCode = (state: ShellState, line: string): ShellState => {
  const rest = state.quote === null ? line : afterQuote(line, state.quote);
  if (rest === null) return state;
  const closers = [...state.closers];
  const heredocs: Heredoc[] = [];
  let place: Place = state.quote === null ? state.place : 'word';
  let quote: Quote | null = null;
  let last = '';
  for (const { 0: text, index } of rest.matchAll(token)) {
    if (/^\s/.test(text)) continue;
    if (text.startsWith('#') && /^[\s;&|()]?$/.test(rest.charAt(index - 1))) break;
    if (text.startsWith('<<') && text !== '<<<') heredocs.push(heredocOf(text));
    quote = unclosedQuote(text);
    place = placeBehind(text, last, place, closers);
    last = text;
  }
  if (last === '' && state.wanting) return state;
  const wanting = last === '|' || last === '||' || last === '&&';
  const goesOn = wanting || last === '\\';
  return {
    quote,
    closers,
    heredocs,
    wanting,
    headed: closers.length === 0 && quote === null && head.test(line),
    place: place === 'pattern' || last === '\\' ? place : 'command',
    open: goesOn || quote !== null || closers.length > 0 || heredocs.length > 0,
  };
};

/** Where the word behind `text` stands; notes in `closers` what the text opens and closes. */
const placeBehind = (text: string, before: string, place: Place, closers: string[]): Place => {
  if (place === 'pattern') {
    if (text === 'esac') close(text, closers);
    return text === ')' ? 'command' : text === 'esac' ? 'word' : 'pattern';
  }
  if (text === 'in' && closers.at(-1) === 'in') {
    closers[closers.length - 1] = 'esac';
    return 'pattern';
  }
  const isBracket = text === '(' || text === '{' || text === ')' || text === '}';
  if (place === 'command' || isBracket) {
    const closer = closerOf.get(text);
    if (closer !== undefined) closers.push(closer);
    else if (isBracket || words.has(text)) close(text, closers);
  }
  if (text.startsWith(';') && text !== ';' && closers.at(-1) === 'esac') return 'pattern';
  // Behind the `()` of a function stands its body.
  if (text === ')') return before === '(' ? 'command' : 'word';
  return beforeCommand.has(text) && (place === 'command' || !/^[a-z]/.test(text)) ? 'command' : 'word';
};

/** With what stands open inside it; a bracket doesn't reach out of the block that it stands in. */
const close = (closer: string, closers: string[]): void => {
  const found = closers.lastIndexOf(closer);
  const block = words.has(closer) ? -1 : closers.findLastIndex((one) => words.has(one));
  if (found > block) closers.length = found;
};

const unclosedQuote = (text: string): Quote | null => {
  const quote = /^(?:\$'|['"`])/.exec(text)?.[0] as Quote | undefined;
  return quote === undefined || afterQuote(text.slice(quote.length), quote) !== null ? null : quote;
};

const untilClosed: Readonly<Record<Quote, RegExp>> = {
  "'": /^[^']*'/,
  "$'": /^(?:\\.|[^'\\])*'/,
  '"': /^(?:\\.|[^"\\])*"/,
  '`': /^(?:\\.|[^`\\])*`/,
};

/** What follows the closing quote; null when it isn't in this line. */
const afterQuote = (line: string, quote: Quote): string | null => {
  const closed = untilClosed[quote].exec(line);
  return closed === null ? null : line.slice(closed[0].length);
};

const heredocOf = (text: string): Heredoc => ({
  word: text.replace(/^<<-?\s*/, '').replace(/^(['"])(.*)\1$/, '$2'),
  stripTabs: text.startsWith('<<-'),
});
