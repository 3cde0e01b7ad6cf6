// All placeholders of a document: those of its commands, and those in text for people.
import { labelKey, type LinkTargets } from '../blocks/links.ts';
import type { ReadBlocks } from '../blocks/read-blocks.ts';
import type { MarkdownDocument } from '../markdown/document.ts';
import type { InlineText } from '../markdown/plain-writer.ts';
import type { Placeholder } from '../model.ts';
import { sourceOffset, type CommandDraft } from '../steps/drafts.ts';
import { placeholdersInCommand } from './in-command.ts';
import { placeholdersInProse } from './in-prose.ts';
import { assignedIn } from './variables.ts';

export interface Placeholders {
  /** For each command, in order. */
  readonly byCommand: readonly (readonly Placeholder[])[];
  /** All, in the order of the document. */
  readonly all: readonly Placeholder[];
}

export const findPlaceholders = (
  document: MarkdownDocument,
  { tables }: ReadBlocks,
  targets: LinkTargets,
  commands: readonly CommandDraft[],
): Placeholders => {
  const { lines, text, leaves } = document;
  // Runbooks say the same commands again and again.
  const each = new Set(commands.map(({ command }) => command));
  const assigned = assignedIn(each);
  const inEach = new Map([...each].map((command) => [command, placeholdersInCommand(command, assigned)]));
  const byCommand = commands.map((draft, index) =>
    (inEach.get(draft.command) ?? []).map(({ form, name, from, to }): Placeholder => {
      const place = lines.spanOf(sourceOffset(draft, from), sourceOffset(draft, to));
      return { form, name, text: draft.command.slice(from, to), command: index, ...place };
    }),
  );
  const typed = new Set(commands.filter(({ origin }) => origin === 'inline').map(({ from }) => from));
  const all = byCommand.flat();
  const tags = closedTags(text);
  const addText = (inline: InlineText): void => {
    const found = placeholdersInProse(
      inline,
      (offset) => typed.has(offset),
      (label) => targets.has(labelKey(`[${label}]`)),
      (name) => tags.has(name),
    );
    for (const { form, name, from, to } of found) {
      const [start, end] = [inline.sourceOf(from), inline.sourceOf(to - 1) + 1];
      all.push({ form, name, text: text.slice(start, end), command: null, ...lines.spanOf(start, end) });
    }
  };
  for (const leaf of leaves) {
    if (leaf.kind === 'heading' || leaf.kind === 'paragraph') addText(leaf.inline);
    else if (leaf.kind === 'table')
      for (const { inline } of tables.get(leaf)?.rows.flat() ?? []) if (inline !== null) addText(inline);
  }
  return { byCommand, all: all.sort((one, other) => one.line - other.line || one.column - other.column) };
};

/** Names of tags that are closed somewhere: what is filled in never is. */
const closedTags = (text: string): ReadonlySet<string> =>
  text.includes('</') || text.includes('/>')
    ? new Set(
        [...text.matchAll(/<\/([A-Za-z][\w.]{0,60})\s?>|<([A-Z][\w.]{0,60})(?: [^<>\n]{0,200})?\/>/g)].map(
          (match) => match[1] ?? match[2] ?? '',
        ),
      )
    : new Set();
