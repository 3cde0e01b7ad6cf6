// SH-PLACEHOLDER: <X> in a shell fence, which a shell reads as two redirections.
import type { Command, Placeholder } from '../../model.ts';
import { commandsByFence, fenceOf } from '../looking/fences.ts';
import { quotingOf } from '../looking/quotes.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

export const shPlaceholder: Rule = {
  id: 'SH-PLACEHOLDER',
  level: 'medium',
  summary: '`<X>` as a placeholder in a shell fence: a redirection to the shell',
  why: 'Pasted as it is, `<X>` reads from a file X, and `> next-word` behind it creates or empties a file: the command runs with other arguments than the reader sees, or stops with a syntax error.',
  bad: '```bash\nkubectl delete pod <POD> --namespace shop\n```\n',
  good: '```bash\nPOD=shop-api-0\nkubectl delete pod "$POD" --namespace shop\n```\n',
  *check(document) {
    for (const commands of commandsByFence(document).values()) {
      const found = inFence(document, commands);
      if (found !== null) yield found;
    }
  },
};

const inFence = (document: LintDocument, commands: readonly Command[]): Found | null => {
  const [anyone] = commands;
  if (anyone === undefined || fenceOf(document, anyone)?.fence?.use === 'text') return null;
  const redirections = commands.flatMap((command) =>
    command.placeholders.filter((one) => isRedirection(command, one)),
  );
  const [first] = redirections;
  if (first === undefined) return null;
  const names = [...new Set(redirections.map(({ text }) => `\`${text}\``))];
  const shown =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const lines = new Map(redirections.map((one) => [one.line, one]));
  lines.delete(first.line);
  return {
    at: first,
    message: `the shell reads \`<\` and \`>\` of ${shown} as redirections, not as a word to fill in.`,
    related: [...lines.values()].map((one) => ({ at: one, message: `\`${one.text}\` is one too` })),
  };
};

/** Outside of quotes, comments and here-documents. */
const isRedirection = (command: Command, { form, text, line, column }: Placeholder): boolean => {
  if (form !== 'angle' || /<<-?\s*['"]?\w/.test(command.command)) return false;
  const offset = offsetOf(command, text, line, column);
  return offset >= 0 && quotingOf(command.command)[offset] === 'none' && command.command[offset - 1] !== '\\';
};

const offsetOf = (
  { command, line, column }: Command,
  text: string,
  atLine: number,
  atColumn: number,
): number => {
  if (atLine === line)
    return command.startsWith(text, atColumn - column) ? atColumn - column : command.indexOf(text);
  const before =
    command
      .split('\n')
      .slice(0, atLine - line)
      .join('\n').length + 1;
  return command.indexOf(text, before);
};
