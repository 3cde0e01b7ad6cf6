// A quote that is opened and never closed: whoever pastes the line gets bash's `>`, and no command runs.
import type { Command } from '../../model.ts';
import type { ReadCommand } from '../../shell/shell-model.ts';
import type { Eaten } from './unquoted.ts';

export const unclosedQuotes = (
  { origin }: Command,
  { text, script, invocations }: ReadCommand,
): readonly Eaten[] => {
  const open = script?.errors?.find(({ message }) => /^unterminated (single|double) quote/.test(message));
  // In prose an apostrophe stands in or behind a word, and a quoted sentence may go on in the next line.
  if (open === undefined || origin === 'inline' || !/(^|[\s=(:,])$/.test(text.slice(0, open.pos))) return [];
  if (!/^[a-z][\w.-]*$/.test(invocations[0]?.program ?? '')) return [];
  const quote = text.charAt(open.pos);
  const end = text.indexOf('\n', open.pos);
  return [
    {
      from: open.pos,
      to: end === -1 ? text.length : end,
      // Each is to be mended by itself.
      cause: `unclosed ${text}`,
      level: 'high',
      message: `the quote \`${quote}\` is never closed: the shell waits for the rest, and nothing runs.`,
      suggestion: `Close it with \`${quote}\`.`,
    },
  ];
};
