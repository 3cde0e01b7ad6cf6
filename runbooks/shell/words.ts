// The parser's words, assignments and redirections as ours.
import type { Assignment, Redirection as ParsedRedirection, Word, WordPart } from 'unbash';
import type { Range, Redirection, ShellWord } from './shell-model.ts';

/** Where the words of a nested script are shown: null for those of the line itself, whose offsets are true. */
export type Place = Range | null;

export const toWord = ({ pos, end, text, value, parts }: Word, place: Place): ShellWord => ({
  from: place?.from ?? pos,
  to: place?.to ?? end,
  raw: text,
  value,
  literal: text[0] !== '~' && (parts === undefined || parts.every(isLiteral)),
  unquotedGlob: parts?.some(({ type }) => patterns.has(type)) ?? false,
});

const patterns = new Set<WordPart['type']>(['Glob', 'ExtendedGlob', 'BraceExpansion']);

const isLiteral = (part: WordPart): boolean => {
  if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') return part.parts.every(isLiteral);
  return part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted';
};

/** `A=1` behind `export`, `env`, `docker run -e`: a word like any other. */
export const assignmentWord = ({ pos, end, text, name, value }: Assignment, place: Place): ShellWord => {
  const literal = value.type === 'Word' && toWord(value, place).literal;
  const bare = value.type === 'Word' && literal ? text.slice(0, value.pos - pos) + value.value : text;
  return {
    from: place?.from ?? pos,
    to: place?.to ?? end,
    raw: text,
    value: name === '' ? text : bare,
    literal,
    unquotedGlob: false,
  };
};

export const toRedirection = (redirection: ParsedRedirection, place: Place): Redirection => ({
  from: place?.from ?? redirection.pos,
  to: place?.to ?? redirection.end,
  operator: redirection.operator,
  fd: redirection.descriptor?.type === 'FileDescriptor' ? redirection.descriptor.value : null,
  target: targetOf(redirection, place),
});

const targetOf = (redirection: ParsedRedirection, place: Place): ShellWord | null => {
  if (redirection.type === 'HereDoc') return hereDocument(redirection, place);
  return redirection.target === undefined ? null : toWord(redirection.target, place);
};

const hereDocument = (
  { body, delimiter }: Extract<ParsedRedirection, { type: 'HereDoc' }>,
  place: Place,
): ShellWord => ({
  from: place?.from ?? body.pos,
  to: place?.to ?? body.end,
  raw: body.text,
  value: body.text,
  literal: delimiter?.quoted === true || (body.parts?.every(isLiteral) ?? true),
  unquotedGlob: false,
});
