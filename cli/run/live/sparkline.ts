// A probe's last looks as a row of marks: how long each took, or that it failed.
import type { Piece } from './row.ts';
import type { Look } from './state.ts';

const bars = { unicode: '▁▂▃▄▅▆▇█', ascii: '_.-:=+*#' };
const marks = {
  fail: { unicode: '×', ascii: 'x', colour: 'red' },
  unknown: { unicode: '?', ascii: '?', colour: 'yellow' },
} as const;

/** Newest at the right. The bars are logarithmic: the lowest is a millisecond, the highest the probe's time-out. */
export const sparkline = (
  looks: readonly Look[],
  width: number,
  timeoutMs: number,
  unicode: boolean,
): readonly Piece[] => {
  const alphabet = unicode ? 'unicode' : 'ascii';
  const shown = looks.slice(-width);
  const pieces: Piece[] = shown.length < width ? [' '.repeat(width - shown.length)] : [];
  for (const { verdict, ms } of shown) {
    if (verdict === 'pass')
      pieces.push({ text: bars[alphabet][levelOf(ms, timeoutMs)] ?? '', colour: 'green' });
    else pieces.push({ text: marks[verdict][alphabet], colour: marks[verdict].colour });
  }
  return joined(pieces);
};

const levelOf = (ms: number, timeoutMs: number): number => {
  const share = Math.log(Math.max(1, ms)) / Math.log(Math.max(2, timeoutMs));
  return Math.min(7, Math.floor(share * 8));
};

/** Neighbours of one colour are one piece. */
const joined = (pieces: readonly Piece[]): readonly Piece[] => {
  const runs: Piece[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    const isSame =
      typeof piece !== 'string' &&
      last !== undefined &&
      typeof last !== 'string' &&
      last.colour === piece.colour;
    if (isSame) runs[runs.length - 1] = { text: last.text + piece.text, colour: piece.colour };
    else runs.push(piece);
  }
  return runs;
};
