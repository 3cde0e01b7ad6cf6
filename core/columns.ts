// How many columns of a terminal a text takes, and lines that are no longer than a terminal is wide.

const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/gu;
const joining = /[\p{Mn}\p{Me}\ufe00-\ufe0f]/gu;

/** Of text without control characters. */
export const columnsOf = (text: string): number => {
  if (/^[ -~]*$/.test(text)) return text.length;
  const characters = [...text].length;
  return characters + (text.match(wide)?.length ?? 0) - (text.match(joining)?.length ?? 0);
};

/** The longest beginning of a text that fits; its rest is left out. */
export const fitting = (text: string, columns: number): string => {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > columns) break;
    kept += character;
  }
  return kept;
};

/** Words as many as fit on each line; a word that is longer than a line is broken. */
export const wrapped = (text: string, columns: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  // A figure stays with its unit: `7 %`.
  for (let word of text.split(/\s+(?!%)/).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    while (columnsOf(word) > columns) {
      const part = fitting(word, Math.max(2, columns));
      lines.push(part);
      word = word.slice(part.length);
    }
    line = word;
  }
  return line === '' ? lines : [...lines, line];
};
