// Reads one command line of a runbook: parses it, finds every program that it runs, and says what it may do to the world.
import { parse, type ParsedScript } from 'unbash';
import { classOf } from '../classes/classify.ts';
import { invocationsOf } from './invocations.ts';
import { replacePlaceholders } from './placeholders.ts';
import type { ReadCommand } from './shell-model.ts';

// Nobody types more; longer ones are attacks, or text that isn't a command.
const longest = 65_536;

const tooDeep = 'it is nested too deeply to be read';
const deepestRead = 200;

/** `bound`: the placeholders have their values, so that `<` is what the shell takes it for. */
export const readCommand = (command: string, { bound = false } = {}): ReadCommand => {
  const text = bound ? command : replacePlaceholders(command);
  const unread = (problem: string): ReadCommand => ({
    text,
    script: null,
    scripts: [],
    problem,
    invocations: [],
    functions: [],
    commandClass: 'U',
  });
  if (command.length > longest) {
    return unread(`it has ${command.length} characters; a command that is read has at most ${longest}`);
  }
  if (deepest(text) > deepestRead) return unread(tooDeep);
  try {
    const script: ParsedScript = parse(text);
    const read = { text, script, ...invocationsOf(script) };
    return { ...read, commandClass: classOf(read) };
  } catch (error) {
    // The parser recurses: what is nested deeper than its stack has no meaning for us.
    if (error instanceof RangeError) return unread(tooDeep);
    throw error;
  }
};

/** How deep brackets stand in each other, quotes aside: what is too deep costs a parser the square of its length. */
const deepest = (text: string): number => {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === open.round || code === open.curly) most = Math.max(most, (depth += 1));
    else if (code === open.round + 1 || code === open.curly + 2) depth = Math.max(0, depth - 1);
  }
  return most;
};

const open = { round: '('.charCodeAt(0), curly: '{'.charCodeAt(0) };
