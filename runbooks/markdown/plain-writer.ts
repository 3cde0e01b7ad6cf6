// Collects the plain text of a block piece by piece, and remembers where each piece came from.

export interface CodeSpan {
  /** Offsets in the plain text. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface InlineText {
  /** Without marks; entities and escapes are resolved, `<br>` is a line break. */
  readonly plain: string;
  readonly codes: readonly CodeSpan[];
  /** Offset in the source of a character of the plain text. */
  sourceOf(offset: number): number;
}

export interface PlainWriter {
  /** How far the source has been taken. */
  at(): number;
  /** What stands before `from` is taken as it is, and `from` to `to` as `plain`. */
  replace(from: number, to: number, plain: string): void;
  /** Takes the source up to `to` as code. */
  code(to: number): void;
  end(to: number): InlineText;
}

export const plainWriter = (source: string, from: number): PlainWriter => {
  const plain: string[] = [];
  const codes: CodeSpan[] = [];
  // Where pieces begin, in the plain text and in the source.
  const plainStarts: number[] = [];
  const sourceStarts: number[] = [];
  let length = 0;
  let at = from;
  const write = (text: string, origin: number): void => {
    if (text === '') return;
    plain.push(text);
    plainStarts.push(length);
    sourceStarts.push(origin);
    length += text.length;
  };
  const take = (to: number): void => {
    if (to > at) write(source.slice(at, to), at);
    at = Math.max(at, to);
  };
  return {
    at: () => at,
    replace(start, to, text) {
      take(start);
      write(text, start);
      at = Math.max(at, to);
    },
    code(to) {
      const codeFrom = length;
      const text = source.slice(at, to);
      take(to);
      codes.push({ from: codeFrom, to: length, text });
    },
    end(to) {
      take(to);
      return {
        plain: plain.join(''),
        codes,
        sourceOf: (offset) => mapBack(offset, plainStarts, sourceStarts, from),
      };
    },
  };
};

const mapBack = (
  offset: number,
  plainStarts: readonly number[],
  sourceStarts: readonly number[],
  from: number,
): number => {
  let low = 0;
  let high = plainStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((plainStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return (sourceStarts[low] ?? from) + offset - (plainStarts[low] ?? 0);
};
