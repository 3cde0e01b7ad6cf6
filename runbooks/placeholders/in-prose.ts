// Placeholders in text for people: `<NAME>`, [Your Name], `/orders/{id}`, your-domain.com.
import { isHtmlTag } from '../markdown/inline.ts';
import type { InlineText } from '../markdown/plain-writer.ts';
import { looksLikeCommand } from '../steps/known-programs.ts';
import { bracesIn } from './braces.ts';
import { dummiesIn } from './dummies.ts';
import { withoutOverlap, type FoundPlaceholder } from './found-placeholder.ts';
import { placeholdersInCommand } from './in-command.ts';

const angle = /<([A-Za-z][\w .:/-]{0,60}?)>/g;
const nothingAssigned: ReadonlySet<string> = new Set();

/** Offsets in the plain text. `isCommand` says which code spans were looked at as commands, `isLink` which brackets lead somewhere. */
export const placeholdersInProse = (
  inline: InlineText,
  isCommand: (sourceOffset: number) => boolean,
  isLink: (label: string) => boolean,
  /** A component that the document closes: `<Tabs> … </Tabs>`. */
  isTag: (name: string) => boolean = () => false,
): readonly FoundPlaceholder[] => {
  const { plain, codes } = inline;
  if (!/[<[{]|your|example|xxx|YYYY|--\w/i.test(plain)) return [];
  const found: FoundPlaceholder[] = [];
  for (const match of plain.matchAll(angle)) {
    const name = match[1] ?? '';
    if (
      !isHtmlTag(match[0]) &&
      !isTag(/^[\w.]+/.exec(name)?.[0] ?? '') &&
      !/^(?:https?|mailto|ftp):|[\s/]$|^\w+@/.test(name) &&
      !/^\w+(?:\.\w+)+$/.test(name)
    )
      found.push({ form: 'angle', name, from: match.index, to: match.index + match[0].length });
  }
  found.push(...squaresIn(inline, isLink), ...dummiesIn(plain));
  for (const { from, text } of codes) {
    const inside = looksLikeCommand(text)
      ? placeholdersInCommand(text, nothingAssigned)
      : bracesIn(text, null);
    found.push(...inside.map((one) => ({ ...one, from: from + one.from, to: from + one.to })));
  }
  const commands = codes.filter(({ from }) => isCommand(inline.sourceOf(from)));
  return withoutOverlap(
    found.filter(({ from }) => !commands.some((code) => from >= code.from && from < code.to)),
  );
};

const square = /(?<![\w\])!\\[])\[([\p{L}][^[\]\n`]{0,60})\](?![[(:])/gu;
/** Words in brackets that say something themselves. */
const saysItself =
  /^(?:x|optional|required|sic|note|tip|info|important|caution|warning|warn|error|debug|trace|fatal|critical|high|medium|low|deprecated|draft|new|beta|ok|done|fixed|p[0-5]|sev-?[0-5]|s[0-5]|rfc ?\d+|a-z.*|link|here|wip|internal use only|see .*)$/i;

/** Brackets that are links to nowhere, in Markdown's eyes; code has commands and expressions in them. */
const squaresIn = (
  { plain, codes }: InlineText,
  isLink: (label: string) => boolean,
): readonly FoundPlaceholder[] => {
  if (!plain.includes('[')) return [];
  const found: FoundPlaceholder[] = [];
  for (const match of plain.matchAll(square)) {
    const name = match[1] ?? '';
    const inCode = codes.some((code) => match.index >= code.from && match.index < code.to);
    if (inCode || isLink(name) || saysItself.test(name) || name.length < 2) continue;
    found.push({ form: 'square', name, from: match.index, to: match.index + match[0].length });
  }
  return found;
};
