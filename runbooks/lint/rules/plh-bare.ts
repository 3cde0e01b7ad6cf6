// Placeholders that nothing marks as such: they look like the thing itself.
import type { Placeholder } from '../../model.ts';
import { isDeclared } from '../looking/declared.ts';
import { grouped } from '../looking/group.ts';
import { isDummyHost } from '../looking/hosts.ts';
import { quoted } from '../looking/listing.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const check = (document: LintDocument): readonly Found[] =>
  grouped(
    document.runbook.placeholders
      .filter(
        (placeholder) =>
          isBare(placeholder) && !isDeclared(document, placeholder.text) && !isAddress(document, placeholder),
      )
      .map(({ text, name, ...span }) => ({
        key: text,
        at: { line: span.line, endLine: span.endLine, column: span.column, endColumn: span.endColumn },
        also: `\`${text}\` again`,
        found: {
          message: `\`${quoted(text)}\` is meant to be replaced, but nothing marks it: pasted as it stands the command runs with it`,
          suggestion: text.replace(name, `<${name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}>`),
        },
      })),
  );

/** In a command; in prose only the kind that stands in code. */
const isBare = ({ form, text, command }: Placeholder): boolean =>
  (form === 'bare' || (form === 'dummy' && command !== null)) &&
  !(text.includes('.') && isDummyHost(text.replace(/^.*@/, '').toLowerCase()));

/** `user@example.com` as a whole is one dummy, and told as such where it is a host. */
const isAddress = ({ lines }: LintDocument, { text, line, endColumn }: Placeholder): boolean =>
  text.endsWith('@') &&
  /^(?:[\w-]+\.)*(?:example|test|domain|email|mail|company)\.\w+/i.test(
    (lines[line - 1] ?? '').slice(endColumn - 1),
  );

export const plhBare: Rule = {
  id: 'PLH-BARE',
  level: 'medium',
  summary: 'a placeholder that nothing marks as one',
  why: 'A tired person pastes the line as it is. A shell can tell `<ID>` from a value, and nobody can tell `your-api-key` or `N` from one.',
  bad: '```bash\nkubectl scale deployment api --replicas=N\n```\n',
  good: '```bash\nkubectl scale deployment api --replicas="$REPLICAS"\n```\n',
  check,
};
