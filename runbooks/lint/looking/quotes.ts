// Which characters of a command stand in quotes or in a comment.

export type Quoting = 'none' | 'single' | 'double' | 'comment';

/** One entry for each character; the quotes themselves belong to what they hold. */
export const quotingOf = (text: string): readonly Quoting[] => {
  const states: Quoting[] = [];
  // `"… $(awk '{print $1}') …"`: within the brackets quotes begin anew.
  const outer: { readonly state: Quoting; depth: number }[] = [];
  let state: Quoting = 'none';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\' && state !== 'single' && state !== 'comment') {
      states.push(state, state);
      at += 1;
      continue;
    }
    if (state === 'double' && character === '$' && text[at + 1] === '(') {
      outer.push({ state, depth: 0 });
      state = 'none';
      states.push(state, state);
      at += 1;
      continue;
    }
    const inner = state === 'none' ? outer.at(-1) : undefined;
    if (inner !== undefined && character === '(') inner.depth += 1;
    if (inner !== undefined && character === ')') {
      if (inner.depth === 0) {
        states.push('none');
        state = outer.pop()?.state ?? 'none';
        continue;
      }
      inner.depth -= 1;
    }
    const closes = (state === 'single' && character === "'") || (state === 'double' && character === '"');
    if (closes) {
      states.push(state);
      state = 'none';
      continue;
    }
    if (state === 'none') state = opens(text, at);
    else if (state === 'comment' && character === '\n') state = 'none';
    states.push(state);
  }
  return states;
};

const opens = (text: string, at: number): Quoting => {
  const character = text[at];
  if (character === "'") return 'single';
  if (character === '"') return 'double';
  return character === '#' && /^\s?$/.test(text[at - 1] ?? '') ? 'comment' : 'none';
};

/** The double-quoted parts of a text, without their quotes. */
export const doubleQuoted = (text: string): readonly { readonly from: number; readonly text: string }[] => {
  const parts: { from: number; text: string }[] = [];
  const states = quotingOf(text);
  let from = -1;
  for (let at = 0; at <= states.length; at += 1) {
    const inside = states[at] === 'double';
    if (inside && from < 0) from = at;
    if (!inside && from >= 0) {
      parts.push({ from, text: text.slice(from, at) });
      from = -1;
    }
  }
  return parts;
};
