// Reads one command line of a runbook: parses it, finds every program that it runs, and says what it may do to the world.
import { parse, type ParsedScript } from 'unbash';
import { classify } from '../classes/classify.ts';
import { invocationsOf } from './invocations.ts';
import { replacePlaceholders } from './placeholders.ts';
import type { ReadCommand } from './shell-model.ts';

// Nobody types more; longer ones are attacks, or text that isn't a command.
const longest = 65_536;

/** `bound`: the placeholders have their values, so that `<` is what the shell takes it for. */
export const readCommand = (command: string, { bound = false } = {}): ReadCommand => {
  const text = bound ? command : replacePlaceholders(command);
  const unread = (problem: string): ReadCommand => ({
    text,
    script: null,
    problem,
    invocations: [],
    functions: [],
    commandClass: 'U',
  });
  if (command.length > longest) {
    return unread(`it has ${command.length} characters; a command that is read has at most ${longest}`);
  }
  try {
    const script: ParsedScript = parse(text);
    const { invocations, functions, problem } = invocationsOf(script);
    const read = { text, script, problem, invocations, functions };
    return { ...read, commandClass: classify(read).commandClass };
  } catch (error) {
    // The parser recurses: what is nested deeper than its stack has no meaning for us.
    if (error instanceof RangeError) return unread('it is nested too deeply to be read');
    throw error;
  }
};
