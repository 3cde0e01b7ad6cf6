// The text of a block as a person reads it, with the way back from each character to its place in the source.
import type { SyntaxNode } from '@lezer/common';
import { plainWriter, type InlineText, type PlainWriter } from './plain-writer.ts';

/** Of the whole node, or of a part of it that cuts no mark in two. */
export const readInline = (node: SyntaxNode, text: string, start = node.from, end = node.to): InlineText => {
  // Most blocks have no marks at all.
  if (node.tree === null ? node.firstChild === null : node.tree.children.length === 0)
    return {
      plain: text.slice(start, end),
      codes: [],
      sourceOf: (offset) => start + offset,
    };
  const writer = plainWriter(text, start);
  const cursor = node.cursor();
  let linkTo = -1;
  do {
    const { name, from, to } = cursor;
    if (from >= end || to > node.to) break;
    if (name === 'Image' || (name === 'Link' && leadsSomewhere(cursor.node))) linkTo = to;
    // `[Your Name]` is a link to Markdown and a placeholder to people.
    if (name === 'LinkMark' && from >= linkTo && cursor.node.parent?.name === 'Link') continue;
    if (from < writer.at()) continue;
    if (name === 'InlineCode') writeCode(writer, text, from, to);
    else if (name === 'URL' && from < linkTo) writer.replace(from, text[from - 1] === '(' ? linkTo : to, '');
    else if (marks.has(name)) writer.replace(from, to, '');
    else if (name === 'Escape') writer.replace(from, from + 1, '');
    else if (name === 'Entity') writer.replace(from, to, entities[text.slice(from, to)] ?? '�');
    else if (name === 'HTMLTag') writeTag(writer, from, to, text.slice(from, to));
  } while (cursor.next());
  return writer.end(end);
};

const leadsSomewhere = (link: SyntaxNode): boolean =>
  link.getChild('URL') !== null || link.getChild('LinkLabel') !== null;

export const plainText = (node: SyntaxNode, text: string): string => readInline(node, text).plain;

const marks = new Set([
  'HeaderMark',
  'QuoteMark',
  'EmphasisMark',
  'LinkMark',
  'LinkTitle',
  'LinkLabel',
  'StrikethroughMark',
  'TaskMarker',
  'Comment',
]);

const entities: Readonly<Record<string, string>> = {
  '&gt;': '>',
  '&lt;': '<',
  '&amp;': '&',
  '&quot;': '"',
  '&nbsp;': ' ',
  '&ge;': '≥',
  '&le;': '≤',
};

const writeCode = (writer: PlainWriter, text: string, from: number, to: number): void => {
  let ticks = 0;
  while (text[from + ticks] === '`') ticks += 1;
  // `` `a` ``: one blank on each side belongs to the marks.
  const inner = text.slice(from + ticks, to - ticks);
  const padded = inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '' ? 1 : 0;
  writer.replace(from, from + ticks + padded, '');
  writer.code(to - ticks - padded);
  writer.replace(to - ticks - padded, to, '');
};

// `<USER_ID>` is a tag to Markdown and a placeholder to people: only what HTML knows is taken out.
const htmlTag =
  /^<\/?(?:a|abbr|b|big|br|center|code|del|details|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|samp|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|video)(?![\w-])/i;

export const isHtmlTag = (tag: string): boolean => htmlTag.test(tag);

const writeTag = (writer: PlainWriter, from: number, to: number, tag: string): void => {
  if (isHtmlTag(tag)) writer.replace(from, to, /^<(?:br|hr|p|li)\b/i.test(tag) ? '\n' : '');
};
