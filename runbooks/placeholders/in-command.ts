// All placeholders of a command.
import { findPlaceholders } from '../shell/placeholders.ts';
import { bareWordsIn } from './bare-words.ts';
import { bracesIn } from './braces.ts';
import { dummiesIn } from './dummies.ts';
import { withoutOverlap, type FoundPlaceholder } from './found-placeholder.ts';
import { quotingIn, type QuotingAt } from './shell-text.ts';
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
  const quotingAt = quotingIn(command);
  const bracketed = findPlaceholders(command).map(({ from, to, name }): FoundPlaceholder => ({
    form: command[from] === '<' ? 'angle' : 'square',
    name,
    from,
    to,
  }));
  return withoutOverlap([
    ...bracketed,
    ...wordSquares(command, quotingAt),
    ...bracesIn(command, quotingAt),
    ...variablesIn(command, quotingAt, assigned),
    ...dummiesIn(command),
    ...bareWordsIn(command, quotingAt),
  ]);
};

// `-n [namespace]`, `/api/v1/[endpoint]`: a pattern of the shell, by the letter, but nobody lists letters so.
const square = /(?<=[\s/=:])\[([a-z]{4,})\](?![*?])/g;

const wordSquares = (command: string, quotingAt: QuotingAt): readonly FoundPlaceholder[] =>
  [...command.matchAll(square)]
    .filter(
      ({ index, 1: name = '' }) =>
        quotingAt(index) === 'none' && !'abcdefghijklmnopqrstuvwxyz'.includes(name),
    )
    .map(({ index, 0: { length }, 1: name = '' }) => ({
      form: 'square',
      name,
      from: index,
      to: index + length,
    }));
