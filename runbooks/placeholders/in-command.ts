// All placeholders of a command.
import { findPlaceholders } from '../shell/placeholders.ts';
import { bareWordsIn } from './bare-words.ts';
import { bracesIn } from './braces.ts';
import { dummiesIn } from './dummies.ts';
import { withoutOverlap, type FoundPlaceholder } from './found-placeholder.ts';
import { quotingOf, type Quoting } from './shell-text.ts';
import { variablesIn } from './variables.ts';

// Nobody types more, and what is longer needn't be filled in by hand.
const longest = 20_000;

/** `assigned`: variables that the document itself gives a value. */
export const placeholdersInCommand = (
  command: string,
  assigned: ReadonlySet<string>,
): readonly FoundPlaceholder[] => {
  if (command.length > longest || !/[<[{$A-Z]|your|example|user@|xxx|x\.x|change|replace|yyyy/.test(command))
    return [];
  const quoting = quotingOf(command);
  const bracketed = findPlaceholders(command).map(({ from, to, name }): FoundPlaceholder => ({
    form: command[from] === '<' ? 'angle' : 'square',
    name,
    from,
    to,
  }));
  return withoutOverlap([
    ...bracketed,
    ...wordSquares(command, quoting),
    ...bracesIn(command, quoting),
    ...variablesIn(command, quoting, assigned),
    ...dummiesIn(command),
    ...bareWordsIn(command, quoting),
  ]);
};

// `-n [namespace]`, `/api/v1/[endpoint]`: a pattern of the shell, by the letter, but nobody lists letters so.
const square = /(?<=[\s/=:])\[([a-z]{4,})\](?![*?])/g;

const wordSquares = (command: string, quoting: readonly Quoting[]): readonly FoundPlaceholder[] =>
  [...command.matchAll(square)]
    .filter(
      ({ index, 1: name = '' }) => quoting[index] === 'none' && !'abcdefghijklmnopqrstuvwxyz'.includes(name),
    )
    .map(({ index, 0: { length }, 1: name = '' }) => ({
      form: 'square',
      name,
      from: index,
      to: index + length,
    }));
