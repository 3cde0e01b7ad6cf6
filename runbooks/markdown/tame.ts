// The Markdown parser takes time square in the marks of one paragraph and in the depth of one line. Beyond what anybody
// writes, marks are replaced by letters before it sees them, one for one, so that every offset holds. And it takes the \r of a
// line's end for text, a cell of its own in each row of a table, and knows no table with a blank after the last bar of its
// delimiter row: the one becomes a blank, the other changes places with the bar.

const mostMarks = 1000;
const deepestContainers = 64;

export const tameMarkdown = (original: string): string => {
  const text = original.replaceAll('\r\n', ' \n');
  const pieces: string[] = [];
  let kept = 0;
  const replace: Replace = (at, by = 'x') => {
    pieces.push(text.slice(kept, at), by);
    kept = at + 1;
  };
  let budget = mostMarks;
  let inTable = false;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const line = readLineStart(text, start, end, replace);
    if (line.blank) inTable = false;
    if (!inTable && isDelimiterRow(text, start, end)) {
      inTable = true;
      endWithBar(text, end, replace);
    }
    if (inTable || line.fresh) budget = mostMarks;
    budget = spendMarks(text, line.contentFrom, end, budget, replace);
    start = end + 1;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(kept);
};

type Replace = (at: number, by?: string) => void;

interface LineStart {
  readonly blank: boolean;
  /** It can't go on with the paragraph above: blank, a list item or a heading. */
  readonly fresh: boolean;
  readonly contentFrom: number;
}

const marker = /[ \t]*(?:(>)|(?:[-+*]|\d{1,9}[.)])(?=[ \t])|#)/y;

const readLineStart = (text: string, from: number, to: number, replace: Replace): LineStart => {
  let at = from;
  let depth = 0;
  let fresh = false;
  for (marker.lastIndex = at; at < to; at = marker.lastIndex) {
    const match = marker.exec(text);
    if (match === null || marker.lastIndex > to) break;
    depth += 1;
    if (match[1] === undefined) fresh = true;
    if (depth > deepestContainers) replace(marker.lastIndex - 1);
  }
  const blank = isBlank(text, at, to);
  return { blank, fresh: fresh || blank, contentFrom: at };
};

const isBlank = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) > 32) return false;
  return true;
};

const delimiters = /[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*/y;

const isDelimiterRow = (text: string, from: number, to: number): boolean => {
  if (to - from >= 2000) return false;
  delimiters.lastIndex = from;
  return delimiters.test(text) && delimiters.lastIndex === to;
};

const endWithBar = (text: string, to: number, replace: Replace): void => {
  let bar = to - 1;
  while (isBlank(text, bar, bar + 1)) bar -= 1;
  if (bar === to - 1 || text[bar] !== '|') return;
  replace(bar, ' ');
  replace(to - 1, '|');
};

const marks = new Uint8Array(128);
for (const mark of '*_[]~!(') marks[mark.charCodeAt(0)] = 1;

const spendMarks = (text: string, from: number, to: number, budget: number, replace: Replace): number => {
  let left = budget;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 128 || marks[code] !== 1) continue;
    if (left > 0) left -= 1;
    else replace(at);
  }
  return left;
};
