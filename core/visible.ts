// Text from outside made harmless to look at: control characters and bidi marks are shown instead of acting.

/** Keeps line ends and tabs; ESC and its kind become their pictures (␛), bidi and invisible marks their code points. */
export const visible = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, picture)
    .replace(
      /[\u0080-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu,
      codePoint,
    )
    .replace(/[\ufffe\uffff]/g, codePoint);

const picture = (character: string): string =>
  character === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + character.charCodeAt(0));

const codePoint = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** For one line of a comment: no blank but single ones between words. */
export const foldedLine = (text: string): string => visibleLine(text).replace(/\s+/g, ' ').trim();

/** For one line: line ends and tabs become a space. */
export const visibleLine = (text: string): string => visible(text).replace(/[\n\t]+/g, ' ');
