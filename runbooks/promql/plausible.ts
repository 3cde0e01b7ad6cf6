// Whether a text can be PromQL at all, by its tokens. The parser mends what is wrong at a cost that grows with the number of
// errors; what isn't meant as an expression needn't be mended.

const token =
  /\s+|#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|(?:[a-zA-Z_]|:(?=[a-zA-Z_]))[\w:.]*|\d[\w.]*|\.\d[\w.]*|=~|!~|==|!=|>=|<=|[-+*/%^<>=@,:]|[()[\]{}]|./gsu;
const words =
  /^(?:by|without|on|ignoring|group_left|group_right|offset|and|or|unless|bool|atan2|start|end)$/i;
const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

export const longestExpression = 5000;

/** Brackets match, values and operators take turns, and no character is strange to the language. */
export const isPlausiblePromql = (text: string): boolean => {
  if (text.length > longestExpression) return false;
  const open: string[] = [];
  let last: 'value' | 'operator' | 'word' | 'open' | 'none' = 'none';
  for (const [found] of text.matchAll(token)) {
    if (/^[\s#]/.test(found)) continue;
    if (/^["'`\w.:]/.test(found) && found !== ':') {
      const kind = words.test(found) ? 'word' : 'value';
      if (kind === 'value' && last === 'value') return false;
      last = kind;
    } else if (/^[([{]$/.test(found)) {
      open.push(found);
      last = 'open';
    } else if (closing[found] !== undefined) {
      if (open.pop() !== closing[found]) return false;
      // Labels in front of an expression: `sum by (a) (b)`, `on (a) group_left (b) c`.
      last = 'word';
    } else if (/^(?:=~|!~|[=!><]=|[-+*/%^<>=@,:])$/.test(found)) {
      if (last === 'operator' && !/^[-+@]$/.test(found)) return false;
      last = found === ',' || found === ':' ? 'open' : 'operator';
    } else return false;
  }
  return open.length === 0 && last !== 'none' && last !== 'operator';
};
