// `find … -exec cmd {} +`: find does work of its own, so it stands beside what it runs.
import { inner, type Inner, type Unwrap } from './inner-command.ts';

const runs = new Set(['-exec', '-execdir', '-ok', '-okdir']);

export const unwrapFind: Unwrap = (program, words) => {
  const found: Inner[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const action = words[at];
    if (action === undefined || !runs.has(action.value)) continue;
    const behind = words.slice(at + 1);
    const end = behind.findIndex(
      ({ value }, index) => value === ';' || (value === '+' && behind[index - 1]?.value === '{}'),
    );
    const command = end < 0 ? behind : behind.slice(0, end);
    if (command.length > 0) found.push(inner(`${program} ${action.value}`, null, [], [], command));
    at += command.length;
  }
  const name = { from: 0, to: 0, raw: program, value: program, literal: true, unquotedGlob: false };
  return found.length === 0
    ? null
    : [{ wrapper: null, words: [name, ...words], script: null, assignments: [] }, ...found];
};
