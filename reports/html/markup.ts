// Markup that escapes by construction: whatever is put into a template as text comes out as text.
import { visible } from '../../core/visible.ts';

export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | readonly Part[];

/** Strings and numbers are escaped, Html is taken as it is, null is nothing. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: strings.reduce(
    (text, string, index) => text + render(parts[index - 1] ?? null) + string.replace(indents, '\n'),
  ),
});

/** The templates' own indentation, never that of what is put in. */
const indents = /\n[ \t\n]*/g;

export const nothing: Html = { markup: '' };

const render = (part: Part): string => {
  if (part === null) return '';
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(render).join('');
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** A place in per cent of the track, short enough for many of them. */
export const percent = (share: number): string =>
  `${Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100}%`;
