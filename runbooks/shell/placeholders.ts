// `<POD_NAME>` is a redirection to a shell: finds what people mean as placeholders, and puts words of the same length in their place.
import { skipHereDocuments } from './here-documents.ts';

export interface PlaceholderAt {
  readonly from: number;
  readonly to: number;
  /** Without its brackets. */
  readonly name: string;
}

/** Placeholders outside of comments and here-documents, in order; in single quotes only what can't be meant as it stands. */
export const findPlaceholders = (command: string): readonly PlaceholderAt[] =>
  command.includes('<') || command.includes('[') ? scan(command) : [];

export const replacePlaceholders = (command: string): string => {
  let text = '';
  let at = 0;
  for (const { from, to, name } of findPlaceholders(command)) {
    text += `${command.slice(at, from)}_${name.replace(/[^A-Za-z0-9_]/gu, (c) => '_'.repeat(c.length))}_`;
    at = to;
  }
  return at === 0 ? command : text + command.slice(at);
};

/** One level of quotes or of `$(…)`; `depth` counts plain parentheses inside it. */
interface Level {
  readonly quote: '"' | null;
  depth: number;
}

const scan = (command: string): readonly PlaceholderAt[] => {
  const found: PlaceholderAt[] = [];
  const levels: Level[] = [{ quote: null, depth: 0 }];
  let at = 0;
  let hereDocuments = false;
  while (at < command.length) {
    const level = levels.at(-1) ?? { quote: null, depth: 0 };
    const character = command[at];
    const placeholder = character === '<' || character === '[' ? placeholderAt(command, at, level) : null;
    if (placeholder !== null) {
      found.push(placeholder);
      at = placeholder.to;
      continue;
    }
    if (character === "'" && level.quote === null) {
      const end = endOf(command, "'", at + 1);
      found.push(...quotedPlaceholders(command, at + 1, end - 1));
      at = end;
      continue;
    }
    if (character === '<' && command.startsWith('<<', at)) hereDocuments = true;
    if (character === '\n' && hereDocuments && level.quote === null) {
      hereDocuments = false;
      at = skipHereDocuments(command, at);
    } else at = step(command, at, levels, level);
  }
  return found;
};

/** Goes over one character, or over a whole comment. */
const step = (command: string, at: number, levels: Level[], level: Level): number => {
  const character = command[at];
  if (character === '\\') return at + 2;
  if (character === '"') {
    if (level.quote === '"') levels.pop();
    else levels.push({ quote: '"', depth: 0 });
  } else if (character === '$' && command[at + 1] === '(') {
    levels.push({ quote: null, depth: 0 });
    return at + 2;
  } else if (level.quote === null) {
    if (character === '#' && /^[\s;&|(]?$/.test(command[at - 1] ?? '')) return endOf(command, '\n', at) - 1;
    if (character === '(') level.depth += 1;
    if (character === ')' && level.depth > 0) level.depth -= 1;
    else if (character === ')' && levels.length > 1) levels.pop();
  }
  return at + 1;
};

/** Behind the next `mark`, or the end. */
const endOf = (command: string, mark: string, from: number): number => {
  const end = command.indexOf(mark, from);
  return end < 0 ? command.length + 1 : end + 1;
};

// A letter, digit, `_` or dots right behind the bracket, no blank before the closing one, nothing in it that a shell acts on.
const angles = /<([\p{L}\d_.…][^<>|;&"'`$()\\\n]{0,78}|[\w-]+(?:\|[\w-]+)+)>/gu;
const angle = new RegExp(angles, 'uy');
const square = /\[([A-Z][A-Z0-9]*[_ -][A-Z0-9_ -]*[A-Z0-9]|[A-Z]{4,}|[a-z]{3,}(?:[_ -][a-z]{2,})+)\]/y;

const placeholderAt = (command: string, at: number, level: Level): PlaceholderAt | null => {
  const before = command[at - 1] ?? ' ';
  if (command[at] === '[')
    return level.quote === null && !/[\w[\]$}!*?]/.test(before) ? match(square, command, at) : null;
  if (before === '<' || before === '\\' || before === '>') return null;
  const found = match(angle, command, at);
  if (found === null || /\s$|\s-/.test(found.name)) return null;
  // `sort <in>out`, `cmd <in>/dev/null`, `cmd <in>&1` and `cmd <in>>log` are redirections.
  const redirection =
    level.quote === null &&
    /\s/.test(before) &&
    /^(?:[A-Za-z0-9]|\/dev\/|[&>])/.test(command.slice(found.to, found.to + 5));
  return redirection ? null : found;
};

// Tags of HTML and XML, word bounds and names of groups stand in single quotes as well: a small word alone is none of ours.
const markup = /<\/|\/>|<[?!]/;
const spelled = /^(?=.*[A-Z0-9_ |-])[\p{L}\d_ |.-]+$/u;
const ownWords = new Set(['STDIN', 'ARGV', 'FH']);

/** In `psql -c 'VACUUM <TABLE>'`; from and to are those of the text inside the quotes. */
const quotedPlaceholders = (command: string, from: number, to: number): readonly PlaceholderAt[] => {
  const text = command.slice(from, to);
  if (!text.includes('<') || markup.test(text)) return [];
  return [...text.matchAll(angles)]
    .filter(
      ({ index, 1: name = '' }) =>
        spelled.test(name) &&
        !/\s$|\s-/.test(name) &&
        !/[<>?\\]$/.test(text.slice(0, index)) &&
        !ownWords.has(name),
    )
    .map(({ index, 0: { length }, 1: name = '' }) => ({
      from: from + index,
      to: from + index + length,
      name,
    }));
};

const match = (pattern: RegExp, command: string, at: number): PlaceholderAt | null => {
  pattern.lastIndex = at;
  const found = pattern.exec(command);
  return found === null ? null : { from: at, to: at + found[0].length, name: found[1] ?? '' };
};
